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
            .Then(id => desk.ReadAsync(id, VersionsAsked.Of(request), cancellationToken))
            .ToPageAsync<VersionsPage, VersionsView>(request, view => view.Now.Head.Project == Core.Shared.Sample.Project);
}

/// <summary>
/// What the page was asked for. <c>?turn=</c> turns to another page of the list and keeps the two that were chosen, without comparing them yet; <c>newest</c> is the first page. The two are typed by nobody: what
/// can't be read asks for nothing.
/// </summary>
public sealed record VersionsAsked(string? Page, bool EachSave, int? From, int? To, bool Compare)
{
    private const string Newest = "newest";

    public static VersionsAsked Of(HttpRequest request)
    {
        var turn = request.Asks("turn");
        var to = NumberIn(request.Asks("to"), least: 1);
        return new((turn ?? request.Asks("continue")) is { } page && page != Newest ? page : null, request.Asks("each") == "save", NumberIn(request.Asks("from"), least: 0), to, turn is null && to is not null);
    }

    private static int? NumberIn(string? text, int least) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;
}

/// <summary>Gathers what the page of a story's history shows.</summary>
public sealed class DeskVersions(ReadVersionsHandler read)
{
    public async Task<Result<VersionsView>> ReadAsync(StoryId story, VersionsAsked asked, CancellationToken cancellationToken)
    {
        var listed = await read.ListAsync(story, asked.Page, asked.EachSave, cancellationToken);
        if (!listed.Succeeded)
            return listed.Refusal;
        VersionsCompared? compared = null;
        if (asked is { Compare: true, To: { } later })
        {
            var found = await read.CompareAsync(story, later, asked.From, cancellationToken);
            if (!found.Succeeded)
                return found.Refusal;
            compared = found.Value;
        }

        return listed.Value.Items is []
            ? Refusals.NotFound("version")
            : new VersionsView(listed.Value.Now, listed.Value.Items, asked.Page, listed.Value.Continue, compared) { From = compared?.From ?? asked.From, To = asked.To, EachSave = asked.EachSave };
    }
}
