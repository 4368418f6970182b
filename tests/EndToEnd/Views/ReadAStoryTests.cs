using System.Text.Json;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;

namespace EndToEnd.Views;

/// <summary>From a reader's screen to comms' figures, with nothing made up in between.</summary>
public sealed class ReadAStoryTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    private const string Phone = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

    [Fact]
    public async Task What_a_reader_read_is_in_the_figures_within_fifteen_seconds()
    {
        var story = await PublishAsync();
        await using var context = await chromium.NewContextAsync(options =>
        {
            options.UserAgent = Phone;
            options.ViewportSize = new() { Width = 360, Height = 640 };
        });
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        page.Console += (_, message) => problems.AddRange(message.Location.Contains("favicon", StringComparison.Ordinal) ? [] : [message.Text]);
        page.PageError += (_, error) => problems.Add(error);

        await page.GotoAsync(new Uri(app.Address, $"s/story-{story}/?via=heads-24").AbsoluteUri);
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await page.DrawnAsync();
        await page.WaitForTimeoutAsync(1_200); // is read
        await page.GotoAsync("about:blank");

        JsonElement figures = default;
        await AppFixture.UntilAsync(
            async () =>
            {
                figures = await app.JsonAsync("GET", $"api/stories/{story}/views?by=share", "comms");
                return figures.GetProperty("received").GetInt32() >= 2;
            },
            "the view is in the figures",
            seconds: 15);
        Assert.Equal(1, figures.GetProperty("total").GetInt32());
        var row = Assert.Single(figures.GetProperty("rows").EnumerateArray());
        Assert.Equal(("heads-24", 1, 1), (row.GetProperty("key").GetString(), row.GetProperty("views").GetInt32(), row.GetProperty("completed").GetInt32()));
        Assert.InRange(row.GetProperty("activeSeconds").GetProperty("total").GetInt32(), 1, 60);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task A_headless_browser_that_says_so_is_not_a_reader()
    {
        var story = await PublishAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, $"s/story-{story}/").AbsoluteUri);
        await page.GotoAsync("about:blank");

        await AppFixture.UntilAsync(
            async () => (await app.JsonAsync("GET", $"api/stories/{story}/views", "comms")).GetProperty("excluded").GetProperty("bot").GetInt32() == 1,
            "it is counted as a robot",
            seconds: 60);
    }

    [Fact]
    public async Task A_reader_who_presses_do_not_count_me_is_asked_nothing_more()
    {
        var story = await PublishAsync();
        await using var context = await chromium.NewContextAsync(options => options.UserAgent = Phone);
        var page = await context.NewPageAsync();
        var sent = 0;
        page.Request += (_, request) => sent += request.Url.EndsWith("/api/views", StringComparison.Ordinal) ? 1 : 0;

        await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync(new Uri(app.Address, $"s/story-{story}/").AbsoluteUri),
            response => response.Url.EndsWith("/api/views", StringComparison.Ordinal));
        await page.ClickAsync("#do-not-count");
        await page.GotoAsync("about:blank");

        Assert.Equal(1, sent);
    }

    private async Task<string> PublishAsync()
    {
        var (project, story) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await app.JsonAsync("PUT", $"api/projects/{project}", "engagement-worker", new { title = "An invented project", purpose = "To try the counting." }, 201);
        await app.JsonAsync("PUT", $"api/stories/{story}", "comms", new
        {
            project,
            slug = $"story-{story}",
            title = "An invented story",
            summary = "What an invented group said",
            language = "en",
            audience = "national",
            cards = Enumerable.Range(0, 6).Select(n => new { id = $"text-{n}", type = "text", text = string.Join(' ', Enumerable.Repeat("Invented words.", 120)) }),
        }, 201);
        await app.JsonAsync("PUT", $"api/stories/{story}/shares/heads-24", "comms", new { level = "regional", to = "Head teachers", via = "email", sharedOn = "2026-11-20" }, 201);
        await app.JsonAsync("POST", $"api/stories/{story}/publish", "comms");
        return story;
    }
}
