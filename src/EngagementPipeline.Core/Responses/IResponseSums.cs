using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// What readers of a story answered to one card between two days: its shift (<c>Sums.Shift()</c>), its pledges (<c>Sums.Answers</c>), the shares of its scales
/// (<c>Sums.Scale(question)</c>). The card is the newest version of it.
/// </summary>
public sealed record AnsweredCard(Card Card, AnswerSums Sums);

/// <summary>
/// What reports may know of answers. The sums are exact: whoever shows them, or averages of them, goes by <see cref="Disclosure"/>.
/// </summary>
public interface IResponseSums
{
    /// <summary>Each card of the story that was answered between two days, both included, in the order of the page.</summary>
    Task<IReadOnlyList<AnsweredCard>> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Whether an answer given between two days may not be in the sums yet.</summary>
    Task<bool> IsOpenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>The stories that may have answers: those that ever asked anything.</summary>
    Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken);
}

public sealed class ReadResponseSums(IResponseSumStore sums, IResponsesDue due, IAskedCards asked) : IResponseSums
{
    public async Task<IReadOnlyList<AnsweredCard>> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = await sums.ReadAsync(story, from, to, cancellationToken).ToListAsync(cancellationToken);
        if (days is [])
            return [];
        var cards = (await asked.ReadAsync(story, cancellationToken)).DistinctBy(question => question.Card.Id, StringComparer.Ordinal);
        return
        [
            .. from question in cards
               let ofCard = days.Where(day => day.Card == question.Card.Id).Select(day => day.Sums).ToList()
               where ofCard.Count > 0
               select new AnsweredCard(question.Card, AnswerSums.Of(ofCard)),
        ];
    }

    public async Task<bool> IsOpenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        (await due.ListAsync(cancellationToken)).Any(day => day.Day >= from && day.Day <= to);

    public Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) => asked.StoriesAsync(cancellationToken);
}
