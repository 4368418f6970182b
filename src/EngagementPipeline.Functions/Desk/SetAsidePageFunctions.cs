using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.SetAside;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The administrator's page of what could not be done.</summary>
public sealed class SetAsidePageFunctions(ReadSetAsideHandler read)
{
    [Function("SetAsidePage"), AllowedTo(Role.Admin)]
    public async Task<IResult> SetAside(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "set-aside")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<SetAsidePage, SetAsideView>(new(await read.HandleAsync(cancellationToken)));
}
