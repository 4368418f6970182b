using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>A page that readers can open now, and which of the voices asked about it shows. <paramref name="Since"/> is its launch.</summary>
public sealed record PageWithQuotes(StoryId Story, Slug Slug, string Title, Audience Audience, DateTimeOffset Since, IReadOnlyList<VoiceId> Voices);

/// <summary>Where young people's words are on show, for telling them.</summary>
public interface IWhereQuotesAreShown
{
    /// <summary>The published pages that show any of these voices now, by launch. A page that is being changed counts as changed.</summary>
    Task<IReadOnlyList<PageWithQuotes>> FindAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken);
}

/// <summary>Answers by the rule that makes the pages: what a live story's document names, of what may be shown to its audience.</summary>
public sealed class WhereQuotesAreShown(IQuoteUses uses, ILiveStories live, IStoryDrafts drafts, IUsableQuotes quotes) : IWhereQuotesAreShown
{
    public async Task<IReadOnlyList<PageWithQuotes>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken)
    {
        var stories = (await Task.WhenAll(voices.Select(voice => uses.StoriesOfAsync(voice, cancellationToken)))).SelectMany(of => of).Distinct();
        var pages = await Task.WhenAll(stories.Select(story => FindAsync(story, project, voices, cancellationToken)));
        return pages.OfType<PageWithQuotes>().OrderBy(page => page.Since).ThenBy(page => page.Story.Value).ToList();
    }

    private async Task<PageWithQuotes?> FindAsync(
        StoryId story, ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken)
    {
        if (await live.FindAsync(story, cancellationToken) is not { Value: { Live: true } wish } || wish.Project != project)
            return null;
        var document = await drafts.ReadAsync(story, wish.Document, cancellationToken);
        var named = document.Voices.Intersect(voices).ToList();
        var usable = await quotes.FindAsync(project, named, document.Audience, Purpose.Story, cancellationToken);
        return usable.Count == 0
            ? null
            : new PageWithQuotes(story, wish.Slug, wish.Title, document.Audience, wish.LaunchedAt, named.Where(usable.ContainsKey).ToList());
    }
}
