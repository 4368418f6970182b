using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Publishing, taking down, and seeing both through.</summary>
public sealed class PublishingFunctions(
    PublishStoryHandler publish, UnpublishStoryHandler unpublish, TakeDownQuotesHandler takeDown, RefreshPageHandler refresh,
    ResumePublishingHandler resume, RefreshEveryPageHandler refreshEvery, StoryAnswers answers)
{
    [Function("PublishStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Publish([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/{story}/publish")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        request.ReadOptionalAsync<PublishStoryRequest>()
            .Then(body => body.Parse(story))
            .Then(command => publish.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(published => answers.Published(published, request));

    [Function("UnpublishStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Unpublish([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/{story}/unpublish")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story").Then(id => unpublish.HandleAsync(id, request.Actor(), cancellationToken)).ToHttpAsync(StoryAnswers.Unpublished);

    /// <summary>Some quotes may no longer be shown. A message that fails comes again, and after five times is kept aside, where an alert looks.</summary>
    [Function("TakeDownQuotes"), AllowedToTheSystem]
    public Task TakeDown([QueueTrigger("take-down")] string message, CancellationToken cancellationToken) =>
        takeDown.HandleAsync(TakeDownMessage.Parse(message), cancellationToken);

    /// <summary>One story's page is due anew: a take-down that touches many asks for each by itself.</summary>
    [Function("RefreshPage"), AllowedToTheSystem]
    public Task Refresh([QueueTrigger("publish")] string story, CancellationToken cancellationToken) =>
        refresh.HandleAsync(PageRequest.Parse(story), cancellationToken);

    /// <summary>Every half minute: publications and take-downs that a crash left half done.</summary>
    [Function("ResumePublishing"), AllowedToTheSystem]
    public Task Resume([TimerTrigger("*/30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => resume.HandleAsync(cancellationToken);

    /// <summary>Nightly at 03:40 UTC: every page anew, a net under the messages.</summary>
    [Function("RefreshEveryPage"), AllowedToTheSystem]
    public Task RefreshEvery([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) => refreshEvery.HandleAsync(cancellationToken);
}
