using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Reports.Outputs;
using EngagementPipeline.Core.Voices.Outcomes;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>What the attacker reads in a file is what the file says, all of it; and what else is in a report knows nothing of people.</summary>
public sealed class ReadBackTests : IDecidedOutcomes
{
    [Fact]
    public void Every_format_says_the_numbers_of_the_report_and_no_others()
    {
        var report = WorkbookReports.Full with { Figures = [.. WorkbookReports.Full.Figures.Where(figure => !figure.Key.StartsWith("feedback.", StringComparison.Ordinal))] };
        var expected = report.Figures.SelectMany(figure => new[] { new Said(figure.Key, report.Year, figure.Value) }
            .Concat(figure.Previous is { } previous ? [new Said(figure.Key, report.Year.Previous, previous)] : [])).ToHashSet();

        Assert.Equal(expected, ReadBack.Csv(report).ToHashSet());
        Assert.Equal(expected, ReadBack.Snapshot(ReportSnapshot.Write(report, DateTimeOffset.UnixEpoch), report.Year).ToHashSet());
        Assert.Equal(expected, ReadBack.Workbook(report).Where(said => !said.Key.Contains(" of ", StringComparison.Ordinal)).ToHashSet());
        Assert.Equal(expected, ReadBack.Word(report).ToHashSet());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Months_stories_decisions_and_charts_are_the_same_whoever_was_heard(int of)
    {
        var nobody = await ReportAsync(new Town(new int[Alike.All.Count]));
        var some = await ReportAsync(new Town([.. Alike.All.Select(_ => of)]));

        Assert.NotEmpty(nobody.Decided);
        Assert.Equal(nobody.Months, some.Months);
        Assert.Equal(nobody.Stories.Select(Say), some.Stories.Select(Say));
        Assert.Equal(nobody.Decided, some.Decided);
        Assert.Equal(ReportCharts.Of(nobody).Select(chart => chart.Says), ReportCharts.Of(some).Select(chart => chart.Says));
        Assert.Equal(ReportCharts.Of(nobody).SelectMany(chart => chart.Series).SelectMany(series => series.Values), ReportCharts.Of(some).SelectMany(chart => chart.Series).SelectMany(series => series.Values));

        static string Say(StoryInYear story) => $"{story with { Levels = [] }} {string.Join(',', story.Levels)}";
    }

    /// <summary>As sentences do: none, one to ten in words, figures from 11.</summary>
    [Fact]
    public void What_a_chart_says_reads_back_to_what_it_draws() =>
        Prop.ForAll(Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, 3_000)).Select(number => (decimal)number).ListOf(4).Where(values => values.Sum() > 0).ToArbitrary(), values =>
        {
            string[] keys = ["stories.views.local", "stories.views.regional", "stories.views.national", "stories.views.unshared"];
            var report = WorkbookReports.Empty with { Figures = [.. keys.Zip(values, (key, value) => WorkbookReports.AFigure(key, key, value, "page views"))] };

            var says = Assert.Single(ReportCharts.Of(report)).Says;

            var words = says.Split(' ').Where(word => NumberWords.TryParse(word, out _) && word != "ones.").Select(word => NumberWords.TryParse(word, out var number) ? number : -1);
            Assert.Equal([values.Sum(), .. values.Take(3)], words.Select(number => (decimal)number));
            Assert.DoesNotContain(" 0 ", says, StringComparison.Ordinal);
            Assert.Equal(values.Sum() == 1, says.StartsWith("Of one page view,", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    Task<IReadOnlyList<DecidedOutcome>> IDecidedOutcomes.ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DecidedOutcome>>([new(default, default, from.AddDays(40), "Waiting", "The board opened a drop-in on Saturdays.", "The board")]);

    private Task<Report> ReportAsync(Town town)
    {
        var book = new StoryBook();
        var story = book.Launch("How it feels", "2021-06-01T09:00:00Z", shares: ("abc", Audience.Local));
        book.View(story, "2021-06-03", 31, "abc").View(story, "2021-09-03", 2);
        return new CountReport([book.Figures(), new VoiceFigures(town, new(5)), new PeopleFigures(town, new(5)), new WhatWasDecided(this)])
            .CountAsync(ReportingYear.Of(new(2021, 6, 1)), new StoryBook.StoppedClock("2023-01-12").GetUtcNow(), before: null, TestContext.Current.CancellationToken);
    }
}
