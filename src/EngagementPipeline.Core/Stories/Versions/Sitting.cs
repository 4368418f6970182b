namespace EngagementPipeline.Core.Stories.Versions;

/// <summary>
/// One sitting of one person at a story. The editor saves every few seconds, and each save is a revision, so that two editors see each other; the history and the
/// audit tell of sittings. Its last revision stands for it.
/// </summary>
public static class Sitting
{
    /// <summary>Whoever comes back after a longer pause begins another.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(10);

    /// <summary>So that a long day's work can be put back to more than one place.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(1);

    /// <summary>Since when the sitting has lasted that a save at <paramref name="now"/> goes on with; null when it begins one.</summary>
    /// <param name="last">The revision that it follows.</param>
    /// <param name="published">Whether readers were shown that one: it stays findable by itself.</param>
    /// <param name="by">The writer's name.</param>
    /// <param name="now">When it is saved.</param>
    public static DateTimeOffset? GoesOnFrom(StoryHead last, bool published, string by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(last);
        return !published && last.ChangedBy == by && now - last.ChangedAt <= LongestPause && now - last.SittingSince <= Longest ? last.SittingSince : null;
    }

    /// <summary>Revisions, newest first and without gaps, as sittings.</summary>
    public static IReadOnlyList<StoryVersion> Gather(IEnumerable<StoryVersion> revisions)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        var sittings = new List<StoryVersion>();
        foreach (var revision in revisions)
        {
            if (sittings is [.., var later] && revision.PublishedAt is null && later.Head.SittingSince == revision.Head.SittingSince && later.Head.ChangedBy == revision.Head.ChangedBy)
                sittings[^1] = later with { Saves = later.Saves + 1 };
            else
                sittings.Add(revision);
        }

        return sittings;
    }
}
