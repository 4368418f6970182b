using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A year's figures. <paramref name="Provisional"/> while any of them may still change; <paramref name="Sample"/> when the invented
/// sample project is in them, which the notes then say. <paramref name="Frozen"/> is null while the year is not frozen.
/// </summary>
public sealed record Report(
    ReportingYear Year,
    bool Provisional,
    bool Sample,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ReportedFigure> Figures,
    FrozenMark? Frozen = null);

/// <summary>
/// That a year's figures are fixed: since when, and the SHA-256 (64 hex digits) of the snapshot's bytes, which anybody who holds the
/// file can work out. <paramref name="Provisional"/> when it was fixed before the year's counting was over.
/// </summary>
public sealed record FrozenMark(DateTimeOffset At, string Sha256, bool Provisional);

/// <summary>
/// A figure as a report has it. <paramref name="Rows"/> is how many rows its trace has.
/// </summary>
/// <param name="Ratio">Value ÷ previous to four places; null where there is nothing to divide by.</param>
/// <param name="Comparison">The ratio in words; null also while the figure is provisional: part of a year is not set beside a whole one.</param>
/// <param name="Parts">What each story makes up of it, by launch; empty where stories have no part in it.</param>
/// <param name="Later">How counting again differs from the frozen value; null where it does not, or nothing is frozen.</param>
public sealed record ReportedFigure(
    string Key,
    string Title,
    string Definition,
    int Version,
    string Unit,
    DateOnly From,
    DateOnly To,
    decimal Value,
    long Rows,
    bool Provisional,
    string Wording,
    string Sentence,
    decimal? Previous,
    decimal? Ratio,
    string? Comparison,
    IReadOnlyList<ReportedPart> Parts,
    LaterValue? Later = null);

/// <summary>What one story adds to a figure, and the words for it.</summary>
public sealed record ReportedPart(StoryId Story, string Title, DateOnly LaunchedOn, decimal Value, bool Provisional, string Wording);

/// <summary>
/// What a frozen figure would be if it were counted again now, and why: never in place of the frozen value. Null for one that
/// is not counted any more. <paramref name="Stories"/> are those whose part has changed.
/// </summary>
public sealed record LaterValue(decimal? Value, string? Wording, string Why, IReadOnlyList<LaterPart> Stories);

/// <summary>A story's part of a figure, frozen and now; 0 where it had, or has, none.</summary>
public sealed record LaterPart(StoryId Story, string Title, decimal Frozen, decimal Now);
