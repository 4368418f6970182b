using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Reports;

public sealed record TraceBody(
    ReportingYear Year,
    string Key,
    string Title,
    string Definition,
    int Version,
    string Unit,
    IReadOnlyList<TraceRow> Rows,
    IReadOnlyList<ReportedPart>? Stories,
    string? Continue)
{
    public static TraceBody Of(Trace trace) => new(
        trace.Year,
        trace.About.Key,
        trace.About.Title,
        trace.About.Definition,
        trace.About.Version,
        trace.About.Unit,
        trace.Rows.Items,
        trace.Parts,
        Continuation.Write(trace.Rows.Continue));
}
