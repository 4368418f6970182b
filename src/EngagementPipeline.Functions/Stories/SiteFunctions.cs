using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>What readers open.</summary>
public sealed class SiteFunctions(PublicSite site)
{
    [Function("OpenStory"), AllowedToEveryone]
    public Task<IResult> Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "s/{slug}")] HttpRequest request, string slug, CancellationToken cancellationToken) =>
        site.AnswerAsync(slug, request, cancellationToken);
}
