using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Records a session of a project, before or after it is held.</summary>
public sealed class PrepareSessionHandler(IProjectStore projects, ISessionStore sessions, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Kept<Session>>> HandleAsync(Session session, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(session.Project, cancellationToken) is null)
            return Refusals.NotFound("project");
        if (await sessions.FindAsync(session.Project, session.Id, cancellationToken) is { } standing)
            return Compare(standing, session);

        await audit.RecordAsync(
            new(clock.GetUtcNow(), by, "session-prepared", $"session/{session.Id}", session.Project), cancellationToken);
        return await sessions.AddAsync(session, cancellationToken)
            ? new Kept<Session>(session, IsNew: true)
            : Compare((await sessions.FindAsync(session.Project, session.Id, cancellationToken))!, session);
    }

    private static Result<Kept<Session>> Compare(Session standing, Session session) =>
        standing == session ? new Kept<Session>(standing, IsNew: false) : Refusals.AlreadyDifferent("session");
}
