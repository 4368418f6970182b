using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>Quotes are chosen from those that the story's readers may see: searched, by theme, and looked at again when the readers change.</summary>
public sealed class PickQuotesTests(SampleApp sample, Chromium chromium)
{
    [Fact]
    public async Task Finds_a_quote_by_its_words_and_theme_and_says_what_cannot_be_used()
    {
        var app = sample.App;
        var project = (await app.JsonAsync("GET", "api/stories", "comms")).GetProperty("items")[0].GetProperty("project").GetString();
        var usable = (await app.JsonAsync("GET", $"api/projects/{project}/voices?usableFor=local&purpose=story", "comms")).GetProperty("items").EnumerateArray().ToList();
        var summary = await app.JsonAsync("GET", $"api/projects/{project}/quotes/summary?usableFor=local", "comms");
        var wanted = usable[^1];
        var story = Guid.NewGuid().ToString();
        await app.JsonAsync(
            "PUT", $"api/stories/{story}", "comms",
            new { project, slug = $"pick-{story}", title = "Pick", summary = "Invented.", language = "en", audience = "local", cards = Array.Empty<object>() }, 201);
        await using var writer = await Writer.OnAsync(app, chromium, "Priya Nair", story);
        var page = writer.Page;

        await writer.PressAsync("Quote");
        var dialog = page.Locator("#quotes");
        var rows = dialog.Locator("#quotes-list > li");
        await Assertions.Expect(dialog.GetByLabel("Search")).ToBeFocusedAsync();
        await Assertions.Expect(rows).Not.ToHaveCountAsync(0);
        var others = summary.GetProperty("others").EnumerateArray().Sum(other => other.GetProperty("voices").GetInt32());
        Assert.True(others > 0, "The sample has a quote that may not be shown.");
        await Assertions.Expect(dialog.Locator("#quotes-others summary")).ToHaveTextAsync(others == 1 ? "1 other cannot be used here" : $"{others} others cannot be used here");
        await dialog.Locator("#quotes-others summary").ClickAsync();
        await Assertions.Expect(dialog.Locator("#quotes-others li").First).ToHaveTextAsync(
            $"{summary.GetProperty("others")[0].GetProperty("voices")}: {summary.GetProperty("others")[0].GetProperty("why").GetString()}");
        await writer.PictureAsync("editor-picker");

        // What is searched for stays in the browser: it may be somebody's words.
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var words = wanted.GetProperty("words").GetString()!;
        await dialog.GetByLabel("Search").FillAsync(words.ToUpperInvariant());
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.Locator("blockquote")).ToHaveTextAsync(words);
        Assert.DoesNotContain(asked, url => url.Contains(words.Split(' ')[0].ToUpperInvariant(), StringComparison.Ordinal));
        await dialog.GetByLabel("Search").FillAsync("nothing that anybody said");
        await Assertions.Expect(dialog.Locator("#quotes-none")).ToHaveTextAsync("No quote fits. Try other words, or every theme.");

        var theme = summary.GetProperty("themes")[0];
        await dialog.GetByLabel("Search").FillAsync("");
        await dialog.GetByLabel("Theme").SelectOptionAsync(theme.GetProperty("theme").GetString()!);
        await Assertions.Expect(rows).ToHaveCountAsync(theme.GetProperty("quotes").GetInt32());
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Use this quote" }).ClickAsync();
        await Assertions.Expect(writer.Cards).ToHaveCountAsync(1);
        await writer.SavedAsync();
    }

    [Fact]
    public async Task When_the_readers_change_what_they_may_not_see_says_so()
    {
        var app = sample.App;
        var project = (await app.JsonAsync("GET", "api/stories", "comms")).GetProperty("items")[0].GetProperty("project").GetString();
        var local = (await app.JsonAsync("GET", $"api/projects/{project}/voices?usableFor=local&purpose=story", "comms")).GetProperty("items").EnumerateArray()
            .First(voice => voice.GetProperty("audiences").EnumerateArray().All(audience => audience.GetString() != "national"));
        var story = Guid.NewGuid().ToString();
        await app.JsonAsync(
            "PUT", $"api/stories/{story}", "comms",
            new
            {
                project,
                slug = $"readers-{story}",
                title = "Readers",
                summary = "Invented.",
                language = "en",
                audience = "local",
                cards = new[] { new { id = "q", type = "quote", voice = local.GetProperty("voice").GetString() } },
            },
            201);
        await using var writer = await Writer.OnAsync(app, chromium, "Priya Nair", story);
        var page = writer.Page;
        var chosen = writer.Cards.Nth(0).Locator("[data-chosen]");
        await Assertions.Expect(chosen.Locator("blockquote")).ToHaveTextAsync(local.GetProperty("words").GetString()!);

        await page.GetByText("Address, readers and language").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "National" }).CheckAsync();
        await Assertions.Expect(chosen).ToContainTextAsync("These words may not be shown to this audience just now.");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Local" }).CheckAsync();
        await Assertions.Expect(chosen.Locator("blockquote")).ToHaveTextAsync(local.GetProperty("words").GetString()!);
    }
}
