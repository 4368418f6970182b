using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Story;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Giving stories to people, and being able to tell what came of it.</summary>
public sealed class ShareFunctions(ShareStoryHandler shares, StoryAnswers answers)
{
    [Function("ShareStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/stories/{story}/shares/{code}")] HttpRequest request, string story, string code, CancellationToken cancellationToken) =>
        request.ReadAsync<ShareStoryRequest>()
            .Then(body => body.Parse(story, code))
            .Then(share => shares.HandleAsync(share, request.Actor(), cancellationToken))
            .ToHttpAsync(shared => answers.Shared(shared, request));

    [Function("DrawShare"), AllowedTo(Role.Comms)]
    [Answers(200, "image/svg+xml")]
    public Task<IResult> Draw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/shares/{code}/qr.svg")] HttpRequest request, string story, string code, CancellationToken cancellationToken) =>
        DrawShareRequest.Parse(story, code, request.Query)
            .Then(draw => shares.FindAsync(draw.Story, draw.Code, cancellationToken).Then(Result<Uri> (shared) => answers.DrawnAddressOf(shared, draw.Short, request)))
            .ToHttpAsync(address => Results.Text(ShareCodePicture.Svg(address), "image/svg+xml"));
}
