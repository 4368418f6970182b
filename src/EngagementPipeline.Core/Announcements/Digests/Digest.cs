using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices.Counts;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>What became, in one month, of the voices that one worker captured. It holds no young person's words.</summary>
/// <param name="Month">Of which it tells.</param>
/// <param name="Captured">How many they captured in it. Voices that were taken back, or are with the safeguarding lead, are in no number here.</param>
/// <param name="Reviewed">How many of theirs were reviewed in it, whenever they were captured.</param>
/// <param name="Waiting">How many of theirs wait for review now.</param>
/// <param name="TakenBackBy">How many young people took theirs back in it; null where that is nobody, or few enough to point at one.</param>
/// <param name="Stories">Pages that show any of theirs now, by launch.</param>
/// <param name="Outcomes">What was noted in it that was done because of any of theirs, newest first.</param>
public sealed record Digest(
    CalendarMonth Month, int Captured, int Reviewed, int Waiting, int? TakenBackBy, IReadOnlyList<DigestStory> Stories, IReadOnlyList<DigestOutcome> Outcomes)
{
    /// <summary>Whether nothing happened in the month that anybody need be told.</summary>
    public bool IsEmpty => this is { Captured: 0, Reviewed: 0, TakenBackBy: null, Outcomes: [] } && Stories.All(story => story is { Opened: 0, IsNew: false });
}

/// <param name="Title">The writers' own.</param>
/// <param name="Slug">Where it is read.</param>
/// <param name="OnShowSince">The day of its launch.</param>
/// <param name="IsNew">Whether it was launched in the month.</param>
/// <param name="Opened">Page views in the month, as the newest roll-up left them. They are no people, and exact (docs/figures.md).</param>
public sealed record DigestStory(string Title, Slug Slug, DateOnly OnShowSince, bool IsNew, long Opened);

/// <summary>What was done, in the words of whoever noted it; not what was said.</summary>
public sealed record DigestOutcome(string WeDid, DateOnly DecidedOn, string? By);

/// <summary>Puts a worker's digest together of what stands now.</summary>
public sealed class ComposeDigest(IWhatBecameOfVoices voices, IWhereQuotesAreShown places, IViewSums sums, Responses.Disclosure disclosure)
{
    /// <summary>Voices whose pages are looked for at once.</summary>
    private const int AtOnce = 100;

    public async Task<Digest> HandleAsync(string worker, CalendarMonth month, CancellationToken cancellationToken)
    {
        var became = await voices.ReadAsync(worker, month.First, month.Last, cancellationToken);
        var pages = new Dictionary<StoryId, PageWithQuotes>();
        foreach (var project in became.Approved)
        {
            foreach (var some in project.Voices.Chunk(AtOnce))
            {
                foreach (var page in await places.FindAsync(project.Project, some, cancellationToken))
                    pages.TryAdd(page.Story, page);
            }
        }

        var stories = new List<DigestStory>();
        foreach (var page in pages.Values.OrderBy(page => page.Since).ThenBy(page => page.Story.Value))
            stories.Add(await CountAsync(page, month, cancellationToken));
        return new(
            month, became.Captured, became.Reviewed, became.Waiting, disclosure.Enough(became.TakenBackBy) ? became.TakenBackBy : null, stories,
            [.. became.Outcomes.Select(outcome => new DigestOutcome(outcome.WeDid, outcome.On, outcome.By))]);
    }

    private async Task<DigestStory> CountAsync(PageWithQuotes page, CalendarMonth month, CancellationToken cancellationToken)
    {
        var since = London.DayOf(page.Since);
        return new(page.Title, page.Slug, since, month.Has(since), await sums.ReadAsync(page.Story, month.First, month.Last, cancellationToken).Select(day => day.Views).SumAsync(cancellationToken));
    }
}
