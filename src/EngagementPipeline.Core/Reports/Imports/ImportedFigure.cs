using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// One row of an imported file: what was counted elsewhere, over a period (both days included) that lies in one reporting year.
/// <paramref name="Line"/> is the line of the file it begins on, from 1. A share's value is in per cent.
/// </summary>
public sealed record ImportedFigure(
    int Line, string Key, string Title, ImportedKind Kind, DateOnly From, DateOnly To, decimal Value, string Source)
{
    public ReportingYear Year => ReportingYear.Of(From);

    public bool Overlaps(ImportedFigure other) => From <= other.To && other.From <= To;
}

/// <summary>Names one imported file: made from its content, so that the same file has the same name.</summary>
public readonly record struct ImportBatchId(Guid Value) : IId<ImportBatchId>
{
    public static ImportBatchId From(Guid value) => new(value);

    /// <param name="sha256">64 hex digits, of which the first half makes the id.</param>
    public static ImportBatchId Of(string sha256) => new(Guid.ParseExact(sha256.AsSpan(0, 32), "N"));

    public override string ToString() => Value.ToString("D");
}

/// <summary>
/// A file whose figures count, or are on their way to. <paramref name="Complete"/> once all of its rows are there: until then none
/// of them counts.
/// </summary>
public sealed record Import(
    ImportBatchId Batch, string Sha256, DateTimeOffset At, Actor By, int Rows, IReadOnlyList<ReportingYear> Years, bool Complete)
{
    /// <summary>How many of its rows are there, as far as is known: all once it is complete; fewer and fewer once it is undone.</summary>
    public int Written { get => Complete ? Rows : field; init; }

    /// <summary>Since when it is undone, while rows of it may still be there; none of them counts.</summary>
    public DateTimeOffset? UndoneAt { get; init; }
}
