using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The page about what readers answered.</summary>
public sealed class ResponsePageFunctions(DeskResponses desk)
{
    [Function("ResponsesPage"), AllowedTo(Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Responses(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/{story}/responses")] HttpRequest request,
        string story,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<StoryId>(story, "story")
            .Then(id => desk.OfAsync(id, request.Asks("continue"), request.Actor(), cancellationToken))
            .ToPageAsync<ResponsesPage, ResponsesView>(request, view => view.Story.Project == Core.Shared.Sample.Project);
}
