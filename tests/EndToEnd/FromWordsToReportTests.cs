using System.Text.RegularExpressions;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>The main job, by hand and in one go: everything that the product is for.</summary>
public sealed class FromWordsToReportTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private const string Words = "They look at my bag before they look at my face.";

    [Fact]
    public async Task Carries_a_young_persons_words_to_the_report_and_takes_them_back()
    {
        var code = await CaptureAsync();
        await ReviewAsync();
        var address = await PublishAsync();

        await using var reader = await Person.OnAPhoneAsync(chromium, app.Address);
        await ReadAsync(reader.Page, address);
        await FindInReportAsync();

        await app.JsonAsync("POST", $"api/my-voice/{Uri.EscapeDataString(code)}/withdraw", status: 202);

        await AppFixture.UntilAsync(async () => !await StandsAtAsync(address), "the words are gone from the page", seconds: 5);
        await FindInReportAsync();
        await FindNowhereElseAsync();
        await reader.Page.ReloadAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Before you know me");
        await Assertions.Expect(reader.Page.GetByText(Words)).ToHaveCountAsync(0);
    }

    /// <summary>A worker starts a project and a session, and writes down what somebody says and agrees to. Gives the withdrawal code.</summary>
    private async Task<string> CaptureAsync()
    {
        await using var sam = await Person.SignInAsync(chromium, app.Address, "Sam Okafor", "engagement-worker");
        var page = sam.Page;

        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Projects" }).FollowAsync();
        await page.GetByLabel("Title").FillAsync("Being judged");
        await page.GetByLabel("What the words are asked for").FillAsync("To learn what it is like to be judged before you have said a word.");
        await FollowAsync(page, "Start the project");

        await page.GetByLabel("Place").FillAsync("Riverside youth club");
        await ChooseAsync(page, "Setting", "Youth club");
        await ChooseAsync(page, "Age of the group", "Secondary");
        await page.GetByLabel("How many young people").FillAsync("9");
        await FollowAsync(page, "Add the session");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Capture at Riverside", RegexOptions.None, TimeSpan.FromSeconds(10)) }).FollowAsync();

        await ChooseAsync(page, "How old are they?", "16 or 17");
        await ChooseAsync(page, "Do they agree", "Yes");
        await TickAllAsync(page, "What may be used?");
        await TickAllAsync(page, "What for?");
        await TickAllAsync(page, "How far may it go?");
        await ChooseAsync(page, "How did they answer?", "On paper");
        await ClickAsync(page, "Record what they agreed to");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Their code" })).ToBeFocusedAsync();
        var code = await page.Locator("#the-code").InnerTextAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync(Words);
        await ChooseAsync(page, "What is it about?", "What happened");
        await page.GetByLabel("Themes").FillAsync("shops, trust");
        await ClickAsync(page, "Keep these words");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Kept. It waits for review.");
        await Assertions.Expect(page.Locator("#kept")).ToContainTextAsync(Words);
        return code;
    }

    /// <summary>A second worker approves, by keyboard alone.</summary>
    private async Task ReviewAsync()
    {
        await using var noor = await Person.SignInAsync(chromium, app.Address, "Noor Haddad", "engagement-worker");
        var page = noor.Page;
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Review" }).FollowAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Being judged" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Blockquote)).ToHaveTextAsync(Words);

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Could anybody tell who it is?" })).ToBeVisibleAsync();
        foreach (var key in "1234567")
            await page.Keyboard.PressAsync(key.ToString());
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("That was the last one here.");
    }

    /// <summary>Comms build a page of four cards and publish it. Gives its path.</summary>
    private async Task<string> PublishAsync()
    {
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");
        var page = priya.Page;
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Stories" }).FollowAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Start a story" }).FollowAsync();
        await page.GetByLabel("Title").FillAsync("Before you know me");
        await Assertions.Expect(page.GetByLabel("Address")).ToHaveValueAsync("before-you-know-me");
        await page.GetByLabel("Summary").FillAsync("Young people on being judged at first sight.");
        await ChooseAsync(page, "Who is it for?", "National");
        await ClickAsync(page, "Start the story");
        await Assertions.Expect(page.Locator("html[data-ready=editor]")).ToBeAttachedAsync();

        await ClickAsync(page, "Heading");
        await page.GetByLabel("Heading").Last.FillAsync("At the door");
        await ClickAsync(page, "Text");
        await page.Locator("#cards textarea[data-field=text]").FillAsync("We asked what happens **before** anybody speaks.");
        await ClickAsync(page, "Quote");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Use this quote" }).ClickAsync();
        await ClickAsync(page, "Discussion");
        await page.GetByLabel("Question").FillAsync("Whom did you last watch, and why?");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.GetByText("Nothing stands in its way.")).ToBeVisibleAsync();

        await ClickAsync(page, "Publish");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish to everyone" }).ClickAsync();
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Published. Readers find it at");
        return "/s/before-you-know-me/";
    }

    /// <summary>Opens the page, and is counted: the opening record is answered once it is kept.</summary>
    private static async Task ReadAsync(IPage page, string address)
    {
        var counted = page.WaitForResponseAsync(r => new Uri(r.Url).AbsolutePath == "/api/views");
        await page.GotoAsync(address);
        await Assertions.Expect(page.GetByText(Words)).ToBeVisibleAsync();
        Assert.Equal(204, (await counted).Status);
    }

    private async Task FindInReportAsync()
    {
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true");
        await using var jo = await Person.SignInAsync(chromium, app.Address, "Jo Bright", "report-author");
        var page = jo.Page;
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Reports" }).FollowAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).First.GetByRole(AriaRole.Link).FollowAsync();

        var views = page.GetByRole(AriaRole.Article, new() { Name = "Page views of stories", Exact = false });
        await Assertions.Expect(views.Locator(".figure-value .number")).ToHaveTextAsync("1");
        await Assertions.Expect(views).ToContainTextAsync("Provisional");
    }

    /// <summary>Neither in what waits for review, nor in what was approved, nor among the quotes to choose from.</summary>
    private async Task FindNowhereElseAsync()
    {
        var projects = await app.JsonAsync("GET", "api/projects", "engagement-worker");
        var project = projects.GetProperty("items")[0].GetProperty("project").GetString();
        foreach (var (path, role) in new[] { ("voices", "engagement-worker"), ("voices?usableFor=national&purpose=story", "comms") })
        {
            using var answer = await app.SendAsync("GET", $"api/projects/{project}/{path}", role);
            Assert.DoesNotContain("look at my bag", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    /// <summary>Whether anybody who asks for the address still gets the words.</summary>
    private async Task<bool> StandsAtAsync(string address)
    {
        using var answer = await app.SendAsync("GET", address);
        Assert.Equal(200, (int)answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(Words, StringComparison.Ordinal);
    }

    private static Task ClickAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task FollowAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).FollowAsync();

    private static ILocator Group(IPage page, string question) => page.GetByRole(AriaRole.Group, new() { Name = question }).Last;

    private static Task ChooseAsync(IPage page, string question, string answer) =>
        Group(page, question).GetByRole(AriaRole.Radio, new() { Name = answer }).CheckAsync();

    private static Task TickAllAsync(IPage page, string question) =>
        Group(page, question).GetByRole(AriaRole.Button, new() { Name = "All of these" }).ClickAsync();
}
