using System.Text.Json;

namespace EngagementPipeline.Functions.Tests.Views;

public sealed class ReadViewsTests(ViewsApp app)
{
    [Theory]
    [InlineData("?by=share", "=1 board=2")]
    [InlineData("?by=level", "local=2 none=1")]
    [InlineData("?by=month", "2026-11=3")]
    [InlineData("?by=year", "2026-27=3")]
    [InlineData("?by=card", "0=3 1=0 2=1")]
    [InlineData("?from=2026-11-23&to=2026-11-23", "2026-11-23=3")]
    [InlineData("?to=2026-11-22", "")]
    public async Task Rows_stand_for_what_was_asked(string query, string rows)
    {
        var story = app.Publish();
        foreach (var (via, cards) in new[] { ("board", new[] { 0 }), ("board", [0, 2]), ("unheard-of", [0]) })
        {
            using var sent = await app.SendAsync(new { id = Guid.NewGuid().ToString("N")[..20], story = story.ToString(), version = 1, seq = 0, via, cards });
            Assert.True(sent.IsSuccessStatusCode);
        }

        await app.RollUpAsync();

        var figures = await app.FiguresAsync(story, query);
        Assert.Equal(rows, string.Join(' ', figures.GetProperty("rows").EnumerateArray().Select(r => $"{r.GetProperty("key")}={r.GetProperty("views")}")));
    }

    [Theory]
    [InlineData("?by=nonsense", 400)]
    [InlineData("?from=yesterday", 400)]
    [InlineData("?from=2026-11-23&to=2026-11-22", 400)]
    [InlineData("", 200)]
    public async Task Parameters_that_make_no_sense_are_refused(string query, int status) =>
        Assert.Equal(status, await StatusAsync($"api/stories/{app.Publish()}/views{query}", "report-author"));

    [Theory]
    [InlineData("nonsense", 400)]
    [InlineData("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", 404)]
    public async Task A_story_that_was_never_published_has_no_figures(string story, int status) =>
        Assert.Equal(status, await StatusAsync($"api/stories/{story}/views", "comms"));

    private async Task<int> StatusAsync(string path, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Local-Role", role);
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode)
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("code");
        return (int)response.StatusCode;
    }
}
