using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>"What readers said" of a story, as comms and report authors are answered, of cards that were answered in several years.</summary>
internal sealed class StoryPage(IPublishedStories stories, IReadOnlyList<ReportingYear> years, IResponseSums answered) : IAskedCards, IResponseSumStore, IResponseStore
{
    public async Task<IReadOnlyList<CardResponses>> ReadAsync(StoryId story, Disclosure disclosure)
    {
        var known = new KnownQuestions(stories, this, TimeProvider.System);
        return (await new ReadResponsesHandler(known, this, this, disclosure).HandleAsync(story, TestContext.Current.CancellationToken)).Value.Cards;
    }

    async Task<IReadOnlyList<AskedCard>> IAskedCards.ReadAsync(StoryId story, CancellationToken cancellationToken) =>
        [.. (await ByYearAsync(story, cancellationToken)).Select(card => card.Card).DistinctBy(card => card.Id).Index().Select(card => new AskedCard(card.Item, 1, card.Index))];

    async Task<IReadOnlyList<CardTotal>> IResponseSumStore.TotalsAsync(StoryId story, CancellationToken cancellationToken) =>
        [.. (await ByYearAsync(story, cancellationToken)).GroupBy(card => card.Card.Id).Select(card => new CardTotal(story, default, card.Key, card.ToDictionary(of => of.Year, of => of.Sums), Told: null))];

    Task<Page<ReaderText>> IResponseStore.TextsAsync(StoryId story, TextStatus status, string? after, int size, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<ReaderText>([], null));

    private async Task<List<(Core.Stories.Cards.Card Card, ReportingYear Year, AnswerSums Sums)>> ByYearAsync(StoryId story, CancellationToken cancellationToken)
    {
        var cards = new List<(Core.Stories.Cards.Card Card, ReportingYear Year, AnswerSums Sums)>();
        foreach (var year in years)
            cards.AddRange((await answered.ReadAsync(story, year.FirstDay, year.LastDay, cancellationToken)).Select(card => (card.Card, year, card.Sums)));
        return cards;
    }

    Task IAskedCards.RecordAsync(StoryId story, int version, IReadOnlyList<Core.Stories.Cards.Card> cards, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlySet<StoryId>> IAskedCards.StoriesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IAskedCards.EraseAsync(StoryId story, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IResponseSumStore.ReplaceAsync(DaySum sum, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<DaySum> IResponseSumStore.ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IResponseSumStore.ReplaceTotalAsync(CardTotal total, Disclosure disclosure, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IResponseSumStore.EraseAsync(StoryId story, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IResponseSumStore.EraseAsync(ProjectId project, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<DateOnly> IResponseStore.AddAsync(Response response, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<(string Card, IReadOnlyList<string> Cells)> IResponseStore.OfDayAsync(StoryId story, DateOnly day, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<ReaderText>> IResponseStore.TextsOfAsync(StoryId story, ResponseId response, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IResponseStore.ApproveAsync(StoryId story, ReaderText text, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IResponseStore.RemoveAsync(StoryId story, ReaderText text, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IResponseStore.EraseAsync(StoryId story, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IResponseStore.EraseAsync(ProjectId project, CancellationToken cancellationToken) => throw new NotSupportedException();
}
