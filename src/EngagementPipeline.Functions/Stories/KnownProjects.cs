using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Joins what stories ask of projects to where projects are kept.</summary>
public sealed class KnownProjects(IProjectStore projects) : IKnownProjects
{
    public async Task<bool> ExistsAsync(ProjectId project, CancellationToken cancellationToken) => await projects.FindAsync(project, cancellationToken) is not null;
}
