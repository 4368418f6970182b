using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Answers;

public sealed class ReaderAnswersTests : IResponseSums
{
    private static readonly ReportingYear Year = StoryBook.Year("2021-22");

    private readonly StoryBook _book = new();
    private readonly Dictionary<StoryId, List<AnsweredCard>> _answered = [];
    private bool _due;
    private (long InFavour, long Other) _before = (10, 10);

    [Fact]
    public async Task A_scale_becomes_the_part_that_gave_four_or_five_with_its_number()
    {
        Answer(Launch(), AScale("How clear was it?"), ("q=1", 5), ("q=4", 20), ("q=5", 15));

        var report = await ReportAsync();

        Assert.Equal(87.5m, Value(report, "feedback.story-001.how-clear-was-it"));
        Assert.Equal(40, Value(report, "feedback.story-001.how-clear-was-it.answers"));
        Assert.Equal("88% of 40 answers to “How clear was it?” gave 4 or 5 of 5, up from 50% the year before.", Figure(report, "feedback.story-001.how-clear-was-it").Sentence);
    }

    [Fact]
    public void A_share_of_few_is_said_in_two_numbers_and_goes_neither_up_nor_down() =>
        Prop.ForAll(Gen.Choose(0, 45).Four().ToArbitrary(), numbers =>
        {
            var (inFavour, other, inFavourBefore, otherBefore) = numbers;
            Answer(_book.Launch("Bias", "2020-06-01T09:00:00Z"), AScale("How clear was it?"), ("q=1", other), ("q=5", inFavour));
            _before = (inFavourBefore, otherBefore);
            var figure = ReportAsync().Result.Figures.LastOrDefault(of => of.Key.EndsWith(".how-clear-was-it", StringComparison.Ordinal) && of.Unit == "%");
            _answered.Clear();
            if (figure is null)
                return;

            var (few, fewBefore) = (inFavour + other < 20, inFavourBefore + otherBefore < 20);
            Assert.Equal(few, !figure.Wording.EndsWith('%'));
            if (few)
            {
                Assert.Equal($"{NumberWords.Of(inFavour)} of {NumberWords.Of(inFavour + other)}", figure.Wording);
                Assert.DoesNotContain("%", figure.Sentence, StringComparison.Ordinal);
            }

            Assert.Equal(few || fewBefore || figure.Previous is null, figure.Comparison is null);
            Assert.True(figure.Comparison is not null || figure.Ratio is null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_scale_with_few_on_one_side_tells_no_share()
    {
        Answer(Launch(), AScale("How clear was it?"), ("q=1", 2), ("q=4", 40));

        var report = await ReportAsync();

        Assert.Null(Value(report, "feedback.story-001.how-clear-was-it"));
        Assert.Equal(42, Value(report, "feedback.story-001.how-clear-was-it.answers"));
    }

    [Fact]
    public async Task A_shift_is_told_with_its_number_and_its_spread_and_no_multiple_of_another()
    {
        Answer(Launch(), ASlider(), ("2>4", 10), ("3>3", 10), ("4", 50));

        var report = await ReportAsync();
        var shift = Figure(report, "impact.story-001.how-often-do-you-think-of-it.of-7.shift");

        Assert.Equal((1m, "up by 1 step"), (shift.Value, shift.Wording));
        Assert.Equal(20, Value(report, "impact.story-001.how-often-do-you-think-of-it.of-7.readings"));
        Assert.Equal(1, Value(report, "impact.story-001.how-often-do-you-think-of-it.of-7.spread"));
        Assert.Null(shift.Ratio);
        Assert.Null(shift.Comparison);
        Assert.Contains("20 readings", shift.Definition, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6>4", "moved down by 2 steps on average between before and after, in 25 readings.")]
    [InlineData("4>4", "did not move on average between before and after.")]
    public async Task A_shift_says_which_way(string moved, string ending)
    {
        Answer(Launch(), ASlider(), (moved, 25));

        Assert.EndsWith(ending, Figure(await ReportAsync(), "impact.story-001.how-often-do-you-think-of-it.of-7.shift").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_shift_is_told_of_fewer_than_twenty_readings()
    {
        Answer(Launch(), ASlider(), ("2>4", 19), ("4", 500));

        Assert.Empty((await ReportAsync()).Figures);
    }

    [Fact]
    public async Task Pledges_are_added_up_and_those_that_few_chose_count_nowhere()
    {
        foreach (var count in new long[] { 12, 3, 2, 7 })
            Answer(Launch(), new PledgeCard("p", "I will ask first", []), (Cell.Pledged, count));

        var report = await ReportAsync();
        var rows = await Source().Trace("impact.pledges", Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(19, Value(report, "impact.pledges"));
        Assert.Equal([12m, 7m], rows.Select(row => row.Row.Value));
    }

    /// <summary>Each time it is asked stands by itself on the story's page; what is left out there is not what is left over here.</summary>
    [Fact]
    public async Task A_question_that_is_asked_twice_adds_up_what_may_be_told_of_each_time()
    {
        var story = Launch();
        _answered[story] = [Answered(AScale("How clear was it?"), ("q=1", 10), ("q=5", 10)), Answered(AScale("How clear was it?") with { Id = "f2" }, ("q=5", 4))];
        Assert.Equal(20, Value(await ReportAsync(), "feedback.story-001.how-clear-was-it.answers"));

        _answered[story] = [Answered(AScale("How clear was it?"), ("q=1", 10), ("q=5", 10)), Answered(AScale("How clear was it?") with { Id = "f2" }, ("q=1", 2), ("q=5", 6))];
        Assert.Equal(28, Value(await ReportAsync(), "feedback.story-001.how-clear-was-it.answers"));
        Assert.Null(Value(await ReportAsync(), "feedback.story-001.how-clear-was-it"));
    }

    [Fact]
    public async Task The_report_may_change_as_long_as_answers_of_the_year_are_not_added_up()
    {
        Answer(Launch(), AScale("How clear was it?"), ("q=1", 10), ("q=5", 10));
        Assert.False((await ReportAsync()).Provisional);

        _due = true;

        Assert.True((await ReportAsync()).Provisional);
    }

    [Fact]
    public async Task Of_few_pledges_nothing_is_told()
    {
        Answer(Launch(), new PledgeCard("p", "I will ask first", []), (Cell.Pledged, 4));

        Assert.Empty((await ReportAsync()).Figures);
        Assert.Null(await Source().FindAsync("impact.pledges", Year, default));
    }

    public Task<IReadOnlyList<AnsweredCard>> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AnsweredCard>>(
            from == Year.FirstDay ? _answered.GetValueOrDefault(story, [])
            : from == Year.Previous.FirstDay && _answered.Values.Any(cards => cards.Any(card => card.Card is FeedbackCard)) ? [new(AScale("How clear was it?"), new(_before.InFavour + _before.Other, new Dictionary<string, long> { ["q=1"] = _before.Other, ["q=5"] = _before.InFavour }))]
            : []);

    public Task<bool> IsOpenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => Task.FromResult(_due);

    public Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<StoryId>>(_answered.Keys.ToHashSet());

    private StoryId Launch() => _book.Launch("Bias", "2020-06-01T09:00:00Z");

    private void Answer(StoryId story, Card card, params (string Cell, long Count)[] cells) =>
        _answered[story] = [Answered(card, cells)];

    private static AnsweredCard Answered(Card card, params (string Cell, long Count)[] cells) =>
        new(card, new(cells.Sum(cell => cell.Count), cells.ToDictionary(cell => cell.Cell, cell => cell.Count)));

    private static FeedbackCard AScale(string question) => new("f", [new("q", FeedbackKind.Scale, question)]);

    private static SliderCard ASlider() => new("s", "How often do you think of it?", "Never", "Always", 7, SliderTime.After, "");

    private ReaderAnswers Source() => new(_book, this, new(5));

    private Task<Report> ReportAsync() =>
        new CountReport([Source()]).CountAsync(Year, new StoryBook.StoppedClock("2023-01-12").GetUtcNow(), before: null, TestContext.Current.CancellationToken);

    private static ReportedFigure Figure(Report report, string key) => report.Figures.Single(figure => figure.Key == key);

    private static decimal? Value(Report report, string key) => report.Figures.SingleOrDefault(figure => figure.Key == key)?.Value;
}
