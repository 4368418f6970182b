using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Responses;

/// <summary>What readers answer, adding it up, and telling (docs/responses.md).</summary>
public sealed class ResponseFunctions(CollectResponseHandler collect, RollUpResponsesHandler rollUp, ReadResponsesHandler read, ReviewTextHandler review)
{
    [Function("CollectResponse"), AllowedToEveryone(CrossOrigin = true, Pace = PublicPace.Answering)]
    [Takes("text/plain", "application/json", Shape = typeof(CollectResponseRequest))]
    public Task<IResult> Collect(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/{story}/responses")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        request.ReadAsync<CollectResponseRequest>(CollectResponseRequest.MaxBytes)
            .Then(body => body.Parse(story))
            .Then(command => collect.HandleAsync(command, cancellationToken))
            .ToHttpAsync(_ => Http.NoContent());

    [Function("ReadResponses"), AllowedTo(Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/responses")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => read.HandleAsync(id, cancellationToken)).ToHttpAsync(responses => Http.Ok(responses));

    [Function("ReadResponsesAsCsv"), AllowedTo(Role.Comms, Role.ReportAuthor)]
    [Answers(200, "text/csv")]
    public Task<IResult> ReadCsv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/responses.csv")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => read.HandleAsync(id, cancellationToken)).ToHttpAsync(ResponseAnswers.Csv);

    /// <summary>What others said, for the page itself: nothing that is below the threshold, in steps, rounded.</summary>
    [Function("ReadPublicResponses"), AllowedToEveryone(CrossOrigin = true, Pace = PublicPace.Reading)]
    [Answers(200, "application/json", Shape = typeof(ResponseAnswers.PublicView))]
    public Task<IResult> ReadPublic(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/responses/public")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => read.PublicAsync(id, cancellationToken)).ToHttpAsync(ResponseAnswers.Public);

    [Function("ListResponseTexts"), AllowedTo(Role.Comms)]
    public Task<IResult> Texts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/responses/text")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        TextsRequest.Parse(story, request.Query)
            .Then(query => read.TextsAsync(query.Story, query.Status, query.After, cancellationToken))
            .ToHttpAsync(ResponseAnswers.Texts);

    [Function("ReviewResponseText"), AllowedTo(Role.Comms)]
    public Task<IResult> Review(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/{story}/responses/{response}/review")] HttpRequest request,
        string story, string response, CancellationToken cancellationToken) =>
        request.ReadAsync<ReviewTextRequest>()
            .Then(body => body.Parse(story, response))
            .Then(command => review.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(_ => Http.NoContent());

    [Function("RollUpResponses"), AllowedToTheSystem]
    public Task RollUp([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => rollUp.HandleAsync(cancellationToken);
}
