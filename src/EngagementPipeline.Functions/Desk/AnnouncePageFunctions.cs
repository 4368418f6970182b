using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Announcements;
using EngagementPipeline.Pages.Desk.Stories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The page that announces a story, and the administrator's page that says how Microsoft 365 stands.</summary>
public sealed class AnnouncePageFunctions(DeskAnnouncing desk, CheckOutsideHandler check)
{
    [Function("AnnouncePage"), AllowedTo(Role.Comms)]
    public Task<IResult> Announce(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/{story}/announce")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        DeskQuery.Find<StoryId>(story, "story")
            .Then(id => desk.ReadAsync(id, new($"{request.Scheme}://{request.Host}"), cancellationToken))
            .ToPageAsync<AnnouncePage, AnnounceView>(request, view => view.State.Head.Project == Core.Shared.Sample.Project);

    [Function("OutsidePage"), AllowedTo(Role.Admin)]
    public async Task<IResult> Outside(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "microsoft-365")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<OutsidePage, OutsideView>(new((await check.HandleAsync(cancellationToken)).Findings, await desk.StillStandingAsync(cancellationToken)));
}

/// <summary>Gathers what the page shows; a draft has its id already, so that its address is the one that is sent.</summary>
public sealed class DeskAnnouncing(ReadStoryHandler readStory, ComposeAnnouncement compose, IStoryAnnouncements announcements, AnnouncedBefore before, INewsSite news, IMail mail)
{
    /// <summary>Pages elsewhere that could not be changed or removed yet.</summary>
    public async Task<IReadOnlyList<StoryAnnouncement>> StillStandingAsync(CancellationToken cancellationToken) =>
        [.. (await announcements.StandingAsync(cancellationToken)).Where(one => one.StillStands).OrderBy(one => one.AskedAt)];

    public async Task<Result<AnnounceView>> ReadAsync(StoryId story, Uri origin, CancellationToken cancellationToken)
    {
        var read = await readStory.OneAsync(story, cancellationToken);
        if (!read.Succeeded)
            return read.Refusal;
        var drafts = new List<AnnounceDraft>();
        var asked = await announcements.ListAsync(story, cancellationToken);
        foreach (var by in Enum.GetValues<AnnouncedBy>())
        {
            var id = new StoryAnnouncementId(Guid.NewGuid());
            if (await compose.HandleAsync(story, StoryAnnouncement.CodeOf(by, id), "", origin, cancellationToken) is not { } text)
                continue;
            var (isThere, to) = by == AnnouncedBy.Page ? (news.IsThere, "the SharePoint site") : (mail.IsThere, mail.Lists is [] ? "the distribution list" : string.Join(", ", mail.Lists));
            drafts.Add(new(id, by, text, isThere, to) { Before = before.Find(by, asked) is { } earlier ? before.Say(earlier) : null });
        }

        return new AnnounceView(read.Value.State, drafts, asked);
    }
}
