using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>What desk.js does with every form that speaks to the API, tried on real pages against an API that these tests play.</summary>
public sealed partial class FormsTests(Chromium chromium, Gallery gallery)
{
    [Fact]
    public async Task Sends_the_fields_as_json_under_a_fresh_id()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "projects-empty");
        var sent = await PlayAsync(page, _ => (201, "{}"));

        await FillProjectAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(AProjectsPage());

        var call = Assert.Single(sent);
        var id = Guid.Parse(call.Path["/api/projects/".Length..]);
        Assert.Equal("PUT", call.Method);
        Assert.Equal(7, id.Version);
        await Assertions.Expect(page).ToHaveURLAsync($"{gallery.Address}/projects/{id}");
        Assert.Equal(
            """{"title":"Fairness","purpose":"To learn what is fair.","parentOrCarerBelow":16,"competenceNoteStandsIn":false,"reviewBySecondPerson":true}""",
            call.Body);
    }

    [Fact]
    public async Task Says_what_is_missing_beside_the_fields_and_in_a_summary_that_has_the_focus()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "projects-empty");
        var sent = await PlayAsync(page, _ => (201, "{}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();

        var summary = page.Locator(".errors");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await Assertions.Expect(summary.GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveAccessibleDescriptionAsync("To put right: Give it a title, such as “Unconscious bias”.");
        await summary.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToBeFocusedAsync();
        Assert.Empty(sent);
    }

    [Fact]
    public async Task Shows_what_the_api_finds_wrong_where_it_is_and_keeps_everything_typed()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "projects-empty");
        await PlayAsync(page, _ => (400, """{"title":"Some fields need another look","status":400,"code":"bad-fields","errors":{"title":["Is too long: 240 characters of at most 200."]}}"""));

        await FillProjectAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();

        await Assertions.Expect(page.Locator(".errors")).ToContainTextAsync("Title: Is too long: 240 characters of at most 200.");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Fairness");
        await Assertions.Expect(page.GetByLabel("What the words are asked for")).ToHaveValueAsync("To learn what is fair.");
    }

    [Fact]
    public async Task Says_so_when_offline_and_sends_the_same_id_again_later()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "projects-empty");
        var tried = new ConcurrentQueue<string>();
        await page.RouteAsync("**/api/**", async route =>
        {
            tried.Enqueue(route.Request.Url);
            if (tried.Count == 1)
                await route.AbortAsync("internetdisconnected");
            else
                await route.FulfillAsync(new() { Status = 201, Body = "{}", ContentType = "application/json" });
        });

        await FillProjectAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();
        await Assertions.Expect(page.Locator(".errors")).ToContainTextAsync("Nothing was sent, and what you typed is still here.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(AProjectsPage());

        Assert.Equal(2, tried.Count);
        Assert.Single(tried.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sends_once_however_often_the_button_is_pressed()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "projects-empty");
        var gate = new TaskCompletionSource();
        var sent = 0;
        await page.RouteAsync("**/api/**", async route =>
        {
            sent++;
            await gate.Task;
            await route.FulfillAsync(new() { Status = 201, Body = "{}", ContentType = "application/json" });
        });

        await FillProjectAsync(page);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Start the project" });
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-busy", "true");
        await button.ClickAsync();
        await button.PressAsync("Enter");
        gate.SetResult();
        await Assertions.Expect(page).ToHaveURLAsync(AProjectsPage());

        Assert.Equal(1, sent);
    }

    /// <summary>A page is seen before its modules listen: by a second and more, over a poor signal.</summary>
    [Fact]
    public async Task A_button_that_is_pressed_before_the_page_listens_does_its_work_once_it_does()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/desk.*.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        var sent = await PlayAsync(page, _ => (201, "{}"));

        await page.GotoAsync($"{gallery.Address}/states/projects-empty", new() { WaitUntil = WaitUntilState.Commit });
        await FillProjectAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();
        Assert.Empty(sent);
        held.SetResult();
        await Assertions.Expect(page).ToHaveURLAsync(AProjectsPage());

        Assert.Single(sent);
    }

    [Fact]
    public async Task Asks_before_something_is_lost_and_does_nothing_on_no()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "consent");
        var sent = await PlayAsync(page, _ => (202, "{}"));
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Take the words down" });

        await button.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(sent);

        await page.GetByLabel("Reason").FillAsync("Asked for it");
        await button.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Take the words down" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Withdrawn.");

        Assert.Equal("""{"reason":"Asked for it"}""", Assert.Single(sent).Body);
    }

    [Fact]
    public async Task Changes_how_long_words_are_kept_under_the_mark_of_the_rule_shown_and_only_once_asked()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "retention-for-administrator");
        var sent = await PlayAsync(page, _ => (200, "{}"));
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Change the rule" });

        await button.ClickAsync();
        await Assertions.Expect(page.Locator(".errors")).ToContainTextAsync("Write why");
        await page.GetByLabel("Last day of all").FillAsync("");
        await page.GetByLabel("Months for words").FillAsync("12");
        await page.GetByLabel("Why").FillAsync("The funder asks for it.");
        await button.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it as it is" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Empty(sent);
        await button.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change the rule" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("This rule counts now.");

        var call = Assert.Single(sent);
        Assert.EndsWith("/retention", call.Path, StringComparison.Ordinal);
        Assert.Equal(("PUT", "7"), (call.Method, call.IfMatch));
        Assert.Equal("""{"wordsForMonths":12,"detailsForMonths":24,"why":"The funder asks for it."}""", call.Body);
    }

    [Fact]
    public async Task Puts_words_under_the_consent_that_was_asked_for_again()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "consent-asked-again");
        var sent = await PlayAsync(page, _ => (200, "{}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Put these words under this consent" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("This consent counts for these words now.");

        var call = Assert.Single(sent);
        Assert.Equal("POST", call.Method);
        Assert.Matches("^/api/projects/[0-9a-f-]{36}/voices/[0-9a-f-]{36}/consent$", call.Path);
        var receipt = page.GetByRole(AriaRole.Link, new() { Name = "The record for other systems" });
        Assert.EndsWith($"/consents/{call.Json.GetProperty("consent").GetString()}/receipt", await receipt.GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offers_to_sign_in_again_without_losing_the_form()
    {
        await using var context = await chromium.NewContextAsync();
        var page = await OpenAsync(context, "projects-empty");
        await PlayAsync(page, _ => (401, """{"title":"Please sign in","status":401,"code":"not-signed-in"}"""));

        await FillProjectAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();

        await Assertions.Expect(page.Locator(".errors").GetByRole(AriaRole.Link, new() { Name = "Sign in in another tab" })).ToHaveAttributeAsync("target", "_blank");
        await Assertions.Expect(page.GetByLabel("Title")).ToHaveValueAsync("Fairness");
    }

    [Fact]
    public async Task Without_a_script_nothing_typed_goes_anywhere_and_the_page_says_what_is_needed()
    {
        await using var context = await chromium.NewContextAsync(o => o.JavaScriptEnabled = false);
        var page = await OpenAsync(context, "projects-empty");
        var asked = new ConcurrentQueue<string>();
        // The browser asks for the page's icon when it likes.
        page.Request += (_, request) => { if (!request.Url.Contains("/assets/", StringComparison.Ordinal)) asked.Enqueue(request.Url); };

        await page.GetByLabel("Title").FillAsync("Fairness");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the project" }).ClickAsync();

        Assert.Empty(asked);
        Assert.DoesNotContain("Fairness", page.Url, StringComparison.Ordinal);
        Assert.Contains("please switch JavaScript on", await page.Locator("main noscript").InnerHTMLAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("/projects/[0-9a-f-]{36}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AProjectsPage();

    private static async Task FillProjectAsync(IPage page)
    {
        await page.GetByLabel("Title").FillAsync("Fairness");
        await page.GetByLabel("What the words are asked for").FillAsync("To learn what is fair.");
    }

    private async Task<IPage> OpenAsync(IBrowserContext context, string state)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/{state}");
        return page;
    }

    /// <summary>Plays the API, and notes what it was sent.</summary>
    internal static async Task<ConcurrentQueue<Call>> PlayAsync(IPage page, Func<Call, (int Status, string Body)> answer)
    {
        var calls = new ConcurrentQueue<Call>();
        await page.RouteAsync("**/api/**", async route =>
        {
            var call = new Call(route.Request.Method, new Uri(route.Request.Url).PathAndQuery, route.Request.PostData, route.Request.Headers.GetValueOrDefault("if-match"));
            calls.Enqueue(call);
            var (status, body) = answer(call);
            await route.FulfillAsync(new() { Status = status, Body = body, ContentType = "application/json", Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["ETag"] = "\"7.1\"" } });
        });
        return calls;
    }

    internal sealed record Call(string Method, string Path, string? Body, string? IfMatch)
    {
        public JsonElement Json => JsonDocument.Parse(Body!).RootElement;
    }
}
