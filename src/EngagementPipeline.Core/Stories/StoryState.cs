using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

public enum StoryStatus
{
    /// <summary>Never published.</summary>
    Draft,
    Published,
    Unpublished,
}

/// <summary>A story as its writers see it: the newest revision, and what readers see.</summary>
public sealed record StoryState(StoryHead Head, LiveStory? Live)
{
    public StoryStatus Status => Live switch
    {
        null => StoryStatus.Draft,
        { Live: true } => StoryStatus.Published,
        _ => StoryStatus.Unpublished,
    };

    /// <summary>
    /// Changes whenever anything here does: the revision, a dot, the number of publications. Only the revision counts when an edit is
    /// compared (<see cref="RevisionOf"/>), so that publishing does not turn away somebody who is writing.
    /// </summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{Head.Revision}.{Live?.Publication ?? 0}");

    /// <summary>The revision that a mark was given for; null for anything that was never a mark.</summary>
    public static int? RevisionOf(string? mark) =>
        mark?.Split('.') is [var revision, _] && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
