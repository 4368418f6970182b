using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>A frozen report as the file whose hash was given when it was frozen.</summary>
public static class SnapshotAnswer
{
    public static IResult Of(ReportingYear year, ReadOnlyMemory<byte> snapshot) =>
        new FileAnswer(snapshot.ToArray(), "application/json", ReportSnapshot.FileName(year));
}
