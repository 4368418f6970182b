using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>Gives a story to its writers: one whole, many in a list, or one as its page would look.</summary>
public sealed class ReadStoryHandler(IStoryDrafts drafts, ILiveStories live, IUsableQuotes quotes, UsableMedia media, IStoryPages pages)
{
    public async Task<Result<StoryKept>> OneAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(story, cancellationToken) is not { Value: var head })
            return Refusals.NotFound("story");

        var document = await drafts.ReadAsync(story, head.Document, cancellationToken);
        return new StoryKept(new StoryState(head, (await live.FindAsync(story, cancellationToken))?.Value), document, IsNew: false);
    }

    /// <param name="after">What the page before gave to go on from; null for the first.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Result<Page<StoryState>>> ListAsync(string? after, CancellationToken cancellationToken)
    {
        if (after is not null && !Id.TryParse<StoryId>(after, out _))
            return Refusals.BadField("continue", "Must be what the page before gave.");

        var heads = await drafts.ListAsync(after, cancellationToken);
        var wishes = await Task.WhenAll(heads.Items.Select(head => live.FindAsync(head.Id, cancellationToken)));
        return new Page<StoryState>([.. heads.Items.Zip(wishes, (head, wish) => new StoryState(head, wish?.Value))], heads.Continue);
    }

    /// <summary>The newest revision as a page, which is shown to its writers only and kept nowhere.</summary>
    public Task<Result<SitePage>> PreviewAsync(StoryId story, CancellationToken cancellationToken) =>
        OneAsync(story, cancellationToken).ThenAsync(async kept =>
        {
            var document = kept.Document;
            var usable = await quotes.FindAsync(document.Project, document.Voices, document.Audience, Purpose.Story, cancellationToken);
            return await pages.StoryAsync(new StoryPage(story, kept.State.Head.Revision, document, usable, Preview: true)
            {
                Media = await media.FindAsync(document, cancellationToken),
            });
        });
}

internal static class ResultSteps
{
    public static async Task<Result<TNext>> ThenAsync<T, TNext>(this Task<Result<T>> task, Func<T, Task<TNext>> next)
    {
        var result = await task;
        return result.Succeeded ? await next(result.Value) : result.Refusal;
    }
}
