using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>A delivery that somebody holds: each step is saved before it is taken.</summary>
internal sealed class UnderWay(IDeliveries deliveries, Versioned<Delivery> found, TimeProvider clock)
{
    private string _mark = found.Mark;

    public Delivery Delivery { get; private set; } = found.Value;

    /// <summary>False where it has been asked for anew, or somebody else has taken it up: then it is theirs.</summary>
    public async Task<bool> SaveAsync(Func<Delivery, Delivery> change, CancellationToken cancellationToken)
    {
        var next = change(Delivery);
        next = next with { HeldUntil = next.State == DeliveryState.Sending ? clock.GetUtcNow() + DeliverySettings.Hold : null };
        if (await deliveries.TrySaveAsync(next, _mark, cancellationToken) is not { } mark)
            return false;
        (Delivery, _mark) = (next, mark);
        return true;
    }
}
