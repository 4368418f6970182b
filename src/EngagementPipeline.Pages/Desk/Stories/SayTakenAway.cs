using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>Says what a page on show has lost, so that comms decide what becomes of it. Whose it was, and why it went, is nobody's business here.</summary>
internal static class SayTakenAway
{
    /// <summary>Null while there is nothing to decide.</summary>
    public static string? Of(StoryState story) =>
        story is { Status: StoryStatus.Published, Live.TakenAway: { } gone }
            ? $"{What(gone)} taken down on {Say.Day(London.DayOf(gone.At))}{(gone.NothingLeft ? "; nothing of a young person’s is left on this page." : ".")}"
            : null;

    private static string What(TakenAway gone)
    {
        var parts = new[] { gone.Quotes > 0 ? Say.Count(gone.Quotes, "quote", "quotes") : null, gone.Media > 0 ? Say.Count(gone.Media, "picture or sound", "pictures or sounds") : null };
        return $"{Say.List(parts.OfType<string>())} {(gone.Quotes + gone.Media == 1 ? "was" : "were")}";
    }
}
