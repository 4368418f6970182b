namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// One thing that a report tells, and every way to say it that is understood. <paramref name="Figure"/> is null where the report leaves it out, or where
/// it is told by several.
/// </summary>
internal sealed record ClaimTopic(string Key, ReportedFigure? Figure, IReadOnlyList<Pattern> Patterns)
{
    private readonly Lazy<HashSet<string>> _words = new(() => Patterns.SelectMany(pattern => pattern.Words).ToHashSet(StringComparer.Ordinal));

    public bool Knows(string word) => _words.Value.Contains(word);
}
