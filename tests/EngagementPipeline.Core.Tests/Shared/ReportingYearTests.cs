using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class ReportingYearTests
{
    [Theory]
    [InlineData("2022-03-31", "2021-22")]
    [InlineData("2022-04-01", "2022-23")]
    [InlineData("2100-01-01", "2099-00")]
    public void Runs_from_April_to_March(string day, string year) =>
        Assert.Equal(year, ReportingYear.Of(DateOnly.Parse(day, null)).ToString());

    [Theory]
    [InlineData("2021-22")]
    [InlineData("2009-10")]
    [InlineData("2098-99")]
    public void Reads_what_it_writes(string text)
    {
        Assert.True(ReportingYear.TryParse(text, out var year));
        Assert.Equal(text, year.ToString());
        Assert.Equal(new DateOnly(int.Parse(text[..4], null), 4, 1), year.FirstDay);
        Assert.Equal(year.FirstDay.AddYears(1).AddDays(-1), year.LastDay);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2021")]
    [InlineData("2021-23")]
    [InlineData("2021/22")]
    [InlineData("2021-2022")]
    [InlineData("+021-22")]
    [InlineData("1999-00")]
    [InlineData(" 2021-22")]
    [InlineData("２０２１-22")]
    public void Refuses_what_is_no_year(string? text) => Assert.False(ReportingYear.TryParse(text, out _));

    [Fact]
    public void Holds_its_days_and_no_others()
    {
        Assert.True(ReportingYear.TryParse("2021-22", out var year));

        Assert.True(year.Contains(year.FirstDay) && year.Contains(year.LastDay));
        Assert.False(year.Contains(year.FirstDay.AddDays(-1)) || year.Contains(year.LastDay.AddDays(1)));
        Assert.True(year.Previous < year && year.Previous.LastDay.AddDays(1) == year.FirstDay);
    }
}
