using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Announcements;

/// <summary>What the lead was told, and how its mail stands; for whoever holds that very role. What was told before mails were known of has none.</summary>
public sealed class AlertsSent(IOutbox outbox, IDispatches dispatches, IProjectStore projects, IMail mail, LetterOrigins origins) : IOutboxSource
{
    /// <summary>Mails looked for at once.</summary>
    private const int AtOnce = 17;

    public OutboxKind Kind => OutboxKind.Alert;

    public bool MayBeSeenBy(Actor reader) => reader?.Has(Role.SafeguardingLead) == true;

    public async IAsyncEnumerable<OutboxItem> ReadAsync(OutboxPlace after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var titles = new Dictionary<ProjectId, string?>();
        // A place's instant comes before every key of it.
        var rows = outbox.ReadAsync(Role.SafeguardingLead, Dispatch.PlaceOf(after.At), cancellationToken)
            .Where(row => after < new OutboxPlace(row.Announcement.At, row.Place));
        await foreach (var some in rows.Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            var mails = await Task.WhenAll(some.Select(row => dispatches.FindAsync(DispatchKind.Alert, Dispatch.KeyOf(row.Announcement), cancellationToken)));
            foreach (var (index, (place, announcement)) in some.Index())
            {
                if (!titles.TryGetValue(announcement.Project, out var title))
                    titles[announcement.Project] = title = (await projects.FindAsync(announcement.Project, cancellationToken))?.Title;
                yield return ItemOf(place, announcement, title, mails[index]?.Value);
            }
        }
    }

    private OutboxItem ItemOf(string place, Announcement announcement, string? project, Dispatch? sent)
    {
        var text = AlertText.Of(announcement.Kind, project, announcement.At, origins);
        return new()
        {
            Kind = Kind,
            At = announcement.At,
            Key = place,
            What = text.Subject,
            Told = announcement.Kind,
            Project = project,
            To = mail.Leads is [] ? "The safeguarding lead" : $"The safeguarding lead, {string.Join(", ", mail.Leads)}",
            By = announcement.By,
            State = sent is null ? OutboxState.KeptHere : DigestsSent.StateOf(sent.State),
            SentAt = sent?.SentAt,
            Next = sent?.Trouble,
            Link = announcement.Link,
            Letter = text,
        };
    }
}

/// <summary>Workers' digests, for administrators: that one went, and not to whom. What it says is its reader's.</summary>
public sealed class DigestsSent(IDispatches dispatches) : IOutboxSource
{
    public OutboxKind Kind => OutboxKind.Digest;

    public bool MayBeSeenBy(Actor reader) => reader?.Roles.Contains(Role.Admin) == true;

    public IAsyncEnumerable<OutboxItem> ReadAsync(OutboxPlace after, CancellationToken cancellationToken) =>
        dispatches.ReadAsync(DispatchKind.Digest, Dispatch.PlaceOf(after.At), cancellationToken)
            .Where(one => after < new OutboxPlace(one.At, one.Key))
            .Select(one => new OutboxItem
            {
                Kind = OutboxKind.Digest,
                At = one.At,
                Key = one.Key,
                What = $"Digest of {one.Month!.Value.Title}",
                To = "An engagement worker",
                State = StateOf(one.State),
                SentAt = one.SentAt,
                Next = one.State switch
                {
                    DispatchState.NothingToSay => "Nothing happened in that month, so nothing is sent.",
                    DispatchState.NotWanted => "They turned it off, or their address is not known.",
                    _ => one.Trouble,
                },
            });

    internal static OutboxState StateOf(DispatchState state) => state switch
    {
        DispatchState.Waiting or DispatchState.Sending => OutboxState.UnderWay,
        DispatchState.Sent => OutboxState.Sent,
        DispatchState.InOutbox => OutboxState.KeptHere,
        DispatchState.Failed => OutboxState.NeedsSomebody,
        _ => OutboxState.Over,
    };
}
