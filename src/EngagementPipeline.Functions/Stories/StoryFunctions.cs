using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Writing stories.</summary>
public sealed class StoryFunctions(PutStoryHandler put, ReadStoryHandler read, CheckStoryHandler check, StoryAnswers answers)
{
    [Function("PutStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/stories/{story}")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        request.ReadAsync<PutStoryRequest>(StoryLimits.Body)
            .Then(body => body.Parse(story, request.IfMatch()))
            .Then(command => put.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(kept => answers.Kept(kept, request));

    [Function("GetStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => read.OneAsync(id, cancellationToken)).ToHttpAsync(kept => answers.Kept(kept, request));

    [Function("ListStories"), AllowedTo(Role.Comms)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories")] HttpRequest request, CancellationToken cancellationToken) =>
        read.ListAsync(request.Query["continue"], cancellationToken).ToHttpAsync(page => answers.List(page, request));

    [Function("CheckStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Check([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/check")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => check.HandleAsync(id, cancellationToken)).ToHttpAsync(found => Http.Ok(found));

    [Function("PreviewStory"), AllowedTo(Role.Comms)]
    [Answers(200, "text/html")]
    public Task<IResult> Preview([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/preview")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => read.PreviewAsync(id, cancellationToken)).ToHttpAsync(page => PageAnswer.Preview(page));
}
