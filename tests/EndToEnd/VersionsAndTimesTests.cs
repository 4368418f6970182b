using System.Globalization;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>Comms look at what changed, put an older version before readers again, and set a time; with a clock that the test moves.</summary>
public sealed class VersionsAndTimesTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    private readonly string _story = Guid.NewGuid().ToString();
    private readonly string _project = Guid.NewGuid().ToString();

    private string Path => $"api/stories/{_story}";

    [Fact]
    public async Task An_older_version_is_compared_and_put_before_readers_again_or_says_what_stands_in_its_way()
    {
        await SaveAsync("The first title", "What they said", status: 201);
        await app.JsonAsync("POST", $"{Path}/publish", "comms");
        await SaveAsync("The second title", ""); // a heading without words stands in the way of publishing
        await SaveAsync("The third title", "What they said then");
        await app.JsonAsync("POST", $"{Path}/publish", "comms");
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");
        var page = priya.Page;
        await page.GotoAsync($"/stories/{_story}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).FollowAsync();

        await Version(page, 1).GetByLabel("Earlier").CheckAsync();
        await Version(page, 3).GetByLabel("Later").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare the two" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What changed from version 1 to version 3" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".differences del").Nth(1)).ToContainTextAsync("first");
        await Assertions.Expect(page.Locator(".differences ins").Nth(1)).ToContainTextAsync("third");

        // The third save gathered the second in: it is found among the single saves.
        await page.GotoAsync($"/stories/{_story}/versions");
        await Assertions.Expect(page.Locator(".version h3")).ToHaveTextAsync(["Version 3", "Version 1"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Every save by itself" }).FollowAsync();
        await PutBackAndPublishAsync(page, 2);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It is back, but not published" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#not-published a").First).ToHaveAttributeAsync("href", $"/stories/{_story}#card-h");
        Assert.Contains("The third title", await OpenedAsync(), StringComparison.Ordinal);

        await PutBackAndPublishAsync(page, 1);
        await Assertions.Expect(page.GetByText("Version 1 is back, as version 5. Readers see it now.")).ToBeVisibleAsync();
        await Assertions.Expect(Version(page, 5).GetByText("Readers see it now")).ToBeVisibleAsync();
        Assert.Contains("The first title", await OpenedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_is_set_kept_and_called_off()
    {
        await SaveAsync("A title", "What they said", status: 201);
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");
        var page = priya.Page;
        var clock = Core.Shared.London.DayOf(app.Server.Clock.GetUtcNow()).AddDays(1).ToDateTime(new(12, 0)); // at noon no clock goes back or forward
        var tomorrow = Core.Shared.London.At(DateOnly.FromDateTime(clock), TimeOnly.FromDateTime(clock));

        await SetAsync(page, clock);
        await page.GetByRole(AriaRole.Button, new() { Name = "Call it off" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Call it off" }).FollowAsync();
        await Assertions.Expect(page.GetByText("Called off. Nothing happens by itself now.")).ToBeVisibleAsync();
        await app.JsonAsync("GET", $"{Path}/schedule", "comms", status: 404);

        await SetAsync(page, clock);
        Assert.Null(await OpenedAsync());
        await app.JsonAsync("POST", "local/clock", body: new { now = tomorrow.AddMinutes(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) });
        await AppFixture.UntilAsync(
            async () =>
            {
                await app.JsonAsync("POST", "admin/functions/RunSchedules?wait=true", body: new { });
                return await OpenedAsync() is not null;
            },
            "readers see the story",
            seconds: 60);
    }

    private async Task SetAsync(IPage page, DateTime clock)
    {
        await page.GotoAsync($"/stories/{_story}");
        await page.Locator("#schedule summary").ClickAsync();
        await page.GetByLabel("Publish at").FillAsync(clock.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        await page.Locator("#set-schedule button").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Set the time" }).FollowAsync();
        await Assertions.Expect(page.GetByText("The time is set. You can call it off until then.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#schedule strong")).ToHaveTextAsync(clock.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture));
    }

    private static ILocator Version(IPage page, int number) =>
        page.Locator(".version").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = $"Version {number}", Exact = true }) });

    private static async Task PutBackAndPublishAsync(IPage page, int version)
    {
        await Version(page, version).Locator("[data-publish] button").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Put it back and publish" }).FollowAsync();
    }

    private async Task SaveAsync(string title, string heading, int status = 200)
    {
        if (status == 201)
            await app.JsonAsync("PUT", $"api/projects/{_project}", "engagement-worker", new { title = "Invented", purpose = "To try versions" }, 201);
        await app.JsonAsync(
            "PUT",
            Path,
            "comms",
            new
            {
                project = _project,
                slug = $"story-{_story}",
                title,
                summary = "What they said.",
                language = "en",
                audience = "national",
                cards = new[] { new { id = "h", type = "heading", text = heading, level = 2 } },
            },
            status,
            request => request.Headers.TryAddWithoutValidation("If-Match", "*"));
    }

    /// <summary>What readers get; null while there is nothing.</summary>
    private async Task<string?> OpenedAsync()
    {
        using var answer = await app.SendAsync("GET", $"s/story-{_story}/");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : null;
    }
}
