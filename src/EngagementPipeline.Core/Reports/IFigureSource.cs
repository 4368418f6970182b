using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// Figures that are read from the same place, together, because reading is what costs.
/// </summary>
public interface IFigureSource : IReportSource
{
    /// <summary>What the figure of this key is; null when it is none of this source's.</summary>
    Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken);

    /// <summary>
    /// The rows behind one of this source's figures, always in the same order, from the first one after <paramref name="place"/>:
    /// that of an earlier row, or null for the start. Refused where the place is none.
    /// </summary>
    Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken);
}
