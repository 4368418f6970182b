using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Tests.Reports.Outputs;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Claims;

/// <summary>Whatever the system itself writes of a figure, the check calls true of it.</summary>
public sealed class OwnSentencesTests
{
    [Fact]
    public void Of_any_report_and_of_any_two_years() =>
        Prop.ForAll(InventedFigures.Reports().ToArbitrary(), reports =>
        {
            OwnSentences.AssertTrue(reports.Earlier);
            OwnSentences.AssertTrue(reports.Later);
            OwnSentences.AssertTrue(reports.Later, OwnSentences.Beside(reports.Earlier, reports.Later));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    [Theory]
    [InlineData("empty")]
    [InlineData("full")]
    [InlineData("provisional")]
    [InlineData("frozen")]
    [InlineData("frozen, then changed")]
    [InlineData("right to left")]
    [InlineData("one month")]
    public async Task Of_the_reports_that_files_are_made_of(string name) => OwnSentences.AssertTrue(await ReportsToWrite.All[name]());

    /// <summary>Whatever somebody typed or pasted as a title: nothing falls over, and nothing is true because its title is nothing.</summary>
    [Fact]
    public async Task A_title_of_nothing_names_nothing()
    {
        var report = await ReportsToWrite.HostileAsync();

        Assert.Equal(ClaimVerdict.NotKnown, CheckClaimHandler.Check(new(report.Year, FormattableString.Invariant($"{report.Figures[1].Value}"), null), report).Value.Verdict);
    }
}
