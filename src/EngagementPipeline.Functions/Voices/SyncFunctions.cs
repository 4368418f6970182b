using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

/// <summary>What a device kept while it had no signal, sent in the order in which it was written down (docs/capture.md).</summary>
public sealed class SyncFunctions(SendAsIfAlone send)
{
    [Function("Sync"), AllowedTo(Role.EngagementWorker)]
    [Takes("application/json", Shape = typeof(OperationShapes.Batch))]
    public Task<IResult> Sync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/sync")] HttpRequest request, CancellationToken cancellationToken) =>
        request.ReadBytesAsync(SyncRequest.MostBytes)
            .Then(SyncRequest.Parse)
            .Then(batch => send.AllAsync(batch, request, cancellationToken))
            .ToHttpAsync(results => Http.Ok(results));
}
