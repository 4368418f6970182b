using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Archives;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>A story as one file that opens without this service.</summary>
public sealed class ArchiveFunctions(ArchiveStoryHandler archives)
{
    [Function("ArchiveStory"), AllowedTo(Role.Comms)]
    [Answers(200, "application/zip")]
    public Task<IResult> Archive([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/archive")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story")
            .Then(id => archives.HandleAsync(new(id, new Uri($"{request.Scheme}://{request.Host}"), request.Query["promised"] == "yes"), request.Actor(), cancellationToken))
            .ToHttpAsync(archive => new ArchiveAnswer(archive));
}

/// <summary>Written while it is read: it is whole nowhere but where it is downloaded to.</summary>
internal sealed class ArchiveAnswer(StoryArchive archive) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = $"attachment; filename=\"{archive.FileName}\"";
        response.Headers.CacheControl = "no-store";
        return ArchiveZip.WriteAsync(archive, response.Body, httpContext.RequestAborted);
    }
}
