using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>The file is the body itself; <c>?dryRun=true</c> only tells what would happen.</summary>
public static class ImportRequest
{
    /// <summary>100,000 rows of some 300 bytes; the whole file is held while it is checked, because all of it goes in or none.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    public static Task<Result<ImportFigures>> ReadAsync(HttpRequest request) =>
        DryRun(request).Then(async dryRun =>
            (await request.ReadBytesAsync(MostBytes)).Map(file => new ImportFigures(file, dryRun)));

    private static Result<bool> DryRun(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim() ?? "";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            return Refusals.UnsupportedMediaType("the file itself as text/csv");
        return request.Query["dryRun"].ToString() switch
        {
            "" or "false" => false,
            "true" => true,
            _ => Refusals.BadField("dryRun", "Must be true or false."),
        };
    }
}
