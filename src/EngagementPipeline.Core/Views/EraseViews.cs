using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Removes the sums of a project's stories. The log keeps its lines, which name nobody, until it is old enough to go; the roll-up passes over
/// lines of stories that are not there any more.
/// </summary>
public sealed class EraseViews(IViewSumStore sums) : IEraseProject
{
    public int Order => 30;

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) => sums.EraseAsync(project, cancellationToken);
}
