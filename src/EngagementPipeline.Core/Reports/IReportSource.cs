using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// What a report is made from, read once for each place that it is kept in. A report has the figures of all its sources, in the order the
/// sources are registered and each lists its own.
/// </summary>
public interface IReportSource
{
    /// <summary>All that this source has for a year.</summary>
    Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What one source has for a year.</summary>
public sealed record SourceReading(IReadOnlyList<FigureReading> Figures)
{
    public static SourceReading None { get; } = new([]);

    public MonthReading? Months { get; init; }

    public IReadOnlyList<StoryInYear> Stories { get; init; } = [];

    public IReadOnlyList<DecidedInYear> Decided { get; init; } = [];

    /// <summary>Some of what is not a figure belongs to the invented sample project; figures say so themselves.</summary>
    public bool Sample { get; init; }
}

/// <summary>
/// Page views by month. <paramref name="Before"/> is the whole year before, by month, as it is counted now: with a null for every month by
/// whose end nothing had been launched.
/// </summary>
public sealed record MonthReading(IReadOnlyList<MonthOfViews> Months, IReadOnlyList<long?> Before);
