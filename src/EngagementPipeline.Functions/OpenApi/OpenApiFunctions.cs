using EngagementPipeline.Functions.Desk;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>What can be asked of this service, for programs and for people.</summary>
public sealed class OpenApiFunctions
{
    [Function("OpenApi"), AllowedToEveryone]
    public IResult Document([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) => Http.Ok(ApiDescription.Document);

    [Function("ApiPage"), AllowedToEveryone]
    public IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api-docs")] HttpRequest request) => request.Page<ApiPage, ApiView>(ApiDescription.View);
}
