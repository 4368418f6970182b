using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Reports.Answers;

/// <summary>
/// What readers answered on stories' pages: feedback by question, pledges, and how far a reading moved those who were asked before and after.
/// </summary>
public sealed class ReaderAnswers(IPublishedStories stories, IResponseSums sums, Disclosure disclosure) : WorkedOutFigures
{
    /// <summary>Stories read at once, as with their views.</summary>
    private const int AtOnce = 8;

    protected override bool Owns(string key) =>
        key.StartsWith(FeedbackKey.Prefix, StringComparison.Ordinal) || key.StartsWith(Impact.Prefix, StringComparison.Ordinal);

    protected override async Task<IReadOnlyList<ToldFigure>> ToldAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var asking = await sums.StoriesAsync(cancellationToken);
        if (asking.Count == 0)
            return [];
        var launched = (await stories.ListAsync(cancellationToken))
            .Where(story => asking.Contains(story.Id) && London.DayOf(story.LaunchedAt) <= year.LastDay)
            .OrderBy(story => story.LaunchedAt)
            .ThenBy(story => story.Id.Value)
            .ToList();
        var answered = new IReadOnlyList<AnsweredCard>[launched.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, launched.Count, limit, async (i, token) =>
            answered[i] = await sums.ReadAsync(launched[i].Id, year.FirstDay, year.LastDay, token));

        var cards = launched.Zip(answered).SelectMany(story => story.Second.Select(card => (Story: story.First, Card: card))).ToList();
        return
        [
            .. cards.SelectMany(card => Feedback(card.Story, card.Card))
                .GroupBy(question => question.Sum.Key)
                .SelectMany(question => FeedbackSum.Told([.. question.Select(q => q.Sum)], year, disclosure, question.Any(q => q.Sample))),
            .. Impact.OfSliders(cards, year, disclosure),
            .. Impact.OfPledges(cards, year, disclosure),
        ];
    }

    /// <summary>An answer that is kept and not added up yet would count in a later look at the page, and not in the frozen year.</summary>
    protected override async Task<bool> IsOpenAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken) =>
        Settling.IsOpen(year, now) || await sums.IsOpenAsync(year.FirstDay, year.LastDay, cancellationToken);

    private static IEnumerable<(FeedbackSum Sum, bool Sample)> Feedback(PublishedStory story, AnsweredCard answered) =>
        answered.Card is FeedbackCard card ? card.Questions.Select(question => (SumOf(story, question, answered.Sums), IsSample(story))) : [];

    private static FeedbackSum SumOf(PublishedStory story, FeedbackQuestion question, AnswerSums found)
    {
        var scale = found.Scale(question.Id).Counts;
        var inFavour = FeedbackCard.InFavour(scale);
        var words = question.Kind == FeedbackKind.Text ? found.Count(Cell.Text(question.Id)) : 0;
        return new(
            $"{FeedbackKey.Prefix}{story.Slug}.{FeedbackKey.Of(question.Text)[FeedbackKey.Prefix.Length..]}",
            question.Text,
            "gave 4 or 5 of 5",
            $"Asked on the page of “{story.Title}”; shares are of answers, not of people.",
            inFavour,
            scale.Values.Sum() - inFavour,
            words);
    }

    internal static bool IsSample(PublishedStory story) => story.Project == Shared.Sample.Project;
}
