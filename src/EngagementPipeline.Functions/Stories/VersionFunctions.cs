using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>What a story was before, and bringing it back (docs/stories.md).</summary>
public sealed class VersionFunctions(ReadVersionsHandler read, RestoreVersionHandler restore, StoryAnswers answers)
{
    [Function("ListVersions"), AllowedTo(Role.Comms)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/versions")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        VersionRequests.List(story, request.Query["each"])
            .Then(asked => read.ListAsync(asked.Story, request.Query["continue"], asked.EachSave, cancellationToken))
            .ToHttpAsync(page => Http.Ok(VersionView.List(page)));

    [Function("GetVersion"), AllowedTo(Role.Comms)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/versions/{version}")] HttpRequest request, string story, string version, CancellationToken cancellationToken) =>
        VersionRequests.Parse(story, version)
            .Then(named => read.OneAsync(named.Story, named.Revision, cancellationToken))
            .ToHttpAsync(found => answers.Version(found, request));

    [Function("CompareVersions"), AllowedTo(Role.Comms)]
    public Task<IResult> Compare(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/versions/{version}/differences")] HttpRequest request, string story, string version, CancellationToken cancellationToken) =>
        VersionRequests.Parse(story, version, request.Query["from"])
            .Then(named => read.CompareAsync(named.Story, named.Revision, named.From, cancellationToken))
            .ToHttpAsync(compared => Http.Ok(DifferencesView.Of(compared)));

    [Function("RestoreVersion"), AllowedTo(Role.Comms)]
    public Task<IResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/{story}/versions/{version}/restore")] HttpRequest request, string story, string version, CancellationToken cancellationToken) =>
        VersionRequests.Parse(story, version)
            .Then(named => restore.HandleAsync(new(named.Story, named.Revision, request.IfMatch()), request.Actor(), cancellationToken))
            .ToHttpAsync(restored => answers.Restored(restored, request));
}
