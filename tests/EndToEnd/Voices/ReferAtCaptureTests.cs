using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Voices;

/// <summary>A worker hears something that worries them, in a youth club without signal.</summary>
public sealed class ReferAtCaptureTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private const string Worrying = "He waits at the corner every day and I go round the long way.";
    private const string Other = "Nobody asked what I would change, so I stopped thinking about it.";

    [Fact]
    public async Task Only_the_lead_ever_sees_the_words_and_closes_them()
    {
        var outing = await Outing.PrepareAsync(app);
        await using var context = await chromium.NewContextAsync(o => o.BaseURL = app.Address.ToString());
        var page = await outing.VisitAsync(context);
        await context.SetOfflineAsync(true);
        await Outing.RecordPersonAsync(page);

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Their words" }).FillAsync(Worrying);
        await page.GetByRole(AriaRole.Radio, new() { Name = "How it feels" }).CheckAsync();
        await Assertions.Expect(page.GetByLabel("What worries you")).ToBeHiddenAsync();
        await page.GetByText("I am worried about them").ClickAsync();
        await Assertions.Expect(page.GetByText("If somebody is in danger now, call 999 first")).ToBeVisibleAsync();
        await page.GetByLabel("Refer these words").CheckAsync();
        await page.GetByLabel("What worries you").FillAsync("Walks home alone, and is afraid.");
        await Outing.ClickAsync(page, "Keep these words");
        await Assertions.Expect(page.Locator("#kept > li").First).ToContainTextAsync("Saved on this device");

        // The worry does not stay for the next quote.
        await Assertions.Expect(page.GetByLabel("Refer these words")).Not.ToBeCheckedAsync();
        await Outing.KeepWordsAsync(page, Other);
        await context.SetOfflineAsync(false);
        await Assertions.Expect(Outing.State(page)).ToHaveTextAsync("Everything is sent.");
        await Assertions.Expect(page.Locator("#kept > li").Last).ToContainTextAsync("With the safeguarding lead. Only they see it now.");
        await Assertions.Expect(page.GetByText(Worrying)).ToHaveCountAsync(0);

        Assert.Equal([Other], await outing.WordsAsync());
        await page.GotoAsync($"/review?project={outing.Project}");
        await Assertions.Expect(page.GetByRole(AriaRole.Blockquote)).ToHaveTextAsync([Other]);

        await using var ann = await Person.SignInAsync(chromium, app.Address, "Ann Whitlock", "safeguarding-lead");
        await ann.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Safeguarding" }).FollowAsync();
        var item = ann.Page.GetByRole(AriaRole.Article);
        await Assertions.Expect(item).ToContainTextAsync(Worrying);
        await Assertions.Expect(item).ToContainTextAsync("Walks home alone, and is afraid.");
        await Assertions.Expect(item).ToContainTextAsync("by Sam Okafor");
        await item.GetByText("Close it").First.ClickAsync();
        await item.GetByLabel("Reason").Last.FillAsync("Passed to the duty team.");
        await item.GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await ann.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await Assertions.Expect(ann.Page.GetByText("Nothing waits for you")).ToBeVisibleAsync();
        Assert.Equal([Other], await outing.WordsAsync());
    }
}
