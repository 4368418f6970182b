using System.Text.Json;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>The queue as a reviewer works through it, without touching the mouse; and what the safeguarding lead does about what was referred.</summary>
public sealed class ReviewByKeyboardTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private const string Worker = "engagement-worker";
    private const string Lead = "safeguarding-lead";

    private readonly string _project = Guid.NewGuid().ToString();

    [Fact]
    public async Task Approves_edits_rejects_and_refers_by_keyboard()
    {
        var voices = await CaptureAsync("Ask us first, then decide.", "My teacher Mrs Bell never asks us.", "Nobody knows, so nobody asks.", "He waits for me every night.");
        await using var noor = await Person.SignInAsync(chromium, app.Address, "Noor Haddad", Worker);
        var page = noor.Page;
        await page.GotoAsync($"/review?project={_project}");
        await Assertions.Expect(page.Locator(".queue .voice")).ToHaveCountAsync(4);

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Review by keyboard" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // Approving for the whole country asks first, and takes no for an answer only.
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.Locator("#intruder [data-words]")).ToHaveTextAsync("Ask us first, then decide.");
        await page.Locator("#intruder [name=asked]").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#intruder [data-open]")).ToHaveTextAsync("7 questions are not ticked yet.");
        await TickAndSendAsync(page);
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Approved.");

        // Editing: the reason is asked for, and the words to tick for are the edited ones.
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(QuoteOf(page, voices[1]).GetByLabel("Words to show")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("My teacher never asks us.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(QuoteOf(page, voices[1]).GetByText("Say why, for whoever reads it later.").First).ToBeVisibleAsync();
        await QuoteOf(page, voices[1]).GetByLabel("Reason").First.FocusAsync();
        await page.Keyboard.TypeAsync("Took out a name");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#intruder [data-words]")).ToHaveTextAsync("My teacher never asks us.");
        await TickAndSendAsync(page);
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Approved with your edit.");

        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("Says nothing that helps");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Rejected.");

        await page.Keyboard.PressAsync("f");
        await page.Keyboard.TypeAsync("Somebody waits for her");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("That was the last one here.");
        await Assertions.Expect(page.GetByText("He waits for me")).ToHaveCountAsync(0);

        // What was decided last but one can be decided again.
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(QuoteOf(page, voices[2]).GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true })).ToBeVisibleAsync();

        var listed = (await app.JsonAsync("GET", $"api/projects/{_project}/voices", Worker)).GetProperty("items").EnumerateArray().ToDictionary(v => v.GetProperty("voice").GetString()!);
        Assert.Equal(("approved", 7), (Status(listed[voices[0]]), listed[voices[0]].GetProperty("checked").GetArrayLength()));
        Assert.Equal(("approved", "Took out a name", "Noor Haddad"), (Status(listed[voices[1]]), Text(listed[voices[1]], "editReason"), Text(listed[voices[1]], "editedBy")));
        Assert.Equal("rejected", Status(listed[voices[2]]));
        Assert.DoesNotContain(voices[3], listed.Keys);

        await page.GotoAsync($"/review?project={_project}&status=approved");
        await Assertions.Expect(QuoteOf(page, voices[1]).Locator("del")).ToContainTextAsync("Mrs Bell");
        await Assertions.Expect(QuoteOf(page, voices[1]).Locator(".edit-made")).ToContainTextAsync("Took out a name");
    }

    [Fact]
    public async Task A_worker_reads_their_digest_and_turns_its_mail_off_and_on()
    {
        await using var ana = await Person.SignInAsync(chromium, app.Address, "Ana Whitfield", Worker);
        var page = ana.Page;
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "My digest" }).FollowAsync();
        await Assertions.Expect(page.GetByText("Nothing happened in")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("It goes to ana.whitfield@local.example once you have captured something.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Send me no digest" }).FollowAsync();
        await Assertions.Expect(page.GetByText("You turned it off, and your address isn’t kept.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it to me each month" }).FollowAsync();
        await Assertions.Expect(page.GetByText("It goes to ana.whitfield@local.example, in the first days of the month after.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Months" }).GetByRole(AriaRole.Link).Last.FollowAsync();
        await Assertions.Expect(page.GetByText("This month is not over. So far:")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_captured_it_is_told_why_they_do_not_review_it()
    {
        var voices = await CaptureAsync("Ask us first, then decide.");
        await using var sam = await Person.SignInAsync(chromium, app.Address, "Sam Okafor", Worker);
        var page = sam.Page;
        await page.GotoAsync($"/review?project={_project}");

        await Assertions.Expect(QuoteOf(page, voices[0])).ToContainTextAsync("this project asks for a second person");
        await Assertions.Expect(QuoteOf(page, voices[0]).GetByText("Approve", new() { Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(QuoteOf(page, voices[0]).GetByText("Refer", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_lead_reads_what_was_referred_and_closes_it_with_a_reason()
    {
        var voices = await CaptureAsync("He waits for me every night.");
        await app.JsonAsync("POST", $"api/projects/{_project}/voices/{voices[0]}/review", Worker, new { decision = "refer", note = "Somebody waits for her" });
        await using var ann = await Person.SignInAsync(chromium, app.Address, "Ann Whitlock", Lead);
        var page = ann.Page;
        await AppFixture.UntilAsync(async () => (await app.JsonAsync("GET", "api/outbox", Lead)).ToString().Contains(_project, StringComparison.Ordinal), "the lead is told", seconds: 60);
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Outbox" }).FollowAsync();
        await Assertions.Expect(page.GetByText("A colleague is worried about somebody").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("waits for")).ToHaveCountAsync(await page.GetByText("It waits for you").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Read it now" }).First.FollowAsync();

        var item = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "An invented project, " + _project });
        await Assertions.Expect(item).ToContainTextAsync("Somebody waits for her");
        await item.GetByText("Close it").First.ClickAsync();
        await item.GetByLabel("Reason").Last.FillAsync("He waits for me every night: passed on");
        await item.GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await Assertions.Expect(item.GetByText("Repeats what they said.").First).ToBeVisibleAsync();

        await item.GetByLabel("Reason").Last.FillAsync("Passed to the duty team.");
        await item.GetByLabel("Erase the words, too").CheckAsync();
        await item.GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Closed.");
        await Assertions.Expect(item).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Closed" }).FollowAsync();
        await Assertions.Expect(item).ToContainTextAsync("Passed to the duty team.");
        await Assertions.Expect(item).ToContainTextAsync("You erased the words");
    }

    /// <summary>In a project of this test's own, by Sam, under a consent for the whole country. Gives the voices' ids in the order of the queue.</summary>
    private async Task<IReadOnlyList<string>> CaptureAsync(params string[] quotes)
    {
        var (session, participant, consent) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var answer = new { agreed = true, how = "paper", on = "2026-11-20" };
        await PutAsync("", new { title = "An invented project, " + _project, purpose = "To be tested", reviewBySecondPerson = true });
        await PutAsync($"/sessions/{session}", new { heldOn = "2026-11-20", place = "An invented youth club", setting = "youth-club", phase = "mixed", groupSize = 9 });
        await PutAsync($"/participants/{participant}", new { ageBand = "16-17" });
        await PutAsync($"/consents/{consent}", new
        {
            participant,
            statement = new { version = "2026-1", language = "en" },
            uses = new[] { "quote" },
            purposes = new[] { "story" },
            audiences = new[] { "local", "national" },
            youngPerson = answer,
        });
        var voices = new List<string>();
        foreach (var words in quotes)
        {
            var id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(voices.Count)).ToString();
            await PutAsync($"/voices/{id}", new { session, participant, consent, prompt = "experience", words, capturedAt = "2026-11-20T15:30:00Z" });
            voices.Add(id);
        }

        return voices;
    }

    private async Task PutAsync(string path, object body) =>
        await app.JsonAsync("PUT", $"api/projects/{_project}{path}", Worker, body, 201, request => request.Headers.Add("X-Local-Name", "Sam Okafor"));

    private static async Task TickAndSendAsync(IPage page)
    {
        await page.Locator("#intruder [name=asked]").First.FocusAsync();
        foreach (var key in "1234567")
            await page.Keyboard.PressAsync(key.ToString());
        await page.Keyboard.PressAsync("Enter");
    }

    private static ILocator QuoteOf(IPage page, string voice) => page.Locator($"[data-voice='{voice}']");

    private static string? Status(JsonElement voice) => Text(voice, "status");

    private static string? Text(JsonElement voice, string name) => voice.GetProperty(name).GetString();
}
