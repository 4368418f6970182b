using System.Text;
using System.Text.Json;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Voices;

/// <summary>A youth club with no signal: everything is recorded on the device, encrypted, and sent when there is signal again.</summary>
public sealed class CaptureWithoutSignalTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private const string Words = "They look at my bag before they look at my face.";
    private const string MoreWords = "Nobody asked what I would change, so I stopped thinking about it.";

    [Fact]
    public async Task In_airplane_mode_it_opens_records_and_sends_later()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);

        await context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-where]")).ToContainTextAsync("Being judged: Riverside youth club");
        var code = await Outing.RecordPersonAsync(page);
        await Assertions.Expect(page.GetByText("The code works as soon as it has")).ToBeVisibleAsync();
        await Outing.KeepWordsAsync(page, Words);
        await Outing.KeepWordsAsync(page, MoreWords);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 4 wait to be sent.");
        await Assertions.Expect(Outing.Note(page)).ToContainTextAsync("No signal.");
        Assert.Empty(await outing.WordsAsync());

        await context.SetOfflineAsync(false);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");
        Assert.Equal([MoreWords, Words], await outing.WordsAsync());
        await Assertions.Expect(page.Locator("#kept .tag")).ToHaveTextAsync(["Sent", "Sent"]);
        Assert.Empty(await QueuedAsync(page));

        // The code that was handed over without signal is the one that takes the words down.
        await Outing.ClickAsync(page, "They have it");
        await Assertions.Expect(page.Locator("[data-codes]")).ToBeHiddenAsync();
        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(code)}/withdraw", status: 202);
        Assert.DoesNotContain(Words, await outing.WordsAsync());
    }

    [Fact]
    public async Task The_list_of_sessions_prepares_them_and_opens_without_signal()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await context.NewPageAsync();
        await Outing.SignInAsync(page, "Sam Okafor", $"/capture?project={outing.Project}");
        await Assertions.Expect(page.Locator("[data-on-device]")).ToBeVisibleAsync();
        await Assertions.Expect(Outing.Note(page)).ToContainTextAsync("works without signal");

        await context.SetOfflineAsync(true);
        await page.GotoAsync("/capture");
        await page.GetByRole(AriaRole.Link, new() { Name = "Riverside youth club" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1. Who speaks" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Survives_a_restart_without_signal_and_leaves_no_plain_word_on_the_disk()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var profile = new Profile();
        await using (var before = await chromium.LaunchOnAsync(profile, app.Address))
        {
            var page = await outing.VisitAsync(before);
            await page.EvaluateAsync(PlantOneInPlainSight);
            await before.SetOfflineAsync(true);
            await Outing.RecordPersonAsync(page);
            await Outing.KeepWordsAsync(page, Words);

            // In the middle of the next sentence the browser is closed.
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync(MoreWords);
            await AppFixture.UntilAsync(async () => await page.EvaluateAsync<string>(WordsOfDraft) == MoreWords, "the draft is kept", seconds: 60);
            await before.CloseAsync();
        }

        // What was stored unencrypted is found, so the search can see what is there.
        var plain = new[] { "a plainly stored sentence" };
        Assert.Equal(plain, StoredOf(profile, plain));
        Assert.Empty(StoredOf(profile, [Words, MoreWords, "look at my bag", "stopped thinking"]));

        await using (var after = await chromium.LaunchOnAsync(profile, app.Address))
        {
            var page = await after.NewPageAsync();
            await after.SetOfflineAsync(true);
            await page.GotoAsync(outing.Page);
            await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 3 wait to be sent.");
            await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" })).ToHaveValueAsync(MoreWords);
            await Outing.ClickAsync(page, "Keep these words");
            await Assertions.Expect(page.Locator(".errors")).ToContainTextAsync("Choose what it is about.");
            await Outing.KeepWordsAsync(page, MoreWords);
            await Assertions.Expect(page.Locator("[data-codes] summary")).ToHaveTextAsync("1 code to hand over");

            // The restart signed the worker out: said, and nothing is lost by it.
            await after.SetOfflineAsync(false);
            await Assertions.Expect(Outing.Note(page)).ToContainTextAsync("You have been signed out. Nothing is lost");
            await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 4 wait to be sent.");
            await Outing.SignInAsync(page, "Sam Okafor", outing.Page);
            await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");
        }

        Assert.Equal([MoreWords, Words], await outing.WordsAsync());
    }

    [Fact]
    public async Task Three_replays_after_lost_answers_make_no_duplicate()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        var arrived = 0;
        await context.RouteAsync("**/api/sync", async route =>
        {
            // Each batch arrives and is recorded; three times the answer gets lost on its way back.
            var answer = await route.FetchAsync();
            if (Interlocked.Increment(ref arrived) <= 3)
                await route.AbortAsync("connectionreset");
            else
                await route.FulfillAsync(new() { Response = answer });
        });

        await context.SetOfflineAsync(true);
        var code = await Outing.RecordPersonAsync(page);
        await Outing.KeepWordsAsync(page, Words);
        await context.SetOfflineAsync(false);
        for (var lost = 1; lost <= 3; lost++)
        {
            await AppFixture.UntilAsync(() => Task.FromResult(arrived >= lost), $"batch {lost} arrived", seconds: 60);
            await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 3 wait to be sent.");
            await page.EvaluateAsync("() => document.querySelector('[data-send-now]').click()");
        }

        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.", new() { Timeout = 60_000 });
        Assert.True(arrived >= 4);
        Assert.Equal([Words], await outing.WordsAsync());
        Assert.Equal(1, await outing.ConsentsAsync());

        // No answer with a code ever came; the young person has it all the same.
        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(code)}/withdraw", status: 202);
    }

    [Fact]
    public async Task What_is_refused_is_shown_one_by_one_and_the_rest_is_recorded()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o =>
        {
            o.BaseURL = app.Address.ToString();
            o.Permissions = ["clipboard-read", "clipboard-write"];
            o.ViewportSize = new() { Width = 360, Height = 740 };
        });
        var page = await outing.VisitAsync(context);
        var code = await Outing.RecordPersonAsync(page);
        await Assertions.Expect(page.GetByText("The code works as soon as it has")).ToBeHiddenAsync(); // it is sent
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");

        await context.SetOfflineAsync(true);
        await Outing.KeepWordsAsync(page, "Said, and then taken back.");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync("Typed, and not kept.");
        await Outing.ClickAsync(page, "Next person");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Drop them and go on" }).ClickAsync();
        await Outing.RecordPersonAsync(page);
        await page.GetByText("Credit and language").ClickAsync();
        await page.GetByLabel("Language").FillAsync("plain English");
        await Outing.KeepWordsAsync(page, MoreWords);
        await page.GetByLabel("Language").FillAsync("en");
        await Outing.KeepWordsAsync(page, Words);
        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(code)}/withdraw", status: 202);
        await context.SetOfflineAsync(false);

        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 2 were not accepted.");
        Assert.Equal([Words], await outing.WordsAsync());
        var takenBack = Outing.Refused(page).Nth(0);
        await Assertions.Expect(takenBack).ToContainTextAsync("It was withdrawn. The words are not kept");
        await Assertions.Expect(takenBack).ToContainTextAsync("Said, and then taken back.");
        var mistyped = Outing.Refused(page).Nth(1);
        await Assertions.Expect(mistyped).ToContainTextAsync("Language: Must be a language tag");

        // They are there still after the page is opened again.
        await page.ReloadAsync();
        await Assertions.Expect(Outing.Refused(page)).ToHaveCountAsync(2);
        await Outing.KeepPictureAsync(page, "refused");

        // What somebody types stays under their fingers while the bar is drawn anew.
        var language = mistyped.GetByLabel("Language");
        await language.FillAsync("en");
        await context.SetOfflineAsync(true);
        await Assertions.Expect(Outing.Note(page)).ToContainTextAsync("No signal");
        await Assertions.Expect(language).ToBeFocusedAsync();
        await context.SetOfflineAsync(false);
        await Assertions.Expect(Outing.Note(page)).Not.ToContainTextAsync("No signal");
        await Assertions.Expect(language).ToHaveValueAsync("en");

        await mistyped.GetByRole(AriaRole.Button, new() { Name = "Send it corrected" }).ClickAsync();
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 1 was not accepted.");
        Assert.Equal([MoreWords, Words], await outing.WordsAsync());

        await page.RunAndWaitForResponseAsync(
            () => takenBack.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync(), response => response.Url.EndsWith("/api/sync", StringComparison.Ordinal));
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Saved on this device: 1 was not accepted.");
        await Assertions.Expect(takenBack).ToContainTextAsync("It was withdrawn.");
        await takenBack.GetByRole(AriaRole.Button, new() { Name = "Copy out" }).ClickAsync();
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Copied.");
        Assert.Contains("Said, and then taken back.", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);

        await takenBack.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(Outing.Refused(page)).ToHaveCountAsync(1);
        await takenBack.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");
    }

    [Fact]
    public async Task A_worry_without_signal_says_that_nobody_knows_yet_and_reaches_the_lead_with_the_rest()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        await context.SetOfflineAsync(true);
        await Outing.RecordPersonAsync(page);
        await page.GetByText("I am worried about them").ClickAsync();
        await Assertions.Expect(page.GetByText("call 999 first")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nobody is told until this device has sent it")).ToBeVisibleAsync();
        await page.GetByLabel("Refer these words").CheckAsync();
        await page.GetByLabel("What worries you").FillAsync("Seems afraid to go home.");
        await Outing.KeepWordsAsync(page, Words);
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("phone them now");
        await Assertions.Expect(Outing.Note(page)).ToContainTextAsync("1 is for the safeguarding lead, who knows nothing of it yet. Phone them.");

        await context.SetOfflineAsync(false);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");

        // From that moment it is the lead's alone.
        Assert.DoesNotContain(Words, await outing.WordsAsync());
        var held = await app.JsonAsync("GET", $"api/projects/{outing.Project}/voices?status=held", "safeguarding-lead");
        Assert.Equal(Words, Assert.Single(held.GetProperty("items").EnumerateArray()).GetProperty("words").GetString());
    }

    [Fact]
    public async Task Two_tabs_keep_one_queue_and_send_it_once()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var one = await outing.VisitAsync(context);
        var two = await context.NewPageAsync();
        await two.GotoAsync(outing.Page);
        await Assertions.Expect(Outing.Note(two)).ToContainTextAsync("This session works without signal, too.");
        var sent = new List<string>();
        await context.RouteAsync("**/api/sync", async route =>
        {
            using var body = JsonDocument.Parse(route.Request.PostData!);
            lock (sent)
                sent.AddRange(body.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("path").GetString()!));
            await route.ContinueAsync();
        });

        await context.SetOfflineAsync(true);
        await Outing.RecordPersonAsync(one);
        await Outing.RecordPersonAsync(two);
        await Outing.KeepWordsAsync(one, Words);
        await Outing.KeepWordsAsync(two, MoreWords);
        await Assertions.Expect(Outing.State(one)).ToHaveTextAsync("Saved on this device: 6 wait to be sent.");
        await Assertions.Expect(Outing.State(two)).ToHaveTextAsync("Saved on this device: 6 wait to be sent.");
        await context.SetOfflineAsync(false);

        await Assertions.Expect(Outing.State(one)).ToHaveTextAsync("Everything is sent.");
        await Assertions.Expect(Outing.State(two)).ToHaveTextAsync("Everything is sent.");
        await Assertions.Expect(one.Locator("#kept .tag")).ToHaveTextAsync("Sent");
        await Assertions.Expect(two.Locator("#kept .tag")).ToHaveTextAsync("Sent");
        Assert.Equal([MoreWords, Words], await outing.WordsAsync());
        Assert.Equal(sent.Distinct(StringComparer.Ordinal).Count(), sent.Count);
    }

    [Fact]
    public async Task On_a_shared_device_nobody_sends_what_somebody_else_recorded()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        await context.SetOfflineAsync(true);
        await Outing.RecordPersonAsync(page);
        await Outing.KeepWordsAsync(page, Words);
        // Before the signal is back, or what waits is gone by then.
        await context.RouteAsync("**/api/sync", route => route.AbortAsync("connectionreset"));
        await context.SetOfflineAsync(false);
        await page.ReloadAsync();

        // Signing out with records waiting asks first, forgets the sessions, and keeps the records.
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("have not been sent yet");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("From what young people say");
        await context.SetOfflineAsync(true);
        await page.GotoAsync("/capture");
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Nobody is signed in on this device.");
        await Assertions.Expect(page.GetByText("Riverside youth club")).ToHaveCountAsync(0);
        await context.SetOfflineAsync(false);
        await context.UnrouteAllAsync();

        await Outing.SignInAsync(page, "Noor Haddad", outing.Page);
        await Assertions.Expect(Outing.Note(page)).ToContainTextAsync("3 records of somebody else wait here");
        Assert.Empty(await outing.WordsAsync());
        await Outing.SignInAsync(page, "Sam Okafor", outing.Page);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");
        Assert.Equal([Words], await outing.WordsAsync());
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_it_says_so_and_loses_nothing_in_silence()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        await context.AddInitScriptAsync("Object.defineProperty(window, 'indexedDB', { value: { open() { throw new DOMException('Private.', 'SecurityError'); } } });");
        var page = await context.NewPageAsync();
        await Outing.SignInAsync(page, "Sam Okafor", outing.Page);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Nothing can be kept on this device.");

        await Outing.RecordPersonAsync(page);
        await context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync(Words);
        await page.GetByRole(AriaRole.Radio, new() { Name = "How it feels" }).CheckAsync();
        await Outing.ClickAsync(page, "Keep these words");
        await Assertions.Expect(page.Locator(".errors")).ToContainTextAsync("Nothing was sent, and what you typed is still here.");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" })).ToHaveValueAsync(Words);

        await context.SetOfflineAsync(false);
        await Outing.ClickAsync(page, "Keep these words");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Kept. It waits for review.");
        Assert.Equal([Words], await outing.WordsAsync());
    }

    [Fact]
    public async Task What_the_device_keeps_of_the_pages_is_about_nobody()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        await Outing.RecordPersonAsync(page);

        var kept = await page.EvaluateAsync<string>(
            """
            async () => {
              const texts = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                  texts.push(request.url, await (await caches.match(request)).text());
              return texts.join("\n");
            }
            """);

        Assert.Contains("/capture/on-device", kept, StringComparison.Ordinal);
        Assert.Contains("The statement to read together", kept, StringComparison.Ordinal);
        foreach (var about in new[] { "Okafor", "Riverside", "Being judged", outing.Project, outing.Session, "/api/projects/0" })
            Assert.DoesNotContain(about, kept, StringComparison.Ordinal);
    }

    private const string PlantOneInPlainSight =
        """
        () => new Promise((done) => {
          const asked = indexedDB.open("plain", 1);
          asked.onupgradeneeded = () => asked.result.createObjectStore("things");
          asked.onsuccess = () => {
            const change = asked.result.transaction("things", "readwrite", { durability: "strict" });
            change.objectStore("things").put("a plainly stored sentence", "one");
            change.oncomplete = () => done();
          };
        })
        """;

    /// <summary>Opened by the page's own module: nothing else has the key.</summary>
    private const string WordsOfDraft =
        """
        async () => {
          const { openVault } = await import([...document.querySelectorAll("link[rel=modulepreload]")].find((link) => link.href.includes("/vault.")).href);
          const [draft] = await (await openVault()).readAll("draft/");
          return draft?.value.values.words ?? "";
        }
        """;

    private static Task<string[]> QueuedAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => new Promise((done) => {
          const asked = indexedDB.open("capture");
          asked.onsuccess = () => {
            const got = asked.result.transaction("things").objectStore("things").getAllKeys();
            got.onsuccess = () => { done(got.result.filter((name) => name.startsWith("queue/"))); asked.result.close(); };
          };
        })
        """);

    /// <summary>Which of these stand somewhere in the profile's files, as UTF-8 or as UTF-16.</summary>
    private static List<string> StoredOf(Profile profile, string[] texts)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bytes in profile.Files())
            found.UnionWith(texts.Where(text => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0));
        return [.. found];
    }
}
