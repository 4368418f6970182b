using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>Reports' files on their way to the library, for the outbox: four a year.</summary>
public sealed class ReportsSent(IDeliveries deliveries) : IOutboxSource
{
    public OutboxKind Kind => OutboxKind.Report;

    public bool MayBeSeenBy(Actor reader) => reader?.Has(Role.ReportAuthor) == true;

    public async IAsyncEnumerable<OutboxItem> ReadAsync(OutboxPlace after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await deliveries.AllAsync(cancellationToken);
        foreach (var one in all.Where(one => after < PlaceOf(one)).OrderBy(PlaceOf))
            yield return ItemOf(one);
    }

    private static OutboxPlace PlaceOf(Delivery one) => new(one.AskedAt, $"{one.Year} {Kebab.Of(one.Form)}");

    private OutboxItem ItemOf(Delivery one) => new()
    {
        Kind = Kind,
        At = one.AskedAt,
        Key = PlaceOf(one).Key,
        What = one.Name,
        To = "The report’s library",
        By = one.AskedBy,
        State = one.State switch
        {
            DeliveryState.Waiting or DeliveryState.Sending => OutboxState.UnderWay,
            DeliveryState.Delivered or DeliveryState.NothingNew => OutboxState.Sent,
            DeliveryState.InOutbox => OutboxState.KeptHere,
            _ => OutboxState.NeedsSomebody,
        },
        SentAt = one.State is DeliveryState.Delivered or DeliveryState.NothingNew ? one.InLibrary?.At : null,
        Next = one.Trouble,
        Link = $"/reports/{one.Year}#library",
    };
}
