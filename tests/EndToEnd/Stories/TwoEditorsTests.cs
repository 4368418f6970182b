using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>Two people write at one story, each in a browser of their own: nobody's work is written over, and none is lost.</summary>
public sealed class TwoEditorsTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Who_work_on_different_cards_are_not_asked_anything()
    {
        await using var priya = await Writer.OpenAsync(app, chromium, texts: ["One", "Two"]);
        await using var ben = await Writer.OnAsync(app, chromium, "Ben Okafor", priya.Story);

        await priya.Texts.Nth(0).FillAsync("One by Priya");
        await priya.SavedAsync();
        await ben.Texts.Nth(1).FillAsync("Two by Ben");
        await ben.SavedAsync();

        await Assertions.Expect(ben.Page.Locator("#done")).ToContainTextAsync("Priya Nair changed the story too");
        await Assertions.Expect(ben.Texts.Nth(0)).ToHaveValueAsync("One by Priya");
        await Assertions.Expect(ben.Texts.Nth(1)).ToBeFocusedAsync();
        Assert.Equal(["One by Priya", "Two by Ben"], await TextsAsync(priya.Story));
    }

    [Fact]
    public async Task Who_changed_the_same_card_see_what_differs_and_may_keep_their_own()
    {
        await using var priya = await Writer.OpenAsync(app, chromium, texts: ["One", "Two"]);
        await using var ben = await Writer.OnAsync(app, chromium, "Ben Okafor", priya.Story);
        await ConflictAsync(priya, ben);

        // Nothing was written over, and nothing was lost.
        Assert.Equal(["One by Priya", "Two by Priya"], await TextsAsync(priya.Story));
        await Assertions.Expect(ben.Texts.Nth(0)).ToHaveValueAsync("One by Ben");

        await ben.PressAsync("See what differs");
        var dialog = ben.Page.Locator("#conflict");
        await Assertions.Expect(dialog).ToContainTextAsync("Priya Nair saved the story at");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveTextAsync("Text, number 1: Text");
        await Assertions.Expect(dialog).ToContainTextAsync("Yours: One by Ben");
        await Assertions.Expect(dialog).ToContainTextAsync("Theirs: One by Priya");
        await Assertions.Expect(dialog).ToContainTextAsync("Another change of theirs does not touch yours");
        await ben.PictureAsync("editor-conflict");
        await ben.PressAsync("Keep mine");

        await ben.SavedAsync();
        Assert.Equal(["One by Ben", "Two by Priya"], await TextsAsync(priya.Story));
        var versions = (await app.JsonAsync("GET", $"api/stories/{priya.Story}/versions", "comms")).GetProperty("items").EnumerateArray().Select(version => version.GetProperty("by").GetString());
        Assert.Equal(["Ben Okafor", "Priya Nair"], versions.Take(2)); // hers is in the history still
    }

    [Fact]
    public async Task Who_takes_theirs_can_bring_their_own_back()
    {
        await using var priya = await Writer.OpenAsync(app, chromium, texts: ["One", "Two"]);
        await using var ben = await Writer.OnAsync(app, chromium, "Ben Okafor", priya.Story);
        await ConflictAsync(priya, ben);

        await ben.SaveAsync();
        await ben.PressAsync("Take theirs");
        await Assertions.Expect(ben.Texts.Nth(0)).ToHaveValueAsync("One by Priya");
        await ben.SavedAsync();
        Assert.Equal(["One by Priya", "Two by Priya"], await TextsAsync(priya.Story));

        await ben.ReloadAsync();
        await Assertions.Expect(ben.Page.Locator("#kept")).ToContainTextAsync("gave way to a colleague’s");
        await ben.PressAsync("Bring back what was not saved");
        await Assertions.Expect(ben.Texts.Nth(0)).ToHaveValueAsync("One by Ben");
        await ben.SavedAsync();
        Assert.Equal(["One by Ben", "Two by Priya"], await TextsAsync(priya.Story));
    }

    [Fact]
    public async Task Deciding_later_keeps_both_and_saves_nothing()
    {
        await using var priya = await Writer.OpenAsync(app, chromium, texts: ["One", "Two"]);
        await using var ben = await Writer.OnAsync(app, chromium, "Ben Okafor", priya.Story);
        await ConflictAsync(priya, ben);

        await ben.SaveAsync();
        await ben.PressAsync("Decide later");

        await Assertions.Expect(ben.Saved).ToHaveAttributeAsync("data-state", "trouble");
        await Assertions.Expect(ben.Texts.Nth(0)).ToHaveValueAsync("One by Ben");
        Assert.Equal(["One by Priya", "Two by Priya"], await TextsAsync(priya.Story));
    }

    /// <summary>Each has the page open since before the other pressed.</summary>
    [Fact]
    public async Task Who_announce_the_same_story_are_told_of_each_other_before_it_goes_twice()
    {
        await using var priya = await Writer.OpenAsync(app, chromium, texts: ["One"]);
        await app.JsonAsync("POST", $"api/stories/{priya.Story}/publish", "comms");
        await using var ben = await Writer.OnAsync(app, chromium, "Ben Okafor", priya.Story);
        foreach (var one in new[] { priya, ben })
            await one.Page.GotoAsync($"/stories/{priya.Story}/announce");

        await MailAsync(priya);
        await Assertions.Expect(priya.Page.Locator("#said")).ToContainTextAsync("It is on its way");
        await MailAsync(ben);
        var asked = ben.Page.Locator("dialog");
        await Assertions.Expect(asked).ToContainTextAsync("They were told of this story already");
        await Assertions.Expect(asked).ToContainTextAsync("asked for by Priya Nair on ");
        await ben.PictureAsync("announce-again");
        await ben.PressAsync("Leave it as it is");
        Assert.Equal(1, await AnnouncedAsync());

        await MailAsync(ben);
        await ben.PressAsync("Send it again");
        await Assertions.Expect(ben.Page.Locator("#said")).ToContainTextAsync("It is on its way");
        await Assertions.Expect(ben.Page.Locator("section[aria-labelledby=mail-title]")).ToContainTextAsync("asked for by Ben Okafor");
        await ben.PictureAsync("announce-before");
        Assert.Equal(2, await AnnouncedAsync());

        static async Task MailAsync(Writer writer)
        {
            await writer.Page.Locator("#mail").GetByLabel("Regional").CheckAsync();
            await writer.PressAsync("Send the mail");
            await writer.PressAsync("Send it");
        }

        async Task<int> AnnouncedAsync() => (await app.JsonAsync("GET", $"api/stories/{priya.Story}/announcements", "comms")).GetProperty("items").GetArrayLength();
    }

    private static async Task ConflictAsync(Writer priya, Writer ben)
    {
        await priya.Texts.Nth(0).FillAsync("One by Priya");
        await priya.Texts.Nth(1).FillAsync("Two by Priya");
        await priya.SavedAsync();
        await ben.Texts.Nth(0).FillAsync("One by Ben");
        await Assertions.Expect(ben.Saved).ToContainTextAsync("Not saved: Priya Nair changed the same things at");
    }

    private async Task<IEnumerable<string?>> TextsAsync(string story) =>
        (await app.JsonAsync("GET", $"api/stories/{story}", "comms")).GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("text").GetString());
}
