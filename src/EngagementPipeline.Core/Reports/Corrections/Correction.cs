using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Corrections;

public readonly record struct CorrectionId(Guid Value) : IId<CorrectionId>
{
    public static CorrectionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

/// <summary>
/// What a report author says of a frozen figure that turned out wrong. It stands beside the figure wherever that is shown, and takes nothing's place: what was
/// published stays as it was published.
/// </summary>
public sealed record Correction(CorrectionId Id, ReportingYear Year, string Figure, string Note, DateTimeOffset At, string By)
{
    public const int LongestNote = 1_000;

    /// <summary>As it stands beside the figure: with its day, and without whoever wrote it, who is in the audit.</summary>
    public string Said => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Correction of {London.DayOf(At):d MMMM yyyy}: {Note}");
}

public interface ICorrections
{
    /// <summary>Of a year, by when they were written.</summary>
    Task<IReadOnlyList<Correction>> ReadAsync(ReportingYear year, CancellationToken cancellationToken);

    Task<Correction?> FindAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, where one of this id stands. Durable when it completes.</summary>
    Task<bool> AddAsync(Correction correction, CancellationToken cancellationToken);

    Task RemoveAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken);
}

/// <summary>Sets corrections beside the figures that they are of.</summary>
public static class CorrectedReports
{
    /// <summary>
    /// Those that were written since the year was frozen as it is now: a snapshot from before the counting was over is forgotten with the corrections of it. Where a figure of the year
    /// before stands beside this year's, its corrections are told in the notes.
    /// </summary>
    public static Report With(this Report report, IReadOnlyList<Correction> corrections, IReadOnlyList<Correction> before)
    {
        ArgumentNullException.ThrowIfNull(report);
        var mine = corrections.Where(one => report.Frozen is { } mark && one.At >= mark.At).ToLookup(one => one.Figure, StringComparer.Ordinal);
        var earlier = before.ToLookup(one => one.Figure, StringComparer.Ordinal);
        if (mine.Count == 0 && earlier.Count == 0)
            return report;

        return report with
        {
            Figures = [.. report.Figures.Select(figure => mine.Contains(figure.Key) && !LaterDifferences.IsAdded(figure) ? figure with { Corrections = [.. mine[figure.Key]] } : figure)],
            Notes =
            [
                .. report.Notes,
                .. from figure in report.Figures
                   where figure.Previous is not null
                   from one in earlier[figure.Key]
                   select $"{figure.Title}, the year before. {one.Said}",
            ],
        };
    }
}
