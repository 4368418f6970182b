using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Core.Stories.Templates;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk.Stories;
using EngagementPipeline.Pages.Desk.Views;

namespace EngagementPipeline.Functions.Desk;

/// <summary>Gathers what the pages about stories and their readers show.</summary>
public sealed class DeskStories(
    ReadStoryHandler readStory,
    CheckStoryHandler checkStory,
    ReadScheduleHandler readSchedule,
    IShares shares,
    IUsableQuotes quotes,
    IPublishedStories published,
    IStoryVersions versions,
    ReadViewsHandler readViews,
    ListProjectsHandler listProjects,
    ReadProjectHandler readProject,
    SiteSettings site,
    TimeProvider clock)
{
    private const int ReadAtOnce = 50;

    public async Task<Result<StoriesView>> ListAsync(string? from, CancellationToken cancellationToken)
    {
        var projects = (await listProjects.HandleAsync(cancellationToken)).Items;
        return (await readStory.ListAsync(from, cancellationToken))
            .Map(page => new StoriesView(page.Items.OrderByDescending(story => story.Head.ChangedAt).ToList(), page.Continue, projects));
    }

    public async Task<NewStoryView> NewAsync(CancellationToken cancellationToken) =>
        new((await listProjects.HandleAsync(cancellationToken)).Items, StoryTemplates.All);

    public async Task<Result<StoryState>> OneAsync(StoryId story, CancellationToken cancellationToken) =>
        (await readStory.OneAsync(story, cancellationToken)).Map(kept => kept.State);

    public async Task<Result<EditorView>> EditorAsync(StoryId story, Uri origin, CancellationToken cancellationToken)
    {
        var read = await readStory.OneAsync(story, cancellationToken);
        if (!read.Succeeded)
            return read.Refusal;

        var (state, document) = (read.Value.State, read.Value.Document);
        var project = await readProject.HandleAsync(document.Project, cancellationToken);
        var shared = await shares.ListAsync(story, cancellationToken);
        return new EditorView(
            state,
            document,
            project.Succeeded ? project.Value.Title : "A project that is gone",
            await quotes.FindAsync(document.Project, document.Voices, document.Audience, Purpose.Story, cancellationToken),
            await checkStory.ProblemsAsync(document, cancellationToken),
            shared,
            site.AddressOf(document.Slug, origin),
            clock.Today())
        {
            Schedule = await readSchedule.FindAsync(story, cancellationToken),
            ShortAddresses = shared.Where(share => share.Letters is not null).ToDictionary(share => share.Code, share => site.ShortAddressOf(share.Letters!.Value, origin)),
        };
    }

    /// <param name="from">How many newer ones were shown before; anything else is the beginning.</param>
    public async Task<ReadStoriesView> ReadAsync(string? from, CancellationToken cancellationToken)
    {
        var newestFirst = (await published.ListAsync(cancellationToken)).OrderByDescending(story => story.LaunchedAt).ToList();
        var start = int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 0;
        var end = (long)start + ReadAtOnce;
        return new(
            newestFirst.Skip(start).Take(ReadAtOnce).ToList(), end < newestFirst.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<Result<StoryViewsView>> ViewsAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await published.FindAsync(story, cancellationToken) is not { } found)
            return Refusals.NotFound("published story");

        var days = await readViews.HandleAsync(new(story, From: null, To: null, ViewsBy.Day), cancellationToken);
        var byShare = await readViews.HandleAsync(new(story, From: null, To: null, ViewsBy.Share), cancellationToken);
        var byLevel = await readViews.HandleAsync(new(story, From: null, To: null, ViewsBy.Level), cancellationToken);
        var byCard = await readViews.HandleAsync(new(story, From: null, To: null, ViewsBy.Card), cancellationToken);
        var sharedWith = (await shares.ListAsync(story, cancellationToken)).ToDictionary(share => share.Code.Value, share => share.To, StringComparer.Ordinal);
        var names = await CardNamesAsync(found, cancellationToken);
        return days.Then(d => byShare.Then(s => byLevel.Then(l => byCard.Map(c => new StoryViewsView(found, d, s, l, sharedWith, clock.GetUtcNow())
        {
            Cards = c.Rows,
            CardNames = names,
        }))));
    }

    /// <summary>Of the version that is on show, or was last; none where it can't be read whole, as its cards then stand elsewhere.</summary>
    private async Task<IReadOnlyList<string>> CardNamesAsync(PublishedStory story, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(story.Id, story.Version, cancellationToken) is not { } version)
            return [];
        var (document, lost) = await versions.ReadAsync(story.Id, version.Head.Document, cancellationToken);
        return lost is [] && document.Cards.Count == story.CardCount ? [.. document.Cards.Select(SayCards.Told)] : [];
    }
}
