namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>Sends the message again of what is under way and nobody has worked on for a while: it was lost, or failed as often as a message may.</summary>
public sealed class ResumeDeliveriesHandler(IDeliveries deliveries, ISendDelivery send, TimeProvider clock)
{
    /// <summary>Longer than a message takes to come again by itself.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var delivery in await deliveries.UnderWayAsync(cancellationToken))
        {
            DateTimeOffset?[] moments = [delivery.AskedAt, delivery.HeldUntil, delivery.GoesOnAt];
            if (moments.Max() + Quiet < now)
                await send.SendAsync(new(delivery.Year, delivery.Form, delivery.Sha256), TimeSpan.Zero, cancellationToken);
        }
    }
}
