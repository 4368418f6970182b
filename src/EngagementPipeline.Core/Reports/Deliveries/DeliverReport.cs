using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

public sealed class DeliverReportHandler(
    ReadReportHandler readReport, IFrozenReports frozenReports, IDeliveries deliveries, ISendDelivery send, IAudit audit, TimeProvider clock)
{
    /// <summary>
    /// Sends the year's files on their way to the library: of a frozen year as they were frozen, else as they are now. The bytes are kept before anybody
    /// works on them, so that what arrives is what was asked for. Pressed again it begins nothing twice: what has arrived is looked at, and found there.
    /// Refused for a year that has not begun.
    /// </summary>
    public async Task<Result<ReportDeliveries>> HandleAsync(ReportingYear year, Actor by, CancellationToken cancellationToken)
    {
        var read = await FilesAsync(year, cancellationToken);
        if (!read.Succeeded)
            return read.Refusal;

        var now = clock.GetUtcNow();
        await audit.RecordAsync(new(now, by, "report-delivery-asked", $"report/{year}"), cancellationToken);
        foreach (var file in read.Value)
        {
            await deliveries.KeepAsync(year, file, cancellationToken);
            await AskAsync(year, file, now, by, cancellationToken);
            await send.SendAsync(new(year, file.Form, file.Sha256), TimeSpan.Zero, cancellationToken);
            await deliveries.ForgetOthersAsync(year, file.Form, file.Sha256, cancellationToken);
        }

        return new ReportDeliveries(year, await deliveries.ListAsync(year, cancellationToken));
    }

    private async Task<Result<List<ReportBytes>>> FilesAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var snapshot = await frozenReports.DownloadAsync(year, cancellationToken);
        return snapshot.Succeeded
            ? ReportBytes.AllOf(ReportSnapshot.Read(snapshot.Value), snapshot.Value)
            : (await readReport.HandleAsync(year, cancellationToken)).Map(report => ReportBytes.AllOf(report, null));
    }

    private async Task AskAsync(ReportingYear year, ReportBytes file, DateTimeOffset now, Actor by, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await deliveries.FindAsync(year, file.Form, cancellationToken);
            if (found is { Value: { IsUnderWay: true } underWay } && underWay.Sha256 == file.Sha256)
                return;
            var asked = found?.Value.AskedAgain(file, now, by.Name) ?? new Delivery(year, file.Form, file.Name, file.Sha256, file.Bytes.Length, now, by.Name);
            if (await deliveries.TrySaveAsync(asked, found?.Mark, cancellationToken) is not null)
                return;
        }
    }
}
