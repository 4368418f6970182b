using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.MyVoice;

/// <summary>A young person with a card and a phone, with scripts and without: sees what came of their words, and takes them back.</summary>
public sealed class WithACodeTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private const string Words = "Invented words: they look at my bag before they look at my face.";
    private const string Worker = "engagement-worker";

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("MYVOICE_PICTURES");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sees_what_the_words_did_shows_them_in_fewer_places_and_takes_them_down(bool scripts)
    {
        var scene = await PublishAsync();
        await using var context = await PhoneAsync(scripts);
        var page = await context.NewPageAsync();
        var addresses = new ConcurrentQueue<string>();
        page.Request += (_, request) => addresses.Enqueue(request.Url + request.Headers.GetValueOrDefault("referer"));

        await page.GotoAsync($"/my-voice#{scene.Code}");
        if (scripts)
            await Assertions.Expect(page.GetByLabel("Your code")).ToHaveValueAsync(scene.Code);
        else
            await page.GetByLabel("Your code").FillAsync(scene.Code.ToLowerInvariant());
        await ClickAsync(page, "See my words");

        await Assertions.Expect(page.GetByText("Your words are on 1 page. People have opened it twice.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Blockquote)).ToHaveTextAsync(Words);
        await Assertions.Expect(page.GetByText("We ask first now, at every meeting.")).ToBeVisibleAsync();
        if (Pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"journey-{(scripts ? "with" : "without")}-scripts.png"), FullPage = true });
        await ReadThePageAsync(context, page, scripts);

        // Three taps, and one to change one's mind.
        await ClickAsync(page, "Show my words in fewer places");
        await HeadingAsync(page, "Show your words in fewer places");
        await page.GetByLabel("People in the whole country").UncheckAsync();
        await ClickAsync(page, "Only where there is a tick");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your words are only where you want them.");
        await AppFixture.UntilAsync(async () => !await StandsAsync(scene.Path), "the words have left the national page", seconds: 60);

        await ClickAsync(page, "Take my words down");
        await HeadingAsync(page, "Take your words down?");
        await ClickAsync(page, "Leave them as they are");
        await HeadingAsync(page, "What your words did");
        await ClickAsync(page, "Take my words down");
        await HeadingAsync(page, "Take your words down?");
        await ClickAsync(page, "Take my words down");
        await HeadingAsync(page, "Your words are down");
        var read = await app.JsonAsync("GET", $"api/projects/{scene.Project}/voices", Worker);
        Assert.DoesNotContain("look at my bag", read.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("withdrawn", (await app.JsonAsync("GET", $"api/projects/{scene.Project}/consents/{scene.Consent}", Worker)).GetProperty("state").GetString());

        await page.GetByRole(AriaRole.Link, new() { Name = "Close this page" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The page with your words is closed.")).ToBeVisibleAsync();
        Assert.DoesNotContain(addresses, address => address.Replace("-", "", StringComparison.Ordinal).Contains(scene.Code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) && !address.Contains('#', StringComparison.Ordinal));
        Assert.Empty(await context.CookiesAsync());
    }

    [Fact]
    public async Task A_worker_prints_the_card_right_after_recording_what_was_agreed()
    {
        var (project, session) = await SessionAsync();
        await using var sam = await Person.SignInAsync(chromium, app.Address, "Sam Okafor", Worker);
        var page = sam.Page;
        await page.GotoAsync($"/capture?project={project}&session={session}");
        await ChooseAsync(page, "How old are they?", "16 or 17");
        await ChooseAsync(page, "Do they agree", "Yes");
        foreach (var list in new[] { "What may be used?", "What for?", "How far may it go?" })
            await Group(page, list).GetByRole(AriaRole.Button, new() { Name = "All of these" }).ClickAsync();
        await ChooseAsync(page, "How did they answer?", "On paper");
        await ClickAsync(page, "Record what they agreed to");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Their code" })).ToBeFocusedAsync();
        var code = await page.Locator("#the-code").InnerTextAsync();

        var card = await page.RunAndWaitForPopupAsync(() => ClickAsync(page, "Print their card"));

        await Assertions.Expect(card.Locator(".the-code")).ToHaveTextAsync(code);
        await Assertions.Expect(card.GetByRole(AriaRole.Img, new() { Name = "A square to scan" })).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Print this card" })).ToBeVisibleAsync();
        Assert.Equal(new Uri(app.Address, "/capture/card").AbsoluteUri, card.Url);
    }

    private sealed record Scene(string Project, string Consent, string Code, string Path);

    /// <summary>Somebody's words on a page for the whole country, opened twice, with an outcome.</summary>
    private async Task<Scene> PublishAsync()
    {
        var (project, session) = await SessionAsync();
        var (participant, consent, voice, story) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var path = $"api/projects/{project}";
        await app.JsonAsync("PUT", $"{path}/participants/{participant}", Worker, new { ageBand = "16-17" }, 201);
        var recorded = await app.JsonAsync("PUT", $"{path}/consents/{consent}", Worker, new
        {
            participant,
            statement = new { version = "2026-1", language = "en" },
            uses = new[] { "quote" },
            purposes = new[] { "story", "training" },
            audiences = new[] { "local", "national" },
            youngPerson = new { agreed = true, how = "paper", on = "2026-11-20" },
        }, 201);
        await app.JsonAsync("PUT", $"{path}/voices/{voice}", Worker, new
        {
            session,
            participant,
            consent,
            prompt = "experience",
            words = Words,
            capturedAt = "2026-11-20T15:30:00Z",
            themes = new[] { "shops" },
            credit = "Year 11",
        }, 201);
        await app.JsonAsync("POST", $"{path}/voices/{voice}/review", Worker, new { decision = "approve" });
        await app.JsonAsync("PUT", $"{path}/outcomes/{Guid.NewGuid()}", Worker, new
        {
            theme = "shops",
            youSaid = "Shops look at your bags.",
            weDid = "We ask first now, at every meeting.",
            decidedOn = "2022-03-04",
        }, 201);

        await app.JsonAsync("PUT", $"api/stories/{story}", "comms", new JsonObject
        {
            ["project"] = project,
            ["slug"] = $"story-{story}",
            ["title"] = "Before you know me",
            ["summary"] = "An invented story",
            ["language"] = "en",
            ["audience"] = "national",
            ["cards"] = new JsonArray(
                new JsonObject { ["id"] = "one", ["type"] = "text", ["text"] = "We asked what happens." },
                new JsonObject { ["id"] = "two", ["type"] = "quote", ["voice"] = voice }),
        }, 201);
        await app.JsonAsync("POST", $"api/stories/{story}/publish", "comms", new { });
        for (var i = 0; i < 2; i++)
            await app.JsonAsync("POST", "api/views", body: new { id = Guid.NewGuid().ToString("N")[..20], story, version = 1, seq = 0 }, status: 204);
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        return new(project, consent, recorded.GetProperty("withdrawalCode").GetString()!, $"s/story-{story}/");
    }

    private async Task<(string Project, string Session)> SessionAsync()
    {
        var (project, session) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await app.JsonAsync("PUT", $"api/projects/{project}", Worker, new { title = "Being judged", purpose = "To be tested" }, 201);
        await app.JsonAsync(
            "PUT", $"api/projects/{project}/sessions/{session}", Worker,
            new { heldOn = "2026-11-20", place = "An invented youth club", setting = "youth-club", phase = "mixed", groupSize = 12 }, 201);
        return (project, session);
    }

    /// <summary>The page opens beside, tells the story nothing of where the reader came from, and has nothing that axe finds fault with.</summary>
    private static async Task ReadThePageAsync(IBrowserContext context, IPage page, bool scripts)
    {
        var story = await context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Before you know me" }).ClickAsync());
        await Assertions.Expect(story.GetByText(Words)).ToBeVisibleAsync();
        if (scripts)
            Assert.Equal("", await story.EvaluateAsync<string>("document.referrer"));
        await story.CloseAsync();

        if (scripts)
            Assert.Empty((await page.RunAxe(new AxeRunOptions())).Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
    }

    private async Task<bool> StandsAsync(string path)
    {
        using var answer = await app.SendAsync("GET", path);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(Words, StringComparison.Ordinal);
    }

    private Task<IBrowserContext> PhoneAsync(bool scripts) => chromium.NewContextAsync(options =>
    {
        options.BaseURL = app.Address.ToString();
        options.ViewportSize = new() { Width = 360, Height = 740 };
        options.DeviceScaleFactor = 2;
        options.IsMobile = true;
        options.HasTouch = true;
        options.JavaScriptEnabled = scripts;
        options.BypassCSP = scripts; // for axe, which is a script of its own
    });

    private static Task HeadingAsync(IPage page, string heading) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    private static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static ILocator Group(IPage page, string question) => page.GetByRole(AriaRole.Group, new() { Name = question }).Last;

    private static Task ChooseAsync(IPage page, string question, string answer) =>
        Group(page, question).GetByRole(AriaRole.Radio, new() { Name = answer }).CheckAsync();
}
