using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary><paramref name="Sample"/> is true of the invented project that a new installation comes with.</summary>
public sealed record ListedProject(ProjectId Project, string Title, string Purpose, bool Sample);

/// <summary>The projects, by title.</summary>
public sealed class ListProjectsHandler(IProjectStore projects)
{
    public async Task<Page<ListedProject>> HandleAsync(CancellationToken cancellationToken)
    {
        var all = await projects.ReadAsync(cancellationToken)
            .Select(project => new ListedProject(project.Id, project.Title, project.Purpose, project.Id == Shared.Sample.Project))
            .ToListAsync(cancellationToken);
        return new Page<ListedProject>(
            all.OrderBy(project => project.Title, StringComparer.OrdinalIgnoreCase).ThenBy(project => project.Project.Value).ToList(),
            Continue: null);
    }
}

public sealed class ReadProjectHandler(IProjectStore projects)
{
    public async Task<Result<Project>> HandleAsync(ProjectId project, CancellationToken cancellationToken) =>
        await projects.FindAsync(project, cancellationToken) is { } found ? found : Refusals.NotFound("project");
}

/// <summary>A project's sessions, by id, 50 at a time.</summary>
public sealed class ListSessionsHandler(IProjectStore projects, ISessionStore sessions)
{
    public async Task<Result<Page<Session>>> HandleAsync(ProjectId project, SessionId? from, CancellationToken cancellationToken) =>
        await projects.FindAsync(project, cancellationToken) is null
            ? Refusals.NotFound("project")
            : await sessions.ReadAsync(project, from, cancellationToken).ToPageAsync(session => session.Id.ToString(), cancellationToken);
}
