using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

internal enum PutEnd
{
    There,

    /// <summary>It was there before anything was sent.</summary>
    Same,

    /// <summary>Something else is there under its name.</summary>
    Other,

    /// <summary>The delivery is somebody else's now.</summary>
    TakenUp,
}

internal sealed record Put(PutEnd End, LibraryItem? Item = null)
{
    public static readonly Put Other = new(PutEnd.Other);
    public static readonly Put TakenUp = new(PutEnd.TakenUp);
}

/// <summary>
/// Puts one file into the library so that nothing of anybody else's is ever overwritten, and a stop at any point leaves something that the next try
/// recognises (docs/report-files.md, "Into the library").
/// </summary>
internal sealed class PutInLibrary(IReportLibrary library, DeliverySettings settings, TimeProvider clock)
{
    /// <summary>Our clock and the library's may differ by so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private const int MostSessions = 3;

    public async Task<Put> PutAsync(UnderWay way, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var delivery = way.Delivery;
        var item = await library.FindAsync(delivery.Year, delivery.Name, cancellationToken);
        if (item is null)
            return await CreateAsync(way, bytes, cancellationToken);
        if (item.CheckedOut == CheckedOutBy.Another)
            throw new OutsideException(OutsideFaultKind.Locked, "Somebody has the file checked out in the library. It is tried again by itself once they check it in.");
        if (item.CheckedOut == CheckedOutBy.Nobody)
        {
            if (item.QuickXor == QuickXorHash.Of(bytes.Span))
                return new(delivery.BeganWith == delivery.Sha256 ? PutEnd.There : PutEnd.Same, item);
            if (LeftByUs(item, delivery))
            {
                // The last try ended between the library's answer and our noting it.
                if (delivery.BeganWith == delivery.Sha256)
                    return new(PutEnd.There, item);
            }
            else if (delivery.InLibrary?.Mark != item.Mark && !(delivery.Step == DeliveryStep.GivingBack && item.ChangedByUs))
            {
                return Put.Other;
            }
            else if (delivery.InLibrary?.Sha256 == delivery.Sha256)
            {
                return new(PutEnd.Same, item);
            }
        }
        else if (delivery.Step is DeliveryStep.None)
        {
            return Put.Other;
        }

        return await ReplaceAsync(way, item, bytes, cancellationToken);
    }

    /// <summary>Whether what stands there is what a try of ours put there: nobody else has changed it since that began.</summary>
    private static bool LeftByUs(LibraryItem item, Delivery delivery) =>
        delivery.Step is DeliveryStep.Creating or DeliveryStep.CheckedOut
        && item.ChangedByUs && item.ChangedAt >= delivery.BeganAt - Skew
        && item.ContentMark != delivery.Replacing;

