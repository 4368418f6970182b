using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Shows the newest revision to readers. <paramref name="OnWithdrawal"/>: none keeps what was chosen before, at first to remove the quote. <paramref name="After"/>: the publication that
/// this one is to follow, refused as stale when the story is at another by then; none for whichever it is at.
/// </summary>
public sealed record PublishStory(StoryId Story, OnWithdrawal? OnWithdrawal, int? After = null);

public sealed record StoryPublished(Slug Slug, int Version, DateTimeOffset PublishedAt);

/// <summary>
/// Publishes in this order, each step safe to repeat and each state between two steps safe to be left in (docs/decisions/0005):
/// note the intent to show each voice, picture and sound, and what the page asks; wish for the page; let <see cref="RefreshPageHandler"/> read the consents and make it.
/// </summary>
public sealed class PublishStoryHandler(
    IStoryDrafts drafts, ILiveStories live, IQuoteUses uses, IMediaUses mediaUses, IAskedCards asked, CheckStoryHandler check, SlugClaiming slugs, RefreshPageHandler refresh, IAudit audit, TimeProvider clock)
{
    public async Task<Result<StoryPublished>> HandleAsync(PublishStory command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var begun = clock.GetTimestamp();
        if (await drafts.FindAsync(command.Story, cancellationToken) is not { Value: var head })
            return Refusals.NotFound("story");

        var document = await drafts.ReadAsync(command.Story, head.Document, cancellationToken);
        if (await check.BlocksAsync(document, cancellationToken) is { Count: > 0 } problems)
            return Refusals.NotPublishable(problems);
        if (!await slugs.FixAsync(head.Slug, command.Story, cancellationToken))
            return Refusals.Stale("story");

        var wished = await WishAsync(command, head, document, by, cancellationToken);
        if (!wished.Succeeded)
            return wished.Refusal;

        var shown = await refresh.HandleAsync(command.Story, cancellationToken);
        if (shown is not { Live: true })
            return Refusals.NotPublishable(await ProblemsOrTakenDownAsync(document, cancellationToken));

        Promises.Publish.Record(clock.GetElapsedTime(begun).TotalSeconds);
        await TellAsync(wished.Value, by, cancellationToken);
        return new StoryPublished(shown.Slug, shown.Version, shown.PublishedAt);
    }

    private async Task<Result<LiveStory>> WishAsync(PublishStory command, StoryHead head, StoryDocument document, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        while (true)
        {
            var found = await live.FindAsync(command.Story, cancellationToken);
            var old = found?.Value;
            if (command.After is { } after && (old?.Publication ?? 0) != after)
                return Refusals.Stale("story");
            if (old is not null && old.Slug != head.Slug)
                return Refusals.SlugFixed(old.Slug);

            var choice = command.OnWithdrawal ?? old?.OnWithdrawal ?? OnWithdrawal.RemoveQuote;
            if (old is { Live: true } && old.Version == head.Revision && old.OnWithdrawal == choice)
                return old;

            var wish = new LiveStory
            {
                Story = command.Story,
                Project = head.Project,
                Slug = head.Slug,
                Title = document.Title,
                Version = head.Revision,
                Document = head.Document,
                CardCount = document.Cards.Count,
                OnWithdrawal = choice,
                Live = true,
                Publication = (old?.Publication ?? 0) + 1,
                Confirmed = false,
                PublishedAt = now,
                LaunchedAt = old?.LaunchedAt ?? now,
                Voices = [.. document.Voices.Union(old?.Voices ?? [])],
                Media = [.. document.Media.Union(old?.Media ?? [])],
            };
            await uses.RecordAsync(document.Voices, command.Story, wish.Publication, cancellationToken);
            await mediaUses.RecordAsync(document.Media, command.Story, wish.Publication, cancellationToken);
            await asked.RecordAsync(command.Story, wish.Version, document.Cards, cancellationToken);
            await TellAsync(wish, by, cancellationToken);
            if (await live.PutAsync(wish, found?.Mark, cancellationToken))
                return wish;
        }
    }

    // Before the wish, which a timer makes true if we do not: nothing says later who had it. And afterwards, of one that was there already.
    private Task TellAsync(LiveStory wish, Actor by, CancellationToken cancellationToken) =>
        audit.RecordAsync(new AuditEntry(wish.PublishedAt, by, "story-published", $"story/{wish.Story}", wish.Project), cancellationToken);

    // A quote was withdrawn, or the story taken down, while it was being published.
    private async Task<IReadOnlyList<DocumentProblem>> ProblemsOrTakenDownAsync(StoryDocument document, CancellationToken cancellationToken) =>
        await check.BlocksAsync(document, cancellationToken) is { Count: > 0 } problems
            ? problems
            : [new("taken-down-meanwhile", null, "The story was taken down while it was being published. Publish it again if it should be there.")];
}
