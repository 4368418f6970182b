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
    IReadOnlyList<TraceRowBody> Rows,
    IReadOnlyList<ReportedPart>? Stories,
    IReadOnlyList<string> Notes,
    string? Continue)
{
    public static TraceBody Of(Trace trace) => new(
        trace.Year,
        trace.About.Key,
        trace.About.Title,
        trace.About.Definition,
        trace.About.Version,
        trace.About.Unit,
        trace.Rows.Items.Select(TraceRowBody.Of).ToList(),
        trace.Parts,
        trace.Notes,
        Continuation.Write(trace.Rows.Continue));
}

/// <summary>One row; what does not apply to it is missing. A story's row has <c>story</c>, an imported one <c>batch</c>.</summary>
public sealed record TraceRowBody(
    StoryId? Story,
    string Title,
    DateOnly Day,
    DateOnly? Until,
    string? Share,
    Audience? Level,
    decimal Value,
    long? Views,
    long? Visitors,
    long? Completed,
    long? ActiveSeconds,
    bool Provisional,
    string? Source,
    Guid? Batch,
    int? Line)
{
    public static TraceRowBody Of(TraceRow row) => new(
        row.Story,
        row.Title,
        row.Day,
        row.Until,
        row.Share,
        row.Level,
        row.Value,
        row.Views,
        row.Visitors,
        row.Completed,
        row.ActiveSeconds,
        row.Provisional,
        row.Source,
        row.Batch,
        row.Line);
}
