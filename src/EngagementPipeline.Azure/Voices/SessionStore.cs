using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class SessionRow : ITableEntity
{
    public const string Table = "Sessions";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string HeldOn { get; set; } = "";

    public string Place { get; set; } = "";

    public string Setting { get; set; } = "";

    public string Phase { get; set; } = "";

    public int GroupSize { get; set; }

    public static SessionRow Of(Session session) => new()
    {
        PartitionKey = session.Project.ToString(),
        RowKey = session.Id.ToString(),
        HeldOn = Stored.Day(session.HeldOn),
        Place = session.Place,
        Setting = Kebab.Of(session.Setting),
        Phase = Kebab.Of(session.Phase),
        GroupSize = session.GroupSize,
    };

    public Session ToSession() => new()
    {
        Id = Stored.Id<SessionId>(RowKey),
        Project = Stored.Id<ProjectId>(PartitionKey),
        HeldOn = Stored.Day(HeldOn),
        Place = Place,
        Setting = Kebab.Parse<Setting>(Setting),
        Phase = Kebab.Parse<Phase>(Phase),
        GroupSize = GroupSize,
    };
}

public sealed class SessionStore(Storage storage) : ISessionStore
{
    private readonly TableClient _sessions = storage.Table(SessionRow.Table);

    public async Task<Session?> FindAsync(ProjectId project, SessionId session, CancellationToken cancellationToken) =>
        (await _sessions.FindAsync<SessionRow>(project.ToString(), session.ToString(), cancellationToken))?.ToSession();

    public Task<bool> AddAsync(Session session, CancellationToken cancellationToken) =>
        _sessions.TryAddAsync(SessionRow.Of(session), cancellationToken);

    public IAsyncEnumerable<Session> ReadAsync(ProjectId project, SessionId? after, CancellationToken cancellationToken) =>
        _sessions.QueryAsync<SessionRow>(
            TableClient.CreateQueryFilter($"PartitionKey eq {project.ToString()} and RowKey gt {after?.ToString() ?? ""}"),
            maxPerPage: Pages.Size + 1,
            cancellationToken: cancellationToken).Select(row => row.ToSession());
}
