using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Voices;

/// <summary>A project and a session of one's own, and the hands of the worker who captures there.</summary>
public sealed class Outing
{
    private readonly AppFixture _app;

    private Outing(AppFixture app) => _app = app;

    public string Project { get; } = Guid.NewGuid().ToString();

    public string Session { get; } = Guid.NewGuid().ToString();

    public string Page => $"/capture?project={Project}&session={Session}";

    public static async Task<Outing> PrepareAsync(AppFixture app)
    {
        var outing = new Outing(app);
        await app.JsonAsync("PUT", $"api/projects/{outing.Project}", "engagement-worker", new { title = "Being judged", purpose = "To be tested" }, 201);
        await app.JsonAsync(
            "PUT", $"api/projects/{outing.Project}/sessions/{outing.Session}", "engagement-worker",
            new { heldOn = London.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), place = "Riverside youth club", setting = "youth-club", phase = "secondary", groupSize = 9 },
            201);
        return outing;
    }

    private static DateOnly London => Core.Shared.London.DayOf(TimeProvider.System.GetUtcNow());

    public static async Task SignInAsync(IPage page, string name, string to)
    {
        await page.GotoAsync($"/local/sign-in?return={Uri.EscapeDataString(to)}");
        await page.GetByLabel("Your name").FillAsync(name);
        await page.Locator("input[name=role][value=engagement-worker]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).FollowAsync();
    }

    /// <summary>Signs in, opens the session once, and waits until the page says that it works without signal.</summary>
    public async Task<IPage> VisitAsync(IBrowserContext context, string name = "Sam Okafor")
    {
        var page = await context.NewPageAsync();
        await SignInAsync(page, name, Page);
        await Assertions.Expect(Note(page)).ToContainTextAsync("This session works without signal, too.");
        return page;
    }

    public static ILocator State(IPage page) => page.Locator("[data-device-state]");

    public static ILocator Note(IPage page) => page.Locator("[data-device-note]");

    public static ILocator Refused(IPage page) => page.Locator("[data-refused] > ol > li");

    /// <summary>Records a participant of 16 or 17 who says yes to everything. Gives their code.</summary>
    public static async Task<string> RecordPersonAsync(IPage page)
    {
        await ChooseAsync(page, "How old are they?", "16 or 17");
        await ChooseAsync(page, "Do they agree", "Yes");
        foreach (var question in new[] { "What may be used?", "What for?", "How far may it go?" })
            await Group(page, question).GetByRole(AriaRole.Button, new() { Name = "All of these" }).ClickAsync();
        await ChooseAsync(page, "How did they answer?", "On paper");
        await ClickAsync(page, "Record what they agreed to");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Their code" })).ToBeFocusedAsync();
        return await page.Locator("#the-code").InnerTextAsync();
    }

    public static async Task KeepWordsAsync(IPage page, string words)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync(words);
        await ChooseAsync(page, "What is it about?", "How it feels");
        await ClickAsync(page, "Keep these words");
        await Assertions.Expect(page.Locator("#kept > li").First).ToContainTextAsync(words);
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" })).ToHaveValueAsync("");
    }

    /// <summary>DESK_PICTURES=folder keeps what the phone shows, for looking at.</summary>
    public static async Task KeepPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"capture-{name}.png"), FullPage = true });
    }

    public static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task<List<string>> WordsAsync()
    {
        var page = await _app.JsonAsync("GET", $"api/projects/{Project}/voices", "engagement-worker");
        return page.GetProperty("items").EnumerateArray()
            .Select(v => v.TryGetProperty("words", out var words) ? words.GetString()! : "(erased)").Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>How many consents the ledger knows of.</summary>
    public async Task<int> ConsentsAsync()
    {
        var page = await _app.JsonAsync("GET", $"api/ledger/{Project}", "engagement-worker");
        return page.GetProperty("items").EnumerateArray().Count(e => e.GetProperty("fact").GetString() == "consent-recorded");
    }

    private static ILocator Group(IPage page, string question) => page.GetByRole(AriaRole.Group, new() { Name = question }).Last;

    private static Task ChooseAsync(IPage page, string question, string answer) =>
        Group(page, question).GetByRole(AriaRole.Radio, new() { Name = answer }).CheckAsync();
}
