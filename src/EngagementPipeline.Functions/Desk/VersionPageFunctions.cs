using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Stories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The page of a story's history.</summary>
public sealed class VersionPageFunctions(DeskVersions desk)
{
    [Function("VersionsPage"), AllowedTo(Role.Comms)]
    public Task<IResult> Versions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/{story}/versions")] HttpRequest request,
        string story,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<StoryId>(story, "story")
            .Then(id => desk.ReadAsync(id, request.Asks("continue"), request.Asks("from"), request.Asks("to"), cancellationToken))
            .ToPageAsync<VersionsPage, VersionsView>(request, view => view.Now.Head.Project == Core.Shared.Sample.Project);
}

/// <summary>Gathers what the page of a story's history shows.</summary>
public sealed class DeskVersions(ReadVersionsHandler read)
{
    /// <summary>The two to compare are typed by nobody: what can't be read asks for nothing.</summary>
    public async Task<Result<VersionsView>> ReadAsync(StoryId story, string? page, string? from, string? to, CancellationToken cancellationToken)
    {
        var listed = await read.ListAsync(story, page, cancellationToken);
        if (!listed.Succeeded)
            return listed.Refusal;
        VersionsCompared? compared = null;
        if (NumberIn(to) is { } later)
        {
            var found = await read.CompareAsync(story, later, NumberIn(from), cancellationToken);
            if (!found.Succeeded)
                return found.Refusal;
            compared = found.Value;
        }

        return listed.Value.Items is [] ? Refusals.NotFound("version") : new VersionsView(listed.Value.Now, listed.Value.Items, page, listed.Value.Continue, compared);
    }

    private static int? NumberIn(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
