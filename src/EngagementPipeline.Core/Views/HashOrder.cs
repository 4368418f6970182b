namespace EngagementPipeline.Core.Views;

/// <summary>Puts hashes in order. They are spread evenly, so that their first byte alone brings nearly all of them to within a few places of where they belong.</summary>
internal static class HashOrder
{
    /// <summary>More are sorted like any other numbers, and so are fewer than there are first bytes.</summary>
    public const int Most = 4096;

    private const int FirstBytes = 256;

    public static void Sort(Span<ulong> hashes)
    {
        if (hashes.Length is < FirstBytes / 2 or > Most)
        {
            hashes.Sort();
            return;
        }

        Span<int> ends = stackalloc int[FirstBytes];
        ends.Clear();
        foreach (var hash in hashes)
            ends[(int)(hash >> 56)]++;
        for (var first = 1; first < FirstBytes; first++)
            ends[first] += ends[first - 1];

        Span<ulong> unordered = stackalloc ulong[hashes.Length];
        hashes.CopyTo(unordered);
        foreach (var hash in unordered)
            hashes[--ends[(int)(hash >> 56)]] = hash;

        // What were ends are beginnings now.
        for (var first = 0; first < FirstBytes; first++)
        {
            var same = hashes[ends[first]..(first + 1 < FirstBytes ? ends[first + 1] : hashes.Length)];
            if (same.Length > 1)
                same.Sort();
        }
    }
}
