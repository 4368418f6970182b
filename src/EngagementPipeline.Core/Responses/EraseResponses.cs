using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// Removes everything that readers of a project's stories answered. An answer that is on its way while its story is erased is removed by the roll-up, which finds no
/// story for it.
/// </summary>
public sealed class EraseResponses(IResponseStore responses, IResponseSumStore sums) : IEraseProject
{
    public int Order => 30;

    public async Task EraseAsync(ProjectId project, CancellationToken cancellationToken)
    {
        await responses.EraseAsync(project, cancellationToken);
        await sums.EraseAsync(project, cancellationToken);
    }
}
