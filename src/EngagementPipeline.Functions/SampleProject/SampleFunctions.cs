using EngagementPipeline.Core.SampleProject;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.SampleProject;

/// <summary>The one button that takes the invented project away, and the one that brings it back.</summary>
public sealed class SampleFunctions(LoadSampleHandler load, RemoveSampleHandler remove)
{
    [Function("LoadSample"), AllowedTo(Role.Admin)]
    public async Task<IResult> Load(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/sample")] HttpRequest request, CancellationToken cancellationToken)
    {
        await load.LoadAsync(cancellationToken);
        return Http.NoContent();
    }

    [Function("RemoveSample"), AllowedTo(Role.EngagementWorker, Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/sample")] HttpRequest request, CancellationToken cancellationToken) =>
        remove.HandleAsync(request.Actor(), cancellationToken).ToHttpAsync(_ => Http.NoContent());
}
