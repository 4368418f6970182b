using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Announcing;

namespace EngagementPipeline.Azure.Stories;

/// <summary>A partition for each story. What is due is looked for in all of them: a story has few announcements.</summary>
public sealed class StoryAnnouncementTable(Storage storage) : IStoryAnnouncements
{
    private readonly TableClient _table = storage.Table(StoryAnnouncementRow.Table);

    public async Task<Versioned<StoryAnnouncement>?> FindAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken) =>
        await _table.FindAsync<StoryAnnouncementRow>(story.ToString(), id.ToString(), cancellationToken) is { } row
            ? new Versioned<StoryAnnouncement>(row.ToAnnouncement(), row.ETag.ToString())
            : null;

    public async Task<IReadOnlyList<StoryAnnouncement>> ListAsync(StoryId story, CancellationToken cancellationToken) =>
        (await ReadAsync($"PartitionKey eq {story.ToString()} and RowKey lt {StoryAnnouncementRow.Turn}", cancellationToken)).OrderByDescending(one => one.AskedAt).ThenBy(one => one.Id.Value).ToList();

    public Task<bool> PutAsync(StoryAnnouncement announcement, string onlyIf, CancellationToken cancellationToken) =>
        _table.TryReplaceAsync(StoryAnnouncementRow.Of(announcement), new ETag(onlyIf), cancellationToken);

    public async Task<string?> TurnAsync(StoryId story, CancellationToken cancellationToken) =>
        (await _table.FindAsync<TableEntity>(story.ToString(), StoryAnnouncementRow.Turn, cancellationToken))?.ETag.ToString();

    public async Task<bool> PutInTurnAsync(StoryAnnouncement announcement, string? onlyIf, string? turn, CancellationToken cancellationToken)
    {
        var row = StoryAnnouncementRow.Of(announcement);
        try
        {
            await _table.SubmitTransactionAsync([Put(row, onlyIf), Put(new TableEntity(row.PartitionKey, StoryAnnouncementRow.Turn), turn)], cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return false;
        }

        static TableTransactionAction Put(ITableEntity row, string? mark) =>
            mark is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, new ETag(mark));
    }

    public Task EndTurnsAsync(StoryId story, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(story.ToString(), StoryAnnouncementRow.Turn, ETag.All, cancellationToken);

    public Task<IReadOnlyList<StoryAnnouncement>> DueAsync(DateTimeOffset by, CancellationToken cancellationToken) => ReadAsync($"DueAt le {by}", cancellationToken);

    public Task<IReadOnlyList<StoryAnnouncement>> AllAsync(CancellationToken cancellationToken) => ReadAsync($"PartitionKey ge {""} and RowKey lt {StoryAnnouncementRow.Turn}", cancellationToken);

    public Task<IReadOnlyList<StoryAnnouncement>> StandingAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            $"By eq {Kebab.Of(AnnouncedBy.Page)} and (State eq {Kebab.Of(AnnouncingState.Sent)} or State eq {Kebab.Of(AnnouncingState.InOutbox)} or State eq {Kebab.Of(AnnouncingState.Failed)})",
            cancellationToken);

    public async Task<bool> RemoveAsync(StoryAnnouncement announcement, string onlyIf, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(announcement.Story.ToString(), announcement.Id.ToString(), new ETag(onlyIf), cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status == 412)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<StoryAnnouncement>> ReadAsync(FormattableString filter, CancellationToken cancellationToken) =>
        await _table.ReadAllAsync<StoryAnnouncementRow>(filter, cancellationToken).Select(row => row.ToAnnouncement()).ToListAsync(cancellationToken);
}

/// <summary>Asks by the queue <c>announce-story</c>. A message is a story's id, a slash, and the announcement's.</summary>
public sealed class AnnouncementRequests(Storage storage) : IAnnouncementRequests
{
    public const string Queue = "announce-story";

    private readonly QueueClient _queue = storage.Queue(Queue);

    public Task SendAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken) => _queue.SendMessageAsync(Correlation.Put($"{story}/{id}"), cancellationToken);

    /// <summary>Anything else is a fault, and ends in the poison queue.</summary>
    public static (StoryId Story, StoryAnnouncementId Id) Parse(string message)
    {
        return MessageVersion.Readable(message).Split('/') is [var story, var id] ? (Stored.Id<StoryId>(story), Stored.Id<StoryAnnouncementId>(id)) : throw new FormatException("No announcement's name.");
    }
}
