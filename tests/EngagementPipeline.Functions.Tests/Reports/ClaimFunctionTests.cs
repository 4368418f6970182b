namespace EngagementPipeline.Functions.Tests.Reports;

public sealed class ClaimFunctionTests(ReportsApp app) : IClassFixture<ReportsApp>
{
    [Fact]
    public async Task A_sentence_is_held_against_the_years_figures()
    {
        var claim = await app.JsonAsync("/api/reports/2021-22/claim?sentence=In+its+first+week+the+story+was+viewed+over+300+times");

        Assert.Equal("true", claim.GetProperty("verdict").GetString());
        Assert.Equal("stories.first-week-views", claim.GetProperty("phrases")[0].GetProperty("figure").GetProperty("key").GetString());
    }

    [Fact]
    public async Task An_untrue_one_comes_with_what_would_be_true()
    {
        var claim = await app.JsonAsync("/api/reports/2021-22/claim?sentence=Viewed+over+400+times&figure=stories.first-week-views");

        Assert.Equal("false", claim.GetProperty("verdict").GetString());
        Assert.Equal("over 300", claim.GetProperty("phrases")[0].GetProperty("instead")[0].GetString());
    }

    [Fact]
    public async Task What_it_does_not_understand_it_names_with_its_place()
    {
        var claim = await app.JsonAsync("/api/reports/2021-22/claim?sentence=Stories+were+viewed+over+400+times+each+week");

        Assert.Equal("not-known", claim.GetProperty("verdict").GetString());
        Assert.Equal("each week", claim.GetProperty("unread")[0].GetString());
        Assert.Equal((35, 44), (claim.GetProperty("unreadAt")[0].GetProperty("from").GetInt32(), claim.GetProperty("unreadAt")[0].GetProperty("to").GetInt32()));
        Assert.Equal("stories.views", claim.GetProperty("nearest")[0].GetProperty("key").GetString());
    }

    [Theory]
    [InlineData("/api/reports/2021-22/claim", 400)]
    [InlineData("/api/reports/2021-23/claim?sentence=Over+300", 400)]
    [InlineData("/api/reports/2021-22/claim?sentence=Over+300&figure=none", 404)]
    public async Task What_it_cant_hold_against_anything_is_refused(string path, int status) => await app.JsonAsync(path, status);

    [Fact]
    public async Task Only_report_authors_ask()
    {
        using var response = await app.GetAsync("/api/reports/2021-22/claim?sentence=Over+300", role: "comms");

        Assert.Equal(403, (int)response.StatusCode);
    }
}
