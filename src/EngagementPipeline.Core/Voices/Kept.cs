using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// What stands under an id that a caller made. <paramref name="IsNew"/> when this call put it there (201), else it stood
/// already (200).
/// </summary>
public sealed record Kept<T>(T Value, bool IsNew);

public static class Pages
{
    /// <summary>Items in a page of any list.</summary>
    public const int Size = 50;

    /// <summary>The first <see cref="Size"/> of a sequence, and the place to go on from when there are more.</summary>
    /// <param name="items">In the order of the list; read one item further than the page.</param>
    /// <param name="place">What the list goes on after.</param>
    public static async Task<Page<T>> ToPageAsync<T>(
        this IAsyncEnumerable<T> items, Func<T, string> place, CancellationToken cancellationToken)
    {
        var page = new List<T>(Size);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (page.Count == Size)
                return new Page<T>(page, place(page[^1]));
            page.Add(item);
        }

        return new Page<T>(page, null);
    }
}
