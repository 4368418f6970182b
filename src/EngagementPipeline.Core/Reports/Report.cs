using EngagementPipeline.Core.Reports.Corrections;
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
    FrozenMark? Frozen = null)
{
    /// <summary>Page views of all stories by month, April first, as far as the year has begun; empty in years frozen before there were any.</summary>
    public IReadOnlyList<MonthOfViews> Months { get; init; } = [];

    /// <summary>The stories launched in the year or read in it, by launch.</summary>
    public IReadOnlyList<StoryInYear> Stories { get; init; } = [];

    /// <summary>What was decided in the year because of what young people said, by day.</summary>
    public IReadOnlyList<DecidedInYear> Decided { get; init; } = [];
}

/// <summary>
/// A month's page views. <paramref name="Previous"/> is the same month a year before; null where there was nothing to count then.
/// </summary>
/// <param name="Month">Its first day.</param>
/// <param name="Views">All page views of its days that have begun.</param>
/// <param name="Previous">Of the whole month.</param>
/// <param name="Provisional">Some of its days are not closed.</param>
public sealed record MonthOfViews(DateOnly Month, long Views, long? Previous, bool Provisional);

/// <summary>
/// What was published, and whom it reached. Whom it was given to by name is not in a report.
/// </summary>
/// <param name="Story">Its id.</param>
/// <param name="Title">As it is published.</param>
/// <param name="LaunchedOn">The day in Europe/London on which it was first published.</param>
/// <param name="Views">Page views on the days of the year.</param>
/// <param name="FirstWeekViews">Null where its first week is not over, or it was launched in another year.</param>
/// <param name="Levels">At which it was given on, on a day of the year; from local to national.</param>
public sealed record StoryInYear(
    StoryId Story, string Title, DateOnly LaunchedOn, long Views, long? FirstWeekViews, IReadOnlyList<Audience> Levels);

/// <summary>
/// A decision that answers young people. What they said is not in it: a report is kept for good, and their words are theirs to take back.
/// </summary>
/// <param name="On">The day it was decided.</param>
/// <param name="Theme">What it answers; null where it answers single voices.</param>
/// <param name="WeDid">What was done, as the worker wrote it.</param>
/// <param name="By">Who decided, such as a board; null where nobody said.</param>
public sealed record DecidedInYear(DateOnly On, string? Theme, string WeDid, string? By);

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
    LaterValue? Later = null)
{
    /// <summary>What was said since of a frozen figure that turned out wrong, by day.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
}

/// <summary>What one story adds to a figure, and the words for it.</summary>
public sealed record ReportedPart(StoryId Story, string Title, DateOnly LaunchedOn, decimal Value, bool Provisional, string Wording);

/// <summary>
/// What a frozen figure would be if it were counted again now, and why: never in place of the frozen value. Null for one that
/// is not counted any more. <paramref name="Stories"/> are those whose part has changed.
/// </summary>
public sealed record LaterValue(decimal? Value, string? Wording, string Why, IReadOnlyList<LaterPart> Stories);

/// <summary>A story's part of a figure, frozen and now; 0 where it had, or has, none.</summary>
public sealed record LaterPart(StoryId Story, string Title, decimal Frozen, decimal Now);
