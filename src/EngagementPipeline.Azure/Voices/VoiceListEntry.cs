using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>
/// What a list leaves a voice out by: status, what its consent covered and until when, and 32 bits of a hash of each theme; and whether it
/// holds words, and since when. Two themes may share a hash; whoever lists reads the voice itself before showing it. In bytes: the id
/// (16, as it is written), status (1), coverage and words (1), last day (2), kept since (2), themes (1 + 4 each).
/// </summary>
internal sealed record VoiceListEntry(VoiceId Id, VoiceStatus Status, int Covers, ushort Until, ushort Since, IReadOnlyList<uint> Themes)
{
    private const int LargestProperty = 60_000;
    private const int FixedLength = 23;
    private const int WordsBit = 64;
    private const ushort NoEnd = ushort.MaxValue;

    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>By the last byte of the id, which is random in ids of every version.</summary>
    public static int PartOf(VoiceId voice) => BytesOf(voice)[15] % VoiceList.Parts;

    public bool HoldsWords => (Covers & WordsBit) != 0;

    public DateOnly KeptSince => FirstDay.AddDays(Since);

    public static VoiceListEntry Of(Voice voice) => new(
        voice.Id,
        voice.Status,
        voice.ConsentedAudiences.Aggregate(0, (bits, audience) => bits | BitOf(audience))
        | voice.ConsentedPurposes.Aggregate(0, (bits, purpose) => bits | BitOf(purpose))
        | (voice.OriginalWords.Length > 0 ? WordsBit : 0),
        voice.ConsentedUntil is { } day ? NumberOf(day) : NoEnd,
        NumberOf(London.DayOf(voice.KeptSince)),
        voice.Themes.Select(HashOf).ToList());

    public bool Fits(VoiceFilter filter) =>
        (filter.Status is not { } status || Status == status)
        && (filter.Audience is not { } audience || (Covers & BitOf(audience)) != 0)
        && (filter.Purpose is not { } purpose || (Covers & BitOf(purpose)) != 0)
        && (filter.Theme is not { } theme || Themes.Contains(HashOf(theme)))
        && (filter.Day is not { } day || Until == NoEnd || Until >= day.DayNumber - FirstDay.DayNumber);

    public static IEnumerable<VoiceListEntry> Read(VoiceListRow row)
    {
        foreach (var bytes in PropertiesOf(row))
        {
            for (var at = 0; at < (bytes?.Length ?? 0); at += FixedLength + (4 * bytes![at + FixedLength - 1]))
                yield return ReadAt(bytes!, at);
        }
    }

    /// <summary>Puts entries into a row, by id, so that the same entries make the same row.</summary>
    public static void Write(IEnumerable<VoiceListEntry> entries, VoiceListRow row)
    {
        var properties = new List<MemoryStream> { new() };
        foreach (var entry in entries.OrderBy(entry => entry.Id.ToString(), StringComparer.Ordinal))
        {
            if (properties[^1].Length > LargestProperty)
                properties.Add(new());
            entry.WriteTo(properties[^1]);
        }

        var bytes = properties.Select(property => property.ToArray()).ToList();
        if (bytes.Count > PropertiesOf(row).Length)
            throw new InvalidOperationException($"Project {row.PartitionKey} has more voices than its list can name.");
        byte[]? At(int n) => n < bytes.Count ? bytes[n] : null;
        (row.Entries0, row.Entries1, row.Entries2, row.Entries3) = (At(0), At(1), At(2), At(3));
        (row.Entries4, row.Entries5, row.Entries6, row.Entries7) = (At(4), At(5), At(6), At(7));
    }

    private static byte[]?[] PropertiesOf(VoiceListRow row) =>
        [row.Entries0, row.Entries1, row.Entries2, row.Entries3, row.Entries4, row.Entries5, row.Entries6, row.Entries7];

    private static VoiceListEntry ReadAt(byte[] bytes, int at)
    {
        var themes = new uint[bytes[at + FixedLength - 1]];
        for (var i = 0; i < themes.Length; i++)
            themes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + FixedLength + (4 * i)));
        return new VoiceListEntry(
            new VoiceId(new Guid(bytes.AsSpan(at, 16), bigEndian: true)),
            (VoiceStatus)bytes[at + 16],
            bytes[at + 17],
            BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 18)),
            BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 20)),
            themes);
    }

    private void WriteTo(MemoryStream stream)
    {
        Span<byte> day = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(day, Until);
        stream.Write(BytesOf(Id));
        stream.WriteByte((byte)Status);
        stream.WriteByte((byte)Covers);
        stream.Write(day);
        BinaryPrimitives.WriteUInt16BigEndian(day, Since);
        stream.Write(day);
        stream.WriteByte((byte)Themes.Count);
        Span<byte> hash = stackalloc byte[4];
        foreach (var theme in Themes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash, theme);
            stream.Write(hash);
        }
    }

    private static ushort NumberOf(DateOnly day) => (ushort)Math.Clamp(day.DayNumber - FirstDay.DayNumber, 0, NoEnd - 1);

    private static byte[] BytesOf(VoiceId voice) => voice.Value.ToByteArray(bigEndian: true);

    private static int BitOf(Audience audience) => 1 << (int)audience;

    private static int BitOf(Purpose purpose) => 8 << (int)purpose;

    private static uint HashOf(string theme) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(theme.ToUpperInvariant())));
}
