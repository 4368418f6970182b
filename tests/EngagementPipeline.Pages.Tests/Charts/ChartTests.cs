using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Pages.Charts;

namespace EngagementPipeline.Pages.Tests.Charts;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(314, 400)]
    [InlineData(4_015, 6_000)]
    [InlineData(26_134, 30_000)]
    [InlineData(9_999_999_999, 10_000_000_000)]
    public void Its_axis_begins_at_zero_and_reaches_over_every_value_in_few_steps(long highest, long top)
    {
        var columns = new Columns(Of(highest, 0), 720);

        var steps = columns.Steps().ToList();

        Assert.Equal(0, steps[0]);
        Assert.InRange(steps.Count, 1, 5);
        Assert.True(steps[^1] >= highest);
        Assert.True(top == 0 || steps[^1] == top, $"{steps[^1]}");
    }

    [Fact]
    public void A_column_is_as_high_as_its_value_is_large()
    {
        var columns = new Columns(Of(400, 100), 360);

        Assert.Equal(4, (columns.Y(0) - columns.Y(400)) / (columns.Y(0) - columns.Y(100)), 6);
    }

    [Fact]
    public void A_bar_is_as_long_as_its_value_is_large_and_leaves_room_for_its_number()
    {
        var bars = new Bars(Of(26_134, 13_067), 360);

        Assert.Equal(2, bars.BarWidth(26_134) / bars.BarWidth(13_067), 6);
        Assert.True(bars.BarWidth(26_134) + (7 * "26,134 in 2025–26".Length) < 360);
    }

    [Fact]
    public void Charts_side_by_side_have_one_scale() =>
        Assert.Equal(new Columns(Of(4_000, 1), 360).Y(100), new Columns(Of(100, 1), 360, top: 4_000).Y(100));

    [Fact]
    public void Names_of_series_that_end_alike_do_not_lie_on_one_another()
    {
        var columns = new Columns(Of(100, 101, 100, 0), 720);

        var names = columns.Names();

        Assert.Equal(4, names.Count);
        Assert.All(names.Zip(names.Skip(1)), pair => Assert.True(pair.Second.Y - pair.First.Y >= 15));
        Assert.All(names, name => Assert.InRange(name.Y, 0, Columns.Height));
    }

    [Fact]
    public void A_line_is_broken_where_nothing_was_counted()
    {
        var chart = Of(1, 1) with { Categories = ["a", "b", "c", "d"] };
        var columns = new Columns(chart, 720);

        Assert.Equal(2, columns.Lines(new("2024-25", [1, null, 2, 3])).Count());
        Assert.Empty(columns.Lines(new("2024-25", [null, null, null, null])));
    }

    [Fact]
    public void The_axis_says_a_year_where_it_begins_and_where_it_changes() =>
        Assert.Equal(
            ["Nov 2025", "Dec", "Jan 2026", "Feb"],
            SayChart.Axis(["November 2025", "December 2025", "January 2026", "February 2026"], every: 1).Select(label => label.Words));

    [Fact]
    public void A_long_name_is_cut_between_letters_as_people_see_them() =>
        Assert.Equal("👩‍👩‍👧 a…", SayChart.Within("👩‍👩‍👧 and more", 4));

    private static ReportChart Of(params decimal[] values) => new(
        "views", "Views", "Says.", "page views", "Month", ["April 2025"], [.. values.Select((value, i) => new ChartSeries($"{2025 - i}-{26 - i}", [value]))], OverTime: true);
}
