using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class CompareYearsTests
{
    [Theory]
    [InlineData("2021-22,2020-21", "2020-21 2021-22")]
    [InlineData(" 2020-21 , 2021-22,2021-22,", "2020-21 2021-22")]
    [InlineData("2018-19,2019-20,2020-21,2021-22,2022-23", "2018-19 2019-20 2020-21 2021-22 2022-23")]
    public void Years_are_read_in_any_order(string text, string years) =>
        Assert.Equal(years, string.Join(' ', CompareYears.Parse(text).Value.Years));

    [Theory]
    [InlineData("")]
    [InlineData("2020-21")]
    [InlineData("2020-21,2020-21")]
    [InlineData("2020-21,2021")]
    [InlineData("2017-18,2018-19,2019-20,2020-21,2021-22,2022-23")]
    public void Fewer_than_two_or_more_than_five_are_refused(string text) =>
        Assert.Equal("bad-fields", CompareYears.Parse(text).Refusal?.Code);

    [Fact]
    public void Each_year_has_the_figures_of_its_own_report_and_no_others()
    {
        var compared = YearsCompared.Of(
        [
            AYear("2020-21", AFigure("stories.views", 10_600), AFigure("voices.captured", 40)),
            AYear("2021-22", AFigure("stories.views", 26_134, previous: 999), AFigure("voices.young-people", 12, previous: 7)),
        ]);

        Assert.Equal(["stories.views:10600,26134", "voices.young-people:-,12", "voices.captured:40,-"], compared.Figures.Select(Told));
    }

    [Fact]
    public void What_counting_a_frozen_year_again_would_give_is_not_in_it()
    {
        var frozen = AYear("2020-21",
            AFigure("stories.views", 10_600) with { Later = new(10_598, "just under", "The rows behind it have changed.", []) }, AFigure("voices.captured", 40));
        var counted = AYear("2020-21", AFigure("stories.views", 10_598), AFigure("sessions.held", 4), AFigure("voices.captured", 39), AFigure("voices.young-people", 9));

        var compared = YearsCompared.Of([LaterDifferences.Beside(frozen, counted), AYear("2021-22", AFigure("stories.views", 26_134))]);

        Assert.Equal(["stories.views:10600,26134", "voices.captured:40,-"], compared.Figures.Select(Told));
    }

    [Fact]
    public void A_change_is_told_with_its_ratio_and_in_words_that_are_true()
    {
        var change = ChangeOf(AFigure("stories.views", 10_600), AFigure("stories.views", 26_134))!;

        Assert.Equal((2.4655m, "almost two and a half times"), (change.Ratio, change.Words));
        Assert.Equal("2020-21", change.Since.ToString());
    }

    [Fact]
    public void A_share_is_set_beside_another_in_words_only()
    {
        var change = ChangeOf(AFigure("feedback.useful", 51.2m, unit: "%"), AFigure("feedback.useful", 97, unit: "%"))!;

        Assert.Null(change.Ratio);
        Assert.StartsWith("up from ", change.Words, StringComparison.Ordinal);
        Assert.EndsWith(" in 2020–21", change.Words, StringComparison.Ordinal);
        Assert.Equal("the same as in 2020–21", ChangeOf(AFigure("feedback.useful", 51.2m, unit: "%"), AFigure("feedback.useful", 51.2m, unit: "%"))!.Words);
    }

    [Fact]
    public void Nothing_is_claimed_of_what_is_provisional_small_a_shift_or_defined_anew()
    {
        var views = AFigure("stories.views", 10_600);

        Assert.Null(ChangeOf(views, views with { Provisional = true }));
        Assert.Null(ChangeOf(views with { Provisional = true }, views));
        Assert.Null(ChangeOf(views, views with { Version = 2 }));
        Assert.Null(ChangeOf(views with { Value = 19 }, views));
        Assert.Null(ChangeOf(views with { Value = 0 }, views));
        Assert.NotNull(ChangeOf(views with { Value = 20 }, views));
        Assert.Null(ChangeOf(AFigure("impact.a.b.of-7.shift", 30, unit: "steps"), AFigure("impact.a.b.of-7.shift", 60, unit: "steps")));
        Assert.Null(ChangeOf(AFigure("hours", 20.5m, unit: "hours"), AFigure("hours", 41, unit: "hours")));
    }

    [Fact]
    public void A_change_passes_over_years_without_the_figure_and_says_which_it_is_from()
    {
        var compared = YearsCompared.Of([AYear("2018-19", AFigure("stories.views", 100)), AYear("2019-20"), AYear("2021-22", AFigure("stories.views", 200))]);

        var change = Assert.Single(compared.Figures).Values[2]!.Change!;
        Assert.Equal(("2018-19", "doubled"), (change.Since.ToString(), change.Words));
    }

    [Fact]
    public void Years_are_drawn_from_the_values_that_stand_beside_each_other()
    {
        var months = Enumerable.Range(0, 3).Select(i => new MonthOfViews(new DateOnly(2021, 4, 1).AddMonths(i), 10 * i, 3, i == 2)).ToList();
        var compared = YearsCompared.Of(
        [
            AYear("2020-21", AFigure("stories.views", 10_600)) with { Months = months },
            AYear("2021-22", AFigure("stories.views", 26_134) with { Provisional = true }) with { Months = months },
        ]);

        var chart = Assert.Single(ComparedCharts.ByYear(compared));
        Assert.Equal([10_600m, 26_134m], chart.Series[0].Values);
        Assert.Equal([1], chart.Open);
        Assert.Equal("10,600 in 2020–21, 26,134 in 2021–22 so far.", chart.Says);
        Assert.All(ComparedCharts.ByMonth(compared), month => Assert.Equal([0, 10, 20, null, null, null, null, null, null, null, null, null], Assert.Single(month.Series).Values));
        Assert.Empty(ComparedCharts.ByYear(YearsCompared.Of([AYear("2020-21"), AYear("2021-22", AFigure("stories.views", 3))])));
    }

    private static FigureChange? ChangeOf(ReportedFigure before, ReportedFigure now) =>
        Assert.Single(YearsCompared.Of([AYear("2020-21", before), AYear("2022-23", now)]).Figures).Values[1]!.Change;

    private static string Told(ComparedFigure figure) => $"{figure.Key}:{string.Join(',', figure.Values.Select(value => value is null ? "-" : FormattableString.Invariant($"{value.Value}")))}";

    private static Report AYear(string year, params ReportedFigure[] figures) => new(Year(year), false, false, [], figures);

    private static ReportingYear Year(string text) => ReportingYear.TryParse(text, out var year) ? year : throw new FormatException(text);

    private static ReportedFigure AFigure(string key, decimal value, decimal? previous = null, string unit = "page views") =>
        new(key, key, "What it counts.", 1, unit, new(2021, 4, 1), new(2022, 3, 31), value, 1, false, "", "", previous, null, null, []);
}
