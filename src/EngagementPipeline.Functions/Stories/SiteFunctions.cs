using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>What readers open.</summary>
public sealed class SiteFunctions(PublicSite site)
{
    [Function("OpenStory"), AllowedToEveryone]
    [Answers(200, "text/html"), Answers(301), Answers(304)]
    [Answers(404, "text/html"), Answers(410, "text/html")]
    public Task<IResult> Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "s/{slug}")] HttpRequest request, string slug, CancellationToken cancellationToken) =>
        site.AnswerAsync(slug, request, cancellationToken);

    /// <summary>The pictures and sounds beside it.</summary>
    [Function("OpenStoryFile"), AllowedToEveryone]
    [Answers(200, "image/*"), Answers(200, "audio/*"), Answers(206)]
    [Answers(404), Answers(416)]
    public Task<IResult> OpenFile([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "s/{slug}/{file}")] HttpRequest request, string slug, string file, CancellationToken cancellationToken) =>
        site.AnswerFileAsync(slug, file, cancellationToken);

    /// <summary>What stands on posters: it leads to the story, and counts nothing itself.</summary>
    [Function("OpenShare"), AllowedToEveryone(Pace = PublicPace.Reading)]
    [Answers(302), Answers(404, "text/html"), Answers(410, "text/html")]
    public Task<IResult> OpenShare([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "g/{letters}")] HttpRequest request, string letters, CancellationToken cancellationToken) =>
        site.FollowAsync(letters, request, cancellationToken);
}
