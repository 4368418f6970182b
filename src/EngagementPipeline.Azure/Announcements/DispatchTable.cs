using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Announcements;

/// <summary>docs/tables/Dispatches.md.</summary>
internal sealed class DispatchRow : ITableEntity
{
    public const string Table = "Dispatches";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset At { get; set; }

    public string Project { get; set; } = "";

    public string About { get; set; } = "";

    public string Worker { get; set; } = "";

    public string State { get; set; } = "";

    public DateTimeOffset? DueAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string Trouble { get; set; } = "";

    public static DispatchRow Of(Dispatch one) => new()
    {
        PartitionKey = Kebab.Of(one.Kind),
        RowKey = one.Key,
        At = one.At,
        Project = one.Project?.ToString() ?? "",
        About = one.About is { } about ? Kebab.Of(about) : "",
        Worker = one.Worker ?? "",
        State = Kebab.Of(one.State),
        DueAt = one.DueAt,
        Tries = one.Tries,
        SentAt = one.SentAt,
        Trouble = one.Trouble ?? "",
    };

    public Dispatch ToDispatch() => new()
    {
        Kind = Kebab.Parse<DispatchKind>(PartitionKey),
        Key = RowKey,
        At = At,
        Project = Project.Length > 0 ? new(Guid.ParseExact(Project, "D")) : null,
        About = About.Length > 0 ? Kebab.Parse<AnnouncementKind>(About) : null,
        Worker = Worker.Length > 0 ? Worker : null,
        State = Kebab.Parse<DispatchState>(State),
        DueAt = DueAt,
        Tries = Tries,
        SentAt = SentAt,
        Trouble = Trouble.Length > 0 ? Trouble : null,
    };
}

/// <summary>A partition for each kind, newest first.</summary>
public sealed class DispatchTable(Storage storage) : IDispatches
{
    private readonly TableClient _table = storage.Table(DispatchRow.Table);

    public Task<bool> AddAsync(Dispatch dispatch, CancellationToken cancellationToken) => _table.TryAddAsync(DispatchRow.Of(dispatch), cancellationToken);

    public async Task<Versioned<Dispatch>?> FindAsync(DispatchKind kind, string key, CancellationToken cancellationToken) =>
        await _table.FindAsync<DispatchRow>(Kebab.Of(kind), key, cancellationToken) is { } row ? new Versioned<Dispatch>(row.ToDispatch(), row.ETag.ToString()) : null;

    public Task<bool> ReplaceAsync(Dispatch dispatch, string onlyIf, CancellationToken cancellationToken) =>
        _table.TryReplaceAsync(DispatchRow.Of(dispatch), new ETag(onlyIf), cancellationToken);

    public IAsyncEnumerable<Dispatch> ReadAsync(DispatchKind kind, string after, CancellationToken cancellationToken) =>
        _table.ReadAllAsync<DispatchRow>($"PartitionKey eq {Kebab.Of(kind)} and RowKey gt {after}", cancellationToken).Select(row => row.ToDispatch());

    public async Task<IReadOnlyList<Dispatch>> OpenAsync(DispatchKind kind, CancellationToken cancellationToken)
    {
        var (waiting, sending, failed) = (Kebab.Of(DispatchState.Waiting), Kebab.Of(DispatchState.Sending), Kebab.Of(DispatchState.Failed));
        return await _table.ReadAllAsync<DispatchRow>($"PartitionKey eq {Kebab.Of(kind)} and (State eq {waiting} or State eq {sending} or State eq {failed})", cancellationToken)
            .Select(row => row.ToDispatch()).ToListAsync(cancellationToken);
    }

    public Task ForgetAsync(DispatchKind kind, DateTimeOffset before, CancellationToken cancellationToken) =>
        _table.DeleteAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Kebab.Of(kind)} and RowKey gt {Dispatch.PlaceOf(before)}"), cancellationToken);
}

/// <summary>Of a project that is removed: what was mailed of it. Reads the whole table; projects are removed seldom.</summary>
public sealed class EraseDispatches(Storage storage) : IEraseProject
{
    public int Order => 30;

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) =>
        storage.Table(DispatchRow.Table).DeleteAllAsync(TableClient.CreateQueryFilter($"Project eq {project.ToString()}"), cancellationToken);
}

/// <summary>Asks by the queue <c>send-mail</c>. A message is a kind, a slash, and the mail's key.</summary>
public sealed class DispatchRequests(Storage storage) : IDispatchRequests
{
    public const string Queue = "send-mail";

    private readonly QueueClient _queue = storage.Queue(Queue);

    public Task SendAsync(DispatchKind kind, string key, CancellationToken cancellationToken) => _queue.SendMessageAsync(Correlation.Put($"{Kebab.Of(kind)}/{key}"), cancellationToken);

    /// <summary>Anything else is a fault, and ends in the poison queue.</summary>
    public static (DispatchKind Kind, string Key) Parse(string message)
    {
        return MessageVersion.Readable(message).Split('/') is [var kind, var key] ? (Kebab.Parse<DispatchKind>(kind), key) : throw new FormatException("No mail's name.");
    }
}
