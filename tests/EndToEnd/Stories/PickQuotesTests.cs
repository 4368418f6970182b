using System.Collections.Concurrent;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>Quotes are chosen from those that the story's readers may see: searched, by theme, and looked at again when the readers change.</summary>
public sealed class PickQuotesTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    private const string ForAll = "Invented words: they ask me last.";
    private const string ForNear = "Invented words: our street is fine.";

    private readonly string _project = Guid.NewGuid().ToString();
    private readonly string _session = Guid.NewGuid().ToString();
    private readonly string _participant = Guid.NewGuid().ToString();

    [Fact]
    public async Task Finds_a_quote_by_its_words_and_theme_and_says_what_cannot_be_used()
    {
        await using var writer = await OpenAsync("national");
        var page = writer.Page;
        await writer.PressAsync("Quote");
        var dialog = page.Locator("#quotes");
        var rows = dialog.Locator("#quotes-list > li");

        await Assertions.Expect(dialog.GetByLabel("Search")).ToBeFocusedAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(13);
        await Assertions.Expect(dialog.Locator("#quotes-others summary")).ToHaveTextAsync("2 others cannot be used here");
        await dialog.Locator("#quotes-others summary").ClickAsync();
        await Assertions.Expect(dialog.Locator("#quotes-others li")).ToHaveTextAsync([
            "1: nobody has reviewed them yet, or the review turned them down.", "1: their speakers did not agree to these readers."]);
        await writer.PictureAsync("editor-picker");

        // What is searched for stays in the browser: it may be somebody's words.
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        await dialog.GetByLabel("Search").FillAsync("ASK me last");
        await Assertions.Expect(rows.Locator("blockquote")).ToHaveTextAsync([ForAll]);
        await dialog.GetByLabel("Search").FillAsync("nothing that anybody said");
        await Assertions.Expect(dialog.Locator("#quotes-none")).ToHaveTextAsync("No quote fits. Try other words, or every theme.");
        await dialog.GetByLabel("Search").FillAsync("");
        Assert.DoesNotContain(asked, url => url.Contains("last", StringComparison.Ordinal) || url.Contains("anybody", StringComparison.Ordinal));

        await dialog.GetByLabel("Theme").SelectOptionAsync("shops");
        await Assertions.Expect(rows.Locator("blockquote")).ToHaveTextAsync([ForAll]);
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Use this quote" }).ClickAsync();
        await Assertions.Expect(writer.Cards.Locator("blockquote")).ToHaveTextAsync([ForAll]);
        await writer.SavedAsync();
    }

    [Fact]
    public async Task When_the_readers_change_what_they_may_not_see_says_so()
    {
        await using var writer = await OpenAsync("local");
        var page = writer.Page;
        await writer.PressAsync("Quote");
        await page.Locator("#quotes").GetByLabel("Search").FillAsync("our street");
        await Assertions.Expect(page.Locator("#quotes-list > li")).ToHaveCountAsync(1);
        await writer.PressAsync("Use this quote");
        var chosen = writer.Cards.Nth(0).Locator("[data-chosen]");
        await Assertions.Expect(chosen).ToContainTextAsync(ForNear);

        await page.GetByText("Address, readers and language").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "National" }).CheckAsync();
        await Assertions.Expect(chosen).ToContainTextAsync("These words may not be shown to this audience just now.");
        await Assertions.Expect(chosen).Not.ToContainTextAsync(ForNear);
        await Assertions.Expect(page.Locator("#done")).ToHaveTextAsync("1 quote of this story may not be shown to national readers. It is marked.");
        await Assertions.Expect(page.Locator("#check")).ToContainTextAsync("These words may not be shown to a national audience just now.");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Local" }).CheckAsync();
        await Assertions.Expect(chosen).ToContainTextAsync(ForNear);
    }

    private async Task<Writer> OpenAsync(string audience)
    {
        var path = $"api/projects/{_project}";
        await PutAsync(path, new { title = "Invented project", purpose = "To try quotes" });
        await PutAsync($"{path}/sessions/{_session}", new { heldOn = "2026-11-20", place = "An invented club", setting = "youth-club", phase = "mixed", groupSize = 12 });
        await PutAsync($"{path}/participants/{_participant}", new { ageBand = "16-17" });
        var everywhere = await ConsentAsync("local", "national");
        await VoiceAsync(everywhere, ForAll, "shops", approve: true);
        await VoiceAsync(await ConsentAsync("local"), ForNear, "streets", approve: true);
        await VoiceAsync(everywhere, "Invented words that wait.", "shops", approve: false);
        for (var n = 1; n <= 12; n++)
            await VoiceAsync(everywhere, $"Invented words, number {n}.", "others", approve: true);
        var story = Guid.NewGuid().ToString();
        await PutAsync($"api/stories/{story}", new { project = _project, slug = $"pick-{story}", title = "Pick", summary = "Invented.", language = "en", audience, cards = Array.Empty<object>() });
        return await Writer.OnAsync(app, chromium, "Priya Nair", story);
    }

    private async Task<string> ConsentAsync(params string[] audiences)
    {
        var id = Guid.NewGuid().ToString();
        await PutAsync($"api/projects/{_project}/consents/{id}", new
        {
            participant = _participant,
            statement = new { version = "2026-1", language = "en" },
            uses = new[] { "quote" },
            purposes = new[] { "story" },
            audiences,
            youngPerson = new { agreed = true, how = "paper", on = "2026-11-20" },
        });
        return id;
    }

    private async Task VoiceAsync(string consent, string words, string theme, bool approve)
    {
        var path = $"api/projects/{_project}/voices/{Guid.NewGuid()}";
        await PutAsync(path, new { session = _session, participant = _participant, consent, prompt = "feeling", words, capturedAt = "2026-11-20T15:30:00Z", themes = new[] { theme } });
        if (approve)
            await app.JsonAsync("POST", $"{path}/review", "engagement-worker", new { decision = "approve" }, change: request => request.Headers.Add("X-Local-Name", "Somebody"));
    }

    private Task<System.Text.Json.JsonElement> PutAsync(string path, object body) => app.JsonAsync("PUT", path, "engagement-worker,comms", body, 201);
}
