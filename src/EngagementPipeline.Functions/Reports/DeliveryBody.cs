using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Reports.Outputs.Word;
using EngagementPipeline.Core.Reports.Outputs.Workbook;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>One file of a report and how its delivery stands. Of an upload under way it says how much is there, never where it goes.</summary>
public sealed record DeliveryBody(
    string Form,
    string Name,
    string Sha256,
    long Size,
    long Sent,
    string State,
    DateTimeOffset AskedAt,
    string AskedBy,
    string? Trouble,
    DateTimeOffset? GoesOnAt,
    InLibraryBody? InLibrary)
{
    public static DeliveryBody Of(Delivery delivery) => new(
        Kebab.Of(delivery.Form),
        delivery.Name,
        delivery.Sha256,
        delivery.Size,
        delivery.Sent,
        Kebab.Of(delivery.State),
        delivery.AskedAt,
        delivery.AskedBy,
        delivery.Trouble,
        delivery.GoesOnAt,
        delivery.InLibrary is { } there ? new(there.Link, there.Version, there.Sha256, there.At, there.By) : null);

    public static Page<DeliveryBody> Of(ReportDeliveries deliveries) => new([.. deliveries.Files.Select(Of)], Continue: null);
}

/// <summary>What was delivered last.</summary>
public sealed record InLibraryBody(Uri Link, string? Version, string Sha256, DateTimeOffset DeliveredAt, string DeliveredBy);

/// <summary>Which file of which year.</summary>
public sealed record DeliveryRequest(ReportingYear Year, ReportForm Form)
{
    public static Result<DeliveryRequest> Parse(string year, string form) =>
        ReportFile.ParseYear(year).Then<DeliveryRequest>(asked =>
            Kebab.TryParse<ReportForm>(form, out var known) ? new DeliveryRequest(asked, known) : Refusals.NotFound("delivery"));
}

public static class DeliveryAnswer
{
    public static async Task<Result<FileAnswer>> ReadAsync(IDeliveries deliveries, DeliveryRequest asked, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(asked.Year, asked.Form, cancellationToken) is not { } found)
            return Refusals.NotFound("delivery");
        var (name, sha256) = (found.Value.Name, found.Value.Sha256);
        return await deliveries.BytesAsync(asked.Year, asked.Form, sha256, cancellationToken) is { } bytes
            ? new FileAnswer(bytes.ToArray(), TypeOf(asked.Form), name)
            : Refusals.NotFound("delivery");
    }

    private static string TypeOf(ReportForm form) => form switch
    {
        ReportForm.Word => WordReport.ContentType,
        ReportForm.Workbook => ReportWorkbook.ContentType,
        ReportForm.Csv => "text/csv; charset=utf-8; header=present",
        _ => "application/json",
    };
}
