using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Records a project. Its id, title, purpose and rules stay as they are for good.</summary>
public sealed class CreateProjectHandler(IProjectStore projects, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Kept<Project>>> HandleAsync(Project project, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(project.Id, cancellationToken) is { } standing)
            return Compare(standing, project);

        await audit.RecordAsync(new(clock.GetUtcNow(), by, "project-created", $"project/{project.Id}", project.Id), cancellationToken);
        return await projects.AddAsync(project, cancellationToken)
            ? new Kept<Project>(project, IsNew: true)
            : Compare((await projects.FindAsync(project.Id, cancellationToken))!, project);
    }

    private static Result<Kept<Project>> Compare(Project standing, Project project) =>
        standing == project ? new Kept<Project>(standing, IsNew: false) : Refusals.AlreadyDifferent("project");
}
