using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>Works on one file, and notes how it ended. Each file is a message of its own: one that can't be delivered keeps no other from it.</summary>
public sealed class DeliverFileHandler(
    IReportLibrary library, IDeliveries deliveries, ISendDelivery send, IAudit audit, DeliverySettings settings, TimeProvider clock)
{
    private static readonly TimeSpan WhileLocked = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task HandleAsync(DeliverFile message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var found = await deliveries.FindAsync(message.Year, message.Form, cancellationToken);
        if (found is not { Value: { IsUnderWay: true } delivery } || delivery.Sha256 != message.Sha256)
            return;

        var now = clock.GetUtcNow();
        if ((delivery.HeldUntil > now ? delivery.HeldUntil : delivery.GoesOnAt) is { } then && then > now)
        {
            await send.SendAsync(message, then - now, cancellationToken);
            return;
        }

        var way = new UnderWay(deliveries, found, clock);
        if (library.Missing is not null)
        {
            await way.SaveAsync(d => d with { State = DeliveryState.InOutbox }, cancellationToken);
            return;
        }

        var put = new PutInLibrary(library, settings, clock);
        if (delivery.Tries >= DeliverySettings.MostTries)
        {
            await FailAsync(way, put, d => Failed(d, d.Trouble), cancellationToken);
            return;
        }

        if (!await way.SaveAsync(d => d with { State = DeliveryState.Sending, Tries = d.Tries + 1, GoesOnAt = null }, cancellationToken))
            return;
        if (await deliveries.BytesAsync(message.Year, message.Form, message.Sha256, cancellationToken) is not { } bytes)
        {
            await way.SaveAsync(d => d with { State = DeliveryState.Failed, Trouble = "What was to be delivered is kept no longer. Send the report again." }, cancellationToken);
            return;
        }

        try
        {
            var came = await put.PutAsync(way, bytes, cancellationToken);
            if (came.End is PutEnd.Other)
                await way.SaveAsync(ChangedThere, cancellationToken);
            else if (came.Item is { } item)
                await EndAsync(way, item, came.End is PutEnd.Same, cancellationToken);
        }
        catch (OutsideException fault)
        {
            await WaitAsync(way, put, fault, message, cancellationToken);
        }
    }

    private async Task EndAsync(UnderWay way, LibraryItem item, bool same, CancellationToken cancellationToken)
    {
        var version = await library.VersionAsync(item, cancellationToken);
        var (before, delivery) = (way.Delivery.InLibrary, way.Delivery);
        var there = same && before is { } known && known.Sha256 == delivery.Sha256
            ? known with { Mark = item.Mark, Link = item.Link, Version = version }
            : new InLibrary(item.Id, item.Mark, item.Link, version, delivery.Sha256, item.ChangedAt, delivery.AskedBy);
        if (!same)
            await audit.RecordAsync(new(item.ChangedAt, Actor.System, "report-delivered", $"report/{delivery.Year}", Why: $"{delivery.Name} {delivery.Sha256}"), cancellationToken);
        await way.SaveAsync(
            d => d with
            {
                State = same ? DeliveryState.NothingNew : DeliveryState.Delivered,
                InLibrary = there,
                Sent = d.Size,
                Trouble = null,
                Session = null,
                Step = DeliveryStep.None,
                BeganAt = null,
                BeganWith = null,
                Replacing = null,
            },
            cancellationToken);
    }

    private async Task WaitAsync(UnderWay way, PutInLibrary put, OutsideException fault, DeliverFile message, CancellationToken cancellationToken)
    {
        var delivery = way.Delivery;
        // What stands there since we looked is seen by looking again.
        var passes = fault.IsPassing || fault.Kind == OutsideFaultKind.Standing;
        if (!passes || delivery.Tries >= DeliverySettings.MostTries)
        {
            await FailAsync(way, put, d => passes ? Failed(d, fault.Message) : d with { State = DeliveryState.Failed, Trouble = fault.Message + " Then send the report again." }, cancellationToken);
            return;
        }

        var wait = fault.RetryAfter ?? (fault.Kind == OutsideFaultKind.Locked ? WhileLocked : Longer(delivery.Tries));
        var at = clock.GetUtcNow() + wait;
        if (await way.SaveAsync(d => d with { State = DeliveryState.Waiting, GoesOnAt = at, Trouble = fault.Message }, cancellationToken))
            await send.SendAsync(message, wait, cancellationToken);
    }

    /// <summary>It goes no further by itself, and holds nothing in the library.</summary>
    private static async Task FailAsync(UnderWay way, PutInLibrary put, Func<Delivery, Delivery> failed, CancellationToken cancellationToken)
    {
        var held = "";
        try
        {
            if (!await put.GiveBackAsync(way, cancellationToken))
                return;
        }
        catch (OutsideException)
        {
            held = " Until then the file may stay checked out there by the app, as it was; an editor of the site can discard that by hand.";
        }

        await way.SaveAsync(d => failed(d) is var end ? end with { Trouble = end.Trouble + held } : d, cancellationToken);
    }

    private static TimeSpan Longer(int tries) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(tries - 1, 10)));

    private static Delivery ChangedThere(Delivery delivery) => delivery with
    {
        State = DeliveryState.ChangedThere,
        Session = null,
        Step = DeliveryStep.None,
        Trouble = delivery.InLibrary is null
            ? "A file of this name is in the library that was not delivered from here. It was not touched. Deliver beside it under another name, or move it there and send the report again."
            : "Somebody changed the file in the library since it was delivered. It was not touched. Deliver beside it under another name, or move it there and send the report again.",
    };

    private static Delivery Failed(Delivery delivery, string? trouble) => delivery with
    {
        State = DeliveryState.Failed,
        Trouble = string.Create(CultureInfo.InvariantCulture, $"It was tried {delivery.Tries} times. {trouble ?? "It stopped each time before its end."} Send the report again; if that goes on, tell whoever looks after this service."),
    };
}
