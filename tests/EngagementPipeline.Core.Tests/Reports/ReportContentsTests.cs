using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>What a report holds besides its figures: months, stories and what was decided.</summary>
public sealed class ReportContentsTests
{
    private const string LongAfter = "2023-06-12";
    private static readonly DateTimeOffset Then = new(2023, 6, 12, 12, 0, 0, TimeSpan.Zero);
    private readonly StoryBook _book = new();

    [Fact]
    public async Task Months_go_from_April_to_March_and_each_stands_beside_its_own_of_the_year_before()
    {
        var story = _book.Launch("Bias", "2020-10-05T09:00:00Z");
        _book.View(story, "2020-10-05", 7).View(story, "2021-03-31", 5).View(story, "2021-04-01", 1).View(story, "2021-04-30", 2).View(story, "2022-03-31", 4);

        var months = (await _book.ReportAsync("2021-22", LongAfter)).Months;

        Assert.Equal(Enumerable.Range(0, 12).Select(StoryBook.Day("2021-04-01").AddMonths), months.Select(month => month.Month));
        Assert.Equal([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4], months.Select(month => month.Views));
        Assert.Equal([null, null, null, null, null, null, 7, 0, 0, 0, 0, 5], months.Select(month => month.Previous));
        Assert.DoesNotContain(months, month => month.Provisional);
    }

    [Fact]
    public async Task Months_that_have_not_begun_are_left_out_and_one_with_open_days_is_provisional()
    {
        var story = _book.Launch("Bias", "2021-04-05T09:00:00Z");
        _book.View(story, "2021-04-05", 7).View(story, "2021-05-03", 2, provisional: true);

        var months = (await _book.ReportAsync("2021-22", "2021-06-01T01:00:00Z")).Months; // 2 in the morning: 31 May is not closed

        Assert.Equal([(4, false), (5, true), (6, true)], months.Select(month => (month.Month.Month, month.Provisional)));
    }

