using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>
/// On some mornings at the beginning of a month: plans the digest of the month before, once for each worker however often it is asked; and lets go of addresses and mails whose time is over.
/// </summary>
public sealed class PlanDigestsHandler(IDigestReaders readers, IDispatches dispatches, IDispatchRequests requests, TimeProvider clock)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var month = CalendarMonth.Of(clock.Today()).Before;
        var oldest = clock.Today().AddMonths(-DigestReader.KeptForMonths);
        await foreach (var reader in readers.ReadAsync(cancellationToken))
        {
            // Who said that they want no mail is remembered: with nothing but their id.
            if (!reader.Off && reader.LastCapturedOn < oldest)
                await readers.RemoveAsync(reader.Id, cancellationToken);
            else if (reader is { Off: false, Address: not null })
                await PlanAsync(Dispatch.Of(reader.Id, month, clock.GetUtcNow()), cancellationToken);
        }

        await dispatches.ForgetAsync(DispatchKind.Digest, London.StartOf(oldest), cancellationToken);
    }

    /// <summary>One that stands already goes on by itself.</summary>
    private async Task PlanAsync(Dispatch digest, CancellationToken cancellationToken)
    {
        if (await dispatches.AddAsync(digest, cancellationToken))
            await requests.SendAsync(digest.Kind, digest.Key, cancellationToken);
    }
}
