using System.Globalization;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>Stories that were announced, for the outbox. A story has few announcements, and there are tens of stories: all are read.</summary>
public sealed class StoriesSent(IStoryAnnouncements announcements, ILiveStories live) : IOutboxSource
{
    public OutboxKind Kind => OutboxKind.Story;

    public bool MayBeSeenBy(Actor reader) => reader?.Has(Role.Comms) == true;

    public async IAsyncEnumerable<OutboxItem> ReadAsync(OutboxPlace after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var titles = new Dictionary<StoryId, string?>();
        var all = await announcements.AllAsync(cancellationToken);
        foreach (var one in all.Where(one => after < PlaceOf(one)).OrderBy(PlaceOf))
        {
            if (!titles.TryGetValue(one.Story, out var title))
                titles[one.Story] = title = (await live.FindAsync(one.Story, cancellationToken))?.Value.Title;
            yield return ItemOf(one, title);
        }
    }

    private static OutboxPlace PlaceOf(StoryAnnouncement one) => new(one.AskedAt, one.Id.ToString());

    private OutboxItem ItemOf(StoryAnnouncement one, string? title) => new()
    {
        Kind = Kind,
        At = one.AskedAt,
        Key = one.Id.ToString(),
        What = one.Said?.Title ?? title ?? "A story",
        To = one.To is { Length: > 0 } to ? to : one.By == AnnouncedBy.Page ? "The SharePoint site" : "The distribution list",
        By = one.AskedBy.Name,
        State = one.State switch
        {
            AnnouncingState.Scheduled or AnnouncingState.Waiting or AnnouncingState.Sending => OutboxState.UnderWay,
            AnnouncingState.Sent => OutboxState.Sent,
            AnnouncingState.InOutbox => OutboxState.KeptHere,
            AnnouncingState.Failed => OutboxState.NeedsSomebody,
            _ => OutboxState.Over,
        },
        SentAt = one.State == AnnouncingState.Sent ? one.SentAt : null,
        Next = one.State switch
        {
            AnnouncingState.Cancelled => "It was called off.",
            AnnouncingState.TakenDown => "The page was removed, because the story is not on show any more.",
            AnnouncingState.Scheduled => $"It goes by itself at its time, {London.ClockOf(one.SendAt ?? one.AskedAt).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}.",
            _ => one.Trouble,
        },
        Link = $"/stories/{one.Story}/announce",
    };
}
