using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>The editor saves by itself, says in words whether it could, and loses nothing when it could not.</summary>
public sealed class SaveByItselfTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Saves_a_short_while_after_the_last_change()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        await writer.Saved.EvaluateAsync("saved => { window.said = []; new MutationObserver(() => said.push(saved.textContent)).observe(saved, { childList: true }); }");

        await writer.Texts.Nth(0).FillAsync("Another one");

        await Assertions.Expect(writer.Saved).ToContainTextAsync("Saved at");
        Assert.Equal(["Not saved yet", "Saving…"], await writer.Page.EvaluateAsync<string[]>("[...new Set(said)].slice(0, 2)"));
        Assert.Equal("Another one", await TextAsync(writer));
    }

    /// <summary>Whoever goes on to another page at once has lost nothing.</summary>
    [Fact]
    public async Task Saves_when_the_page_is_left()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);

        await writer.Texts.Nth(0).FillAsync("Written in a hurry");
        await writer.Page.GotoAsync("/stories");

        await AppFixture.UntilAsync(async () => await TextAsync(writer) == "Written in a hurry", "it is saved on leaving", seconds: 60);
    }

    [Fact]
    public async Task Signed_out_it_says_so_and_saves_once_somebody_is_back()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        var page = writer.Page;
        var cookies = await page.Context.CookiesAsync();
        await page.Context.ClearCookiesAsync();

        await writer.Texts.Nth(0).FillAsync("Still here");
        await Assertions.Expect(writer.Saved).ToContainTextAsync("Couldn’t save: you have been signed out. Sign in again in another tab; will try again.");
        await page.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
            HttpOnly = cookie.HttpOnly,
        }));
        await page.EvaluateAsync("dispatchEvent(new Event('focus'))");

        await writer.SavedAsync();
        Assert.Equal("Still here", await TextAsync(writer));
    }

    [Fact]
    public async Task Without_a_network_it_waits_and_tries_again()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        await writer.Page.Context.SetOfflineAsync(true);

        await writer.Texts.Nth(0).FillAsync("Written on a train");
        await Assertions.Expect(writer.Saved).ToHaveTextAsync("Couldn’t save: you are offline; will try again. What you wrote is kept in this browser.");
        await writer.PictureAsync("editor-offline");
        await writer.Page.Context.SetOfflineAsync(false);

        await writer.SavedAsync();
        Assert.Equal("Written on a train", await TextAsync(writer));
    }

    [Fact]
    public async Task What_was_not_saved_survives_a_reload_and_is_offered()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One", "Two"]);
        var page = writer.Page;
        await page.Locator("[name=title]").FillAsync(new string('x', 200)); // which the service refuses, on leaving too
        await writer.Texts.Nth(0).FillAsync("Not to be lost");
        await Assertions.Expect(writer.Saved).ToHaveAttributeAsync("data-state", "trouble");

        await writer.ReloadAsync();
        await Assertions.Expect(writer.Texts.Nth(0)).ToHaveValueAsync("One");
        await Assertions.Expect(page.Locator("#kept")).ToContainTextAsync("were not saved");
        await writer.PictureAsync("editor-bring-back");

        await writer.PressAsync("Bring back what was not saved");
        await Assertions.Expect(writer.Texts.Nth(0)).ToHaveValueAsync("Not to be lost");
        await page.Locator("[name=title]").FillAsync("Short enough");
        await writer.SavedAsync();
        Assert.Equal("Not to be lost", await TextAsync(writer));

        await writer.ReloadAsync();
        await Assertions.Expect(writer.Texts.Nth(0)).ToHaveValueAsync("Not to be lost");
        await Assertions.Expect(page.Locator("#kept")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_field_that_the_service_refuses_is_marked_without_taking_the_focus()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        var page = writer.Page;
        var sent = 0;
        page.Request += (_, request) => { if (request.Method == "PUT") Interlocked.Increment(ref sent); };

        // Both within one pause, however long the machine takes from one key to the next.
        await page.EvaluateAsync("""
            () => {
              const typed = (field, words) => { field.focus(); field.value = words; field.dispatchEvent(new InputEvent("input", { bubbles: true })); };
              typed(document.querySelector("[name=title]"), "x".repeat(200));
              typed(document.querySelector("#cards > [data-type=text] textarea"), "Typed on");
            }
            """);

        await Assertions.Expect(writer.Saved).ToHaveTextAsync("Not saved: something needs another look. It is marked, and nothing is lost.");
        await Assertions.Expect(page.Locator("[name=title]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(writer.Texts.Nth(0)).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".errors")).ToHaveCountAsync(0);
        Assert.Equal(1, sent); // and not again and again

        await page.Locator("[name=title]").FillAsync("Short");
        await writer.SavedAsync();
        await Assertions.Expect(page.Locator(".field-error")).ToHaveCountAsync(0);
        Assert.Equal("Typed on", await TextAsync(writer));
    }

    [Fact]
    public async Task Without_an_address_nothing_is_sent_and_the_field_says_so()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        var page = writer.Page;
        var sent = 0;
        page.Request += (_, request) => { if (request.Method == "PUT") Interlocked.Increment(ref sent); };

        await page.GetByText("Address, readers and language").ClickAsync();
        await page.Locator("[name=slug]").FillAsync("");

        await Assertions.Expect(writer.Saved).ToContainTextAsync("Not saved: something needs another look.");
        await Assertions.Expect(page.Locator("[name=slug]")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(0, sent);
    }

    /// <summary>A quote's words are never kept: the draft in the browser names it by its id, and is sealed besides.</summary>
    [Fact]
    public async Task What_the_browser_keeps_holds_no_words_of_a_quote()
    {
        await using var writer = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        var page = writer.Page;
        const string Words = "Invented words that a browser must not keep.";
        var voice = Guid.NewGuid().ToString();
        await page.RouteAsync("**/api/projects/**", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = route.Request.Url.Contains("/summary", StringComparison.Ordinal)
                ? """{"usable":1,"themes":[],"others":[]}"""
                : $$"""{"items":[{"voice":"{{voice}}","words":"{{Words}}","language":"en","themes":[]}]}""",
        }));
        await page.RouteAsync("**/api/stories/**", route => route.Request.Method == "PUT" ? route.AbortAsync() : route.ContinueAsync());

        await writer.PressAsync("Quote");
        await writer.PressAsync("Use this quote");
        await Assertions.Expect(writer.Saved).ToContainTextAsync("kept in this browser");

        var kept = await page.EvaluateAsync<string>(
            """
            async () => {
              const { openVault } = await import([...document.querySelectorAll("link[rel=modulepreload]")].find((link) => link.href.includes("/vault.")).href);
              return JSON.stringify([await (await openVault()).readAll("story/"), { ...localStorage }, { ...sessionStorage }]);
            }
            """);
        Assert.Contains(voice, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Invented words", kept, StringComparison.Ordinal);
    }

    private async Task<string?> TextAsync(Writer writer) =>
        (await app.JsonAsync("GET", $"api/stories/{writer.Story}", "comms")).GetProperty("cards")[0].GetProperty("text").GetString();
}