    private async Task<Put> CreateAsync(UnderWay way, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await BeginAsync(way, DeliveryStep.Creating, null, cancellationToken)
            ? await SendAsync(way, null, bytes, cancellationToken)
            : Put.TakenUp;

    /// <summary>Checked out first: from then on nobody else can change it, and what is put over it becomes one version however often it is put.</summary>
    private async Task<Put> ReplaceAsync(UnderWay way, LibraryItem item, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (item.CheckedOut == CheckedOutBy.Nobody)
        {
            if (!await BeginAsync(way, DeliveryStep.CheckingOut, item.ContentMark, cancellationToken))
                return Put.TakenUp;
            await library.CheckOutAsync(item, cancellationToken);
        }
        else if (way.Delivery.Step == DeliveryStep.GivingBack && !await BeginAsync(way, DeliveryStep.CheckedOut, way.Delivery.Replacing, cancellationToken))
        {
            return Put.TakenUp;
        }

        if (way.Delivery.Step == DeliveryStep.CheckingOut)
        {
            if (await library.FindAsync(way.Delivery.Year, way.Delivery.Name, cancellationToken) is not { } mine)
                throw new OutsideException(OutsideFaultKind.Changed, "The file went away from the library in between. It is tried again by itself.");
            if (mine.ContentMark != way.Delivery.Replacing)
            {
                await library.DiscardCheckOutAsync(mine, cancellationToken);
                return Put.Other;
            }

            if (!await BeginAsync(way, DeliveryStep.CheckedOut, item.ContentMark, cancellationToken))
                return Put.TakenUp;
            item = mine;
        }

        return await SendAsync(way, item, bytes, cancellationToken);
    }

    /// <summary>
    /// Nobody else could work with a file that stays checked out by us. It becomes again what it was, with a mark of the library's own making, and stays known as ours. False where the delivery
    /// was taken up by somebody else.
    /// </summary>
    public async Task<bool> GiveBackAsync(UnderWay way, CancellationToken cancellationToken)
    {
        if (way.Delivery.Step is not (DeliveryStep.CheckingOut or DeliveryStep.CheckedOut or DeliveryStep.GivingBack))
            return true;
        if (!await way.SaveAsync(d => d with { Step = DeliveryStep.GivingBack, Session = null }, cancellationToken))
            return false;
        var (year, name) = (way.Delivery.Year, way.Delivery.Name);
        var item = await library.FindAsync(year, name, cancellationToken);
        if (item is { CheckedOut: CheckedOutBy.Us })
        {
            await library.DiscardCheckOutAsync(item, cancellationToken);
            item = await library.FindAsync(year, name, cancellationToken);
        }

        return await way.SaveAsync(
            d => d with
            {
                Step = DeliveryStep.None,
                BeganAt = null,
                BeganWith = null,
                Replacing = null,
                Sent = 0,
                // What a person has saved since is theirs.
                InLibrary = item is { ChangedByUs: true, CheckedOut: CheckedOutBy.Nobody } ? d.InLibrary is { } known ? known with { Mark = item.Mark } : null : d.InLibrary,
            },
            cancellationToken);
    }

    private Task<bool> BeginAsync(UnderWay way, DeliveryStep step, string? replacing, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return way.SaveAsync(d => d with { Step = step, BeganAt = now, BeganWith = d.Sha256, Replacing = replacing }, cancellationToken);
    }

    private async Task<Put> SendAsync(UnderWay way, LibraryItem? over, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var delivery = way.Delivery;
        var put = bytes.Length <= settings.SmallUpTo
            ? await library.PutAsync(delivery.Year, delivery.Name, over, bytes, cancellationToken)
            : await InPiecesAsync(way, over, bytes, cancellationToken);
        if (put is null)
            return Put.TakenUp;

        // Also a new file is checked out where the library asks that of every change.
        if (over is not null || put.CheckedOut == CheckedOutBy.Us)
            await library.CheckInAsync(put, CommentOf(delivery), cancellationToken);
        return await library.FindAsync(delivery.Year, delivery.Name, cancellationToken) is { } there
            ? new(PutEnd.There, there)
            : throw new OutsideException(OutsideFaultKind.Changed, "The file went away from the library in between. It is tried again by itself.");
    }

    /// <summary>Null where the delivery was taken up by somebody else.</summary>
    private async Task<LibraryItem?> InPiecesAsync(UnderWay way, LibraryItem? over, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var sessions = 0; sessions < MostSessions; sessions++)
        {
            var delivery = way.Delivery;
            var session = delivery.Session is { } kept && kept.ExpiresAt > clock.GetUtcNow() ? kept : null;
            var next = session is null ? null : await library.AskAsync(session, cancellationToken);
            if (session is null || next is null)
            {
                session = await library.BeginAsync(delivery.Year, delivery.Name, over, cancellationToken);
                next = 0;
            }

            if (!await way.SaveAsync(d => d with { Session = session, Sent = next.Value }, cancellationToken))
                return null;
            while (next is { } from)
            {
                var piece = bytes.Slice((int)from, (int)Math.Min(settings.Piece, bytes.Length - from));
                var taken = await library.SendAsync(session, piece, from, bytes.Length, cancellationToken);
                if (taken?.Item is { } whole)
                    return whole;
                next = taken?.Next;
                if (next is { } sent && !await way.SaveAsync(d => d with { Sent = sent }, cancellationToken))
                    return null;
            }

            // The library forgot the session; what it had of it is gone.
            if (!await way.SaveAsync(d => d with { Session = null, Sent = 0 }, cancellationToken))
                return null;
        }

        throw new OutsideException(OutsideFaultKind.Unsure, "The library forgot several times what it had of the file. It is tried again by itself.");
    }

    private static string CommentOf(Delivery delivery) =>
        string.Create(CultureInfo.InvariantCulture, $"Delivered {London.ClockOf(delivery.AskedAt):d MMMM yyyy HH:mm} by {delivery.AskedBy}. SHA-256 {delivery.Sha256}");
}
