using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Voices;

/// <summary>Capture in the hands of whoever holds the device: by keyboard, on a small phone, from the home screen, by voice.</summary>
public sealed class CaptureByHandTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private const string Words = "They look at my bag before they look at my face.";
    private const string MoreWords = "Nobody asked what I would change, so I stopped thinking about it.";

    [Fact]
    public async Task By_keyboard_alone_a_person_takes_few_keys_and_then_it_is_quote_after_quote()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        var keys = new Keys(page);

        await keys.ToAsync("Under 13");
        await keys.PressAsync("ArrowDown", "ArrowDown");
        await keys.ToAsync("Yes");
        await keys.PressAsync("Space");
        for (var list = 0; list < 3; list++)
        {
            await keys.ToAsync("All of these");
            await keys.PressAsync("Enter");
        }

        await keys.ToAsync("On paper");
        await keys.PressAsync("Space");
        await keys.ToAsync("Record what they agreed to");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Their code" })).ToBeFocusedAsync();
        Assert.InRange(keys.Pressed, 1, 60); // at one a second still within the minute

        foreach (var words in new[] { Words, MoreWords })
        {
            if (words == Words)
                await keys.ToAsync("Their words");
            await page.Keyboard.TypeAsync(words);
            if (words == Words)
            {
                await keys.ToAsync("What happened");
                await keys.PressAsync("Space");
            }

            await keys.PressAsync("Control+Enter");
            await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" })).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" })).ToHaveValueAsync("");
        }

        await Assertions.Expect(page.Locator("#kept .tag")).ToHaveTextAsync(["Sent", "Sent"]);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");
        Assert.Equal([MoreWords, Words], await outing.WordsAsync());
    }

    [Fact]
    public async Task On_a_small_phone_every_target_is_48_pixels_and_nothing_runs_off_the_side()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o =>
        {
            o.BaseURL = app.Address.ToString();
            o.ViewportSize = new() { Width = 360, Height = 740 };
        });
        var page = await outing.VisitAsync(context);
        await context.SetOfflineAsync(true);
        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
        await Outing.KeepPictureAsync(page, "person");
        await Outing.RecordPersonAsync(page);
        await Outing.KeepWordsAsync(page, Words);
        await page.Locator("[data-codes] summary").ClickAsync();

        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await Outing.KeepPictureAsync(page, "words");
    }

    [Fact]
    public async Task Can_be_installed()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        var browser = await context.NewCDPSessionAsync(page);

        var manifest = await browser.SendAsync("Page.getAppManifest");
        var errors = await browser.SendAsync("Page.getInstallabilityErrors");

        Assert.Empty(manifest!.Value.GetProperty("errors").EnumerateArray());
        Assert.Contains("\"start_url\": \"/capture\"", manifest.Value.GetProperty("data").GetString(), StringComparison.Ordinal);
        // A browser that tests drive in a window of its own, as a private window, installs nothing; that is all it may object to.
        Assert.All(
            errors!.Value.GetProperty("installabilityErrors").EnumerateArray(),
            error => Assert.Equal("in-incognito", error.GetProperty("errorId").GetString()));
    }

    [Fact]
    public async Task Speaks_into_the_form_only_where_the_browser_listens_on_the_device()
    {
        var outing = await Outing.PrepareAsync(app);
        foreach (var (availability, offered) in new[] { ("available", true), ("downloadable", false), ("unavailable", false) })
        {
            await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
            await context.AddInitScriptAsync(ARecognition.Replace("(availability)", availability, StringComparison.Ordinal));
            var page = await outing.VisitAsync(context);
            await Outing.RecordPersonAsync(page);
            var button = page.Locator("[data-dictate]");
            if (!offered)
            {
                await Assertions.Expect(button).ToBeHiddenAsync();
                continue;
            }

            await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync("I said:");
            await button.ClickAsync();
            await Assertions.Expect(button).ToHaveTextAsync("Stop listening");
            await button.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" })).ToHaveValueAsync("I said: nobody asks me");
        }
    }

    /// <summary>What can be tapped in capture itself and is lower than 48 px; links within sentences are as high as their line.</summary>
    private const string TooSmall =
        """
        () => Array.from(document.querySelectorAll(".device button, .device summary, .capture button, .capture .choice, .capture textarea, .capture summary, .capture input:not([type=radio], [type=checkbox], [type=hidden])"))
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 47.9)
          .map((element) => `${element.tagName} ${element.textContent.trim() || element.name}: ${element.getBoundingClientRect().height}`)
        """;

    /// <summary>Somebody who has no mouse. Counts the keys.</summary>
    private sealed class Keys(IPage page)
    {
        public int Pressed { get; private set; }

        public async Task PressAsync(params string[] keys)
        {
            foreach (var key in keys)
            {
                Pressed++;
                await page.Keyboard.PressAsync(key);
            }
        }

        /// <summary>Tabs on until what has the focus is called that.</summary>
        public async Task ToAsync(string name)
        {
            for (var tabs = 0; tabs < 60; tabs++)
            {
                await PressAsync("Tab");
                var focused = await page.EvaluateAsync<string>("() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()");
                if (focused.StartsWith(name, StringComparison.Ordinal))
                    return;
            }

            Assert.Fail($"No tab leads to {name}.");
        }
    }

    /// <summary>Plays a browser's speech recognition, and insists on its staying on the device.</summary>
    private const string ARecognition =
        """
        window.SpeechRecognition = class extends EventTarget {
          static async available({ processLocally }) { return processLocally ? "(availability)" : "available"; }
          start() { if (!this.processLocally) throw new Error("Would leave the device."); }
          stop() {
            const result = Object.assign([{ transcript: " nobody asks me " }], { isFinal: true });
            this.dispatchEvent(Object.assign(new Event("result"), { resultIndex: 0, results: [result] }));
            this.dispatchEvent(new Event("end"));
          }
        };
        """;
}
