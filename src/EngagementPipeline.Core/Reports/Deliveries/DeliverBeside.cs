using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

public sealed class DeliverBesideHandler(IDeliveries deliveries, ISendDelivery send, IAudit audit, TimeProvider clock)
{
    /// <summary>
    /// Gives a file that may not take its name in the library another one, which it keeps from then on. Refused where its name is not the trouble.
    /// </summary>
    public async Task<Result<Delivery>> HandleAsync(ReportingYear year, ReportForm form, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await deliveries.FindAsync(year, form, cancellationToken) is not { } found)
            return Refusals.NotFound("delivery");
        if (found.Value.State != DeliveryState.ChangedThere)
            return Refusals.NothingInTheWay;

        var beside = found.Value.PutBeside(now, by.Name);
        if (await deliveries.TrySaveAsync(beside, found.Mark, cancellationToken) is null)
            return Refusals.Stale("delivery");
        await send.SendAsync(new(year, form, beside.Sha256), TimeSpan.Zero, cancellationToken);
        await audit.RecordAsync(new(now, by, "report-delivered-beside", $"report/{year}", Why: beside.Name), cancellationToken);
        return beside;
    }
}
