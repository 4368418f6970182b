using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>From a page that is opened to the figure in the report, through the whole app.</summary>
public sealed class ReportOfRealViewsTests(AppFixture app)
{
    private const string Author = "report-author";

    [Fact]
    public async Task Views_of_a_published_page_reach_every_figure_they_belong_to()
    {
        var newsroom = await Newsroom.OpenAsync(app);
        await newsroom.PublishedAsync();
        await app.JsonAsync(
            "PUT",
            $"{newsroom.Path}/shares/board-paper",
            Newsroom.Comms,
            new { level = "regional", to = "Partners", via = "email", sharedOn = TimeProvider.System.Today() },
            201);
        for (var i = 0; i < 5; i++)
            await ViewAsync(newsroom, i < 2 ? "board-paper" : null, done: i == 0);
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });

        Assert.Equal(5, await PartAsync("stories.views", newsroom));
        Assert.Equal(5, await PartAsync("stories.first-week-views", newsroom));
        Assert.Equal(2, await PartAsync("stories.views.regional", newsroom));
        Assert.Equal(3, await PartAsync("stories.views.unshared", newsroom));
        Assert.Equal(1, await PartAsync("stories.completions", newsroom));
        Assert.Equal(1, await PartAsync("stories.published", newsroom));
        Assert.True((await ReportAsync()).GetProperty("provisional").GetBoolean());
    }

    private static string Year => ReportingYear.Of(TimeProvider.System.Today()).ToString();

    private Task<JsonElement> ReportAsync() => app.JsonAsync("GET", $"api/reports/{Year}", Author);

    private async Task ViewAsync(Newsroom newsroom, string? via, bool done)
    {
        var record = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("N")[..20],
            ["story"] = newsroom.Story,
            ["version"] = 1,
            ["seq"] = 0,
            ["cards"] = new JsonArray(0),
            ["done"] = done,
        };
        if (via is not null)
            record["via"] = via;
        await app.JsonAsync("POST", "api/views", body: record, status: 204);
    }

    /// <summary>What this test's story makes up of a figure; other tests' stories are in the figure too.</summary>
    private async Task<long> PartAsync(string key, Newsroom newsroom)
    {
        var trace = await app.JsonAsync("GET", $"api/reports/{Year}/figures/{key}/trace", Author);
        var part = trace.GetProperty("stories").EnumerateArray().Single(s => s.GetProperty("story").GetString() == newsroom.Story);
        return part.GetProperty("value").GetInt64();
    }
}
