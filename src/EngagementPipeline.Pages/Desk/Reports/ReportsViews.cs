using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk.Reports;

/// <summary>Years to choose from, the newest first; the first of them is the one that runs.</summary>
public sealed record YearsView(IReadOnlyList<ReportingYear> Years);

/// <summary>Files of figures counted elsewhere, the newest first.</summary>
public sealed record ImportsView(IReadOnlyList<Import> Imports)
{
    /// <summary>Pages and videos that SharePoint counts.</summary>
    public IReadOnlyList<WatchedItem> Watched { get; init; } = [];

    /// <summary>What is missing before their views can be brought in; null where SharePoint is connected.</summary>
    public string? ElsewhereMissing { get; init; }
}

/// <param name="Claim">What is to be said of a sentence that the author wants to use; null where none was asked about.</param>
public sealed record ReportView(Report Report, ClaimChecked? Claim = null)
{
    /// <summary>Its files on their way to the library.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>What is missing before anything can be delivered; null where a library is set.</summary>
    public string? LibraryMissing { get; init; }
}

/// <param name="Years">To choose from, the newest first.</param>
/// <param name="Chosen">Those that are asked for, whether or not they can be compared.</param>
/// <param name="Compared">Null where they can't.</param>
public sealed record CompareView(IReadOnlyList<ReportingYear> Years, IReadOnlyList<ReportingYear> Chosen, YearsCompared? Compared);

/// <param name="Figure">Its value, where the report has it; null when it is asked for beyond the first page.</param>
public sealed record TraceView(Trace Trace, ReportedFigure? Figure);
