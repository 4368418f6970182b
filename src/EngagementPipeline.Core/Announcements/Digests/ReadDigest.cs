using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>Somebody's own digest as it would be sent now, and how its mail stands.</summary>
/// <param name="Digest">Of the month asked for.</param>
/// <param name="Text">As it is mailed.</param>
/// <param name="IsMailSetUp">Whether this installation sends mail at all.</param>
/// <param name="Wanted">False: they turned it off.</param>
/// <param name="Address">Where it goes; null where it goes nowhere.</param>
/// <param name="Known">Their address in the directory as of now, for turning it on.</param>
/// <param name="Mail">The mail of this month, once it was planned.</param>
public sealed record MyDigest(Digest Digest, LetterText Text, bool IsMailSetUp, bool Wanted, string? Address, string? Known, Dispatch? Mail);

public sealed class ReadDigestHandler(ComposeDigest compose, IDigestReaders readers, IDispatches dispatches, DigestLinks links, IMail mail, TimeProvider clock)
{
    /// <param name="month">Null: the month before this one.</param>
    /// <param name="origins">Where its links lead.</param>
    /// <param name="by">Whose; nobody reads somebody else's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<MyDigest>> HandleAsync(CalendarMonth? month, LetterOrigins origins, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var now = CalendarMonth.Of(clock.Today());
        var asked = month ?? now.Before;
        if (asked.First > now.First)
            return Refusals.BadField("month", "This month is still to come.");
        var reader = (await readers.FindAsync(by.Id, cancellationToken))?.Value;
        var sent = await dispatches.FindAsync(DispatchKind.Digest, Dispatch.Of(by.Id, asked, default).Key, cancellationToken);
        var digest = await compose.HandleAsync(by.Id, asked, cancellationToken);
        var text = DigestText.Of(digest, origins, await links.KeyOfAsync(by.Id, cancellationToken));
        return new MyDigest(digest, text, mail.IsThere, reader is not { Off: true }, reader?.Address, by.Address, sent?.Value);
    }
}
