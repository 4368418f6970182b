using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Responses;

/// <summary>What readers of a story answered, as much of it as may be shown. <paramref name="Threshold"/>: counts of people below it are hidden.</summary>
public sealed record StoryResponses(StoryId Story, int Threshold, IReadOnlyList<CardResponses> Cards);

/// <summary>
/// Answers to one card, of each reporting year in which the threshold's number answered it. <paramref name="Answers"/> is null while there is none; then nothing else is told either, but for approved words.
/// <paramref name="Asked"/>: whether the newest published version still asks it.
/// </summary>
public sealed record CardResponses(string Card, string Type, string Asks, bool Asked, long? Answers)
{
    /// <summary>Of polls, quizzes and pledges.</summary>
    public IReadOnlyList<OptionCount>? Options { get; init; }

    /// <summary>Of sliders.</summary>
    public ScaleCounts? Stands { get; init; }

    /// <summary>Of sliders that were asked again: null until enough readers answered both.</summary>
    public ShiftCounts? Shift { get; init; }

    /// <summary>Of feedback.</summary>
    public IReadOnlyList<QuestionResponses>? Questions { get; init; }
}

/// <summary>How many chose it; null where that is hidden. <paramref name="Correct"/> only in a quiz.</summary>
public sealed record OptionCount(string Option, string Text, long? Answers, bool? Correct = null);

/// <summary>
/// Answers to one question of a feedback card; <paramref name="Texts"/> are approved ones, the first of them; <paramref name="InFavour"/> is how many gave
/// one of the last two steps, null where that is hidden.
/// </summary>
public sealed record QuestionResponses(string Question, string Text, FeedbackKind Kind, long? Answers, ScaleCounts? Scale, IReadOnlyList<ApprovedText>? Texts, long? InFavour = null);

public sealed record ApprovedText(string Response, string Words);

/// <summary>What the public page is told of one card: rounded, of an earlier state, options by id. Null is hidden.</summary>
public sealed record PublicCounts(long Of, IReadOnlyDictionary<string, long?> Options);

public sealed class ReadResponsesHandler(KnownQuestions questions, IResponseSumStore sums, IResponseStore responses, Disclosure disclosure)
{
    /// <summary>Approved words that come with the sums; all of them are in the list of texts.</summary>
    private const int MostTexts = 200;

    public async Task<Result<StoryResponses>> HandleAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await questions.ReadAsync(story, cancellationToken) is not { } asked)
            return Refusals.NotFound("published story");

        var totals = (await sums.TotalsAsync(story, cancellationToken)).ToDictionary(total => total.Card, StringComparer.Ordinal);
        var texts = (await responses.TextsAsync(story, TextStatus.Approved, null, MostTexts, cancellationToken)).Items;
        var cards = asked.Cards.DistinctBy(question => question.Card.Id, StringComparer.Ordinal);
        var tell = new TellCard(disclosure, texts);
        return new StoryResponses(
            story, disclosure.Threshold,
            [.. cards.Select(question => tell.Of(question.Card, question.Version == asked.Version, totals.GetValueOrDefault(question.Card.Id)))]);
    }

    /// <summary>What anybody may know: polls and pledges, in steps and rounded, by the card's id. Cards of which nothing may be told yet are left out.</summary>
    public async Task<Result<IReadOnlyDictionary<string, PublicCounts>>> PublicAsync(StoryId story, CancellationToken cancellationToken)
    {
        if (await questions.OfAsync(story, cancellationToken) is not { } asked)
            return Refusals.NotFound("published story");

        var totals = await sums.TotalsAsync(story, cancellationToken);
        return totals
            .Where(total => total.Told is not null)
            .Select(total => (total.Card, Counts: Public(asked.Cards.FirstOrDefault(question => question.Card.Id == total.Card)?.Card, total.Told!)))
            .Where(card => card.Counts is not null)
            .ToDictionary(card => card.Card, card => card.Counts!, StringComparer.Ordinal);
    }

    /// <summary>Texts for their reviewer, or those that were approved; up to 50 at a time.</summary>
    public async Task<Result<Page<ReaderText>>> TextsAsync(StoryId story, TextStatus status, string? after, CancellationToken cancellationToken) =>
        await questions.ReadAsync(story, cancellationToken) is null
            ? Refusals.NotFound("published story")
            : await responses.TextsAsync(story, status, after, 50, cancellationToken);

    private PublicCounts? Public(Card? card, AnswerSums told)
    {
        var options = card switch
        {
            PollCard poll => poll.Options.Select(option => option.Id),
            PledgeCard { Options: not [] } pledge => pledge.Options.Select(option => option.Id),
            PledgeCard => [Cell.Pledged],
            _ => null,
        };
        if (options is null)
            return null;

        var ids = options.Concat(told.Cells.Keys).Distinct(StringComparer.Ordinal).ToList();
        var counts = disclosure.Blur([.. ids.Select(told.Count)]);
        return new(disclosure.Blur(told.Answers), ids.Zip(counts).Where(pair => options.Contains(pair.First, StringComparer.Ordinal)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
    }
}