    [Fact]
    public void Months_and_stories_add_up_to_the_figure_whatever_was_viewed() =>
        Prop.ForAll(Views().ToArbitrary(), views =>
        {
            var book = new StoryBook();
            StoryId[] stories = [book.Launch("First", "2020-08-01T09:00:00Z"), book.Launch("Second", "2021-07-01T09:00:00Z"), book.Launch("Third", "2022-03-30T09:00:00Z")];
            foreach (var (story, day, count) in views)
                book.View(stories[story], StoryBook.Day("2020-03-01").AddDays(day), count, share: count % 2 == 0 ? "" : "x");
            foreach (var year in new[] { "2019-20", "2020-21", "2021-22", "2022-23" })
            {
                var report = book.ReportAsync(year, LongAfter).Result;
                var figure = report.Figures.Single(f => f.Key == "stories.views");
                Assert.Equal(figure.Value, report.Months.Sum(month => month.Views));
                Assert.Equal(figure.Value, report.Stories.Sum(story => story.Views));
                Assert.Equal(figure.Provisional, report.Months.Any(month => month.Provisional));
                if (report.Months.Count == 12)
                    Assert.Equal(figure.Previous ?? 0, report.Months.Sum(month => month.Previous ?? 0));
                Assert.All(report.Stories.Where(story => story.FirstWeekViews is not null), story =>
                    Assert.Equal(PartOf(report, "stories.first-week-views", story.Story), story.FirstWeekViews));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Stories_are_those_launched_in_the_year_or_read_in_it_and_the_levels_they_were_given_on_at()
    {
        var read = _book.Launch("Read still", "2020-10-05T09:00:00Z");
        _book.Launch("Not read any more", "2020-10-06T09:00:00Z");
        var launched = _book.Launch("New", "2021-05-05T09:00:00Z");
        var late = _book.Launch("Late", "2022-03-30T09:00:00Z");
        _book.View(read, "2021-06-01", 3).View(launched, "2021-05-05", 20).View(launched, "2021-05-12", 1).View(late, "2022-04-02", 2)
            .Share(launched, "a", Audience.National, "2021-05-05").Share(launched, "b", Audience.Local, "2021-05-06")
            .Share(launched, "c", Audience.Local, "2021-05-07").Share(launched, "d", Audience.Regional, "2022-05-07");

        var before = (await _book.ReportAsync("2021-22", "2022-04-02")).Stories;
        var after = (await _book.ReportAsync("2021-22", LongAfter)).Stories;

        Assert.Equal([(read, 3L, null), (launched, 21, 20L), (late, 0, null)], before.Select(story => (story.Story, story.Views, story.FirstWeekViews)));
        Assert.Equal((late, 0, 2L), (after[2].Story, after[2].Views, after[2].FirstWeekViews));
        Assert.Equal([Audience.Local, Audience.National], after[1].Levels);
        Assert.Equal(("New", StoryBook.Day("2021-05-05")), (after[1].Title, after[1].LaunchedOn));
    }

    [Fact]
    public async Task What_was_decided_stands_in_the_year_of_the_day()
    {
        var decided = Decided(("2021-03-31", null), ("2021-04-01", null), ("2022-03-31", null), ("2022-04-01", null));

        var report = await CountAsync(decided);

        Assert.Equal(
            [new("being judged", "Done on 2021-04-01", "the board"), new("being judged", "Done on 2022-03-31", "the board")],
            report.Decided.Select(outcome => (outcome.Theme, outcome.WeDid, outcome.By)));
        Assert.False(report.Sample);
    }

    [Fact]
    public async Task A_decision_of_the_invented_sample_is_said_to_be_in_it() =>
        Assert.True((await CountAsync(Decided(("2021-04-01", Core.Shared.Sample.Project)))).Sample);

    [Fact]
    public async Task A_frozen_year_shows_what_was_frozen_and_the_next_stands_beside_it()
    {
        var story = _book.Launch("Bias", "2021-04-05T09:00:00Z");
        _book.View(story, "2021-04-05", 312);
        await FreezeAsync("2022-04-20");
        _book.View(story, "2021-04-06", 3).View(story, "2022-04-06", 5).View(_book.Launch("Another", "2021-11-05T09:00:00Z"), "2021-11-06", 1);

        var frozen = await _book.ReportAsync("2021-22", LongAfter);
        var next = await _book.ReportAsync("2022-23", LongAfter);

        Assert.Equal((312, 1), (frozen.Months[0].Views, frozen.Stories.Count));
        Assert.Equal((5, 312L), (next.Months[0].Views, next.Months[0].Previous));
        Assert.Equal(312, next.Months.Sum(month => month.Previous));
    }

    /// <summary>A year that was frozen before there were months is set beside the next only while they add up to what was frozen.</summary>
    [Fact]
    public async Task A_month_of_a_year_that_was_frozen_without_months_is_left_out_once_it_has_changed()
    {
        var story = _book.Launch("Bias", "2021-04-05T09:00:00Z");
        _book.View(story, "2021-04-05", 312);
        var before = await _book.ReportAsync("2021-22", LongAfter) with { Months = [] };
        var year = StoryBook.Year("2022-23");

        var same = await new CountReport([_book.Figures()]).CountAsync(year, Then, before, TestContext.Current.CancellationToken);
        _book.View(story, "2021-04-06", 3);
        var changed = await new CountReport([_book.Figures()]).CountAsync(year, Then, before, TestContext.Current.CancellationToken);

        Assert.Equal(312, same.Months[0].Previous);
        Assert.All(changed.Months, month => Assert.Null(month.Previous));
    }

    private static Gen<List<(int Story, int Day, long Views)>> Views() =>
        Gen.Choose(0, 2).SelectMany(story => Gen.Choose(0, 1_200).SelectMany(day => Gen.Choose(0, 30).Select(views => (story, day, (long)views)))).ListOf();

    private static long? PartOf(Report report, string key, StoryId story) =>
        (long)(report.Figures.Single(f => f.Key == key).Parts.FirstOrDefault(part => part.Story == story)?.Value ?? 0);

    private static OutcomesInMemory Decided(params (string Day, ProjectId? Project)[] decided) => new(
        [.. decided.Select((d, i) => new DecidedOutcome(
            d.Project ?? new(new Guid(1, 0, 0, new byte[8])), new(new Guid(i + 1, 0, 0, new byte[8])), StoryBook.Day(d.Day), "being judged", $"Done on {d.Day}", "the board"))]);

    private static Task<Report> CountAsync(IDecidedOutcomes outcomes) =>
        new CountReport([new WhatWasDecided(outcomes)]).CountAsync(StoryBook.Year("2021-22"), Then, before: null, TestContext.Current.CancellationToken);

    private async Task FreezeAsync(string today) =>
        await _book.FreezeReport(today).HandleAsync(StoryBook.Year("2021-22"), Actor.System, TestContext.Current.CancellationToken);

    private sealed class OutcomesInMemory(IReadOnlyList<DecidedOutcome> all) : IDecidedOutcomes
    {
        public Task<IReadOnlyList<DecidedOutcome>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DecidedOutcome>>([.. all.Where(outcome => outcome.On >= from && outcome.On <= to)]);
    }
}
