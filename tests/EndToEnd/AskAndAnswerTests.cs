using System.Text.Json;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>A question from the editor to a reader and back: written, published, answered, added up, its words reviewed.</summary>
public sealed class AskAndAnswerTests(Chromium chromium, AppFixture app) : IClassFixture<AppFixture>
{
    private readonly string _project = Guid.NewGuid().ToString();
    private readonly string _story = Guid.NewGuid().ToString();

    [Fact]
    public async Task Readers_are_asked_and_comms_hear_what_they_said()
    {
        await app.JsonAsync("PUT", $"api/projects/{_project}", "engagement-worker", new { title = "Being judged", purpose = "To learn." }, 201);
        await app.JsonAsync("PUT", $"api/stories/{_story}", "comms", AStory(), 201);
        await using var priya = await Person.SignInAsync(chromium, app.Address, "Priya Nair", "comms");

        await WriteAPollAsync(priya.Page);
        await app.JsonAsync("POST", $"api/stories/{_story}/publish", "comms");
        await AnswerAsync();
        await HearAsync(priya.Page);
    }

    private async Task WriteAPollAsync(IPage page)
    {
        await page.GotoAsync($"/stories/{_story}");
        await page.GetByRole(AriaRole.Group, new() { Name = "Add a card" }).GetByRole(AriaRole.Button, new() { Name = "Poll", Exact = true }).ClickAsync();
        var poll = page.Locator("#cards > li").Last;
        await poll.GetByLabel("Question").FillAsync("Who was judged before they spoke?");
        foreach (var answer in new[] { "Some of us", "All of us" })
        {
            await poll.GetByRole(AriaRole.Button, new() { Name = "Add an answer" }).ClickAsync();
            await poll.Locator("[data-field=text]").Last.FillAsync(answer);
        }

        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator("#saved")).ToContainTextAsync("Saved at");
    }

    private async Task AnswerAsync()
    {
        await using var reader = await Person.OnAPhoneAsync(chromium, app.Address);
        var page = reader.Page;
        var refused = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                refused.Add(message.Text);
        };
        await page.GotoAsync($"/s/ask-{_story}/");

        await page.GetByRole(AriaRole.Button, new() { Name = "All of us" }).TapAsync();
        await Assertions.Expect(page.Locator("output").Nth(1)).ToHaveTextAsync("You chose “All of us”. What others said shows once enough have answered.");
        await page.GetByLabel("What would you tell us?").FillAsync("Invented words of a reader.");
        var sent = page.WaitForResponseAsync(response => response.Request.Method == "POST" && response.Url.EndsWith("/responses", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send what I think" }).TapAsync();
        Assert.Equal(204, (await sent).Status);
        Assert.Empty(refused);

        // Four more, of whom nobody needs to see the page.
        var (card, option) = await PollAsync();
        for (var n = 0; n < 4; n++)
            await app.JsonAsync("POST", $"api/stories/{_story}/responses", null, new { id = Guid.NewGuid().ToString("N")[..20], card, answer = new { option } }, 204);
        await AppFixture.UntilAsync(async () => (await PublicAsync()).Contains("\"of\":5", StringComparison.Ordinal), "the public is told of five answers", seconds: 60);

        // Somebody else: a browser keeps what it was told for half a minute.
        await using var next = await Person.OnAPhoneAsync(chromium, app.Address);
        await next.Page.GotoAsync($"/s/ask-{_story}/");
        await next.Page.GetByRole(AriaRole.Button, new() { Name = "All of us" }).TapAsync();
        await Assertions.Expect(next.Page.Locator("output").Nth(1)).ToHaveTextAsync("You chose “All of us”. Of readers so far, about 5 of 5 chose the same.");
    }

    private async Task HearAsync(IPage page)
    {
        await page.GotoAsync($"/stories/{_story}/responses");
        await Assertions.Expect(page.GetByText("Invented words of a reader.")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Nothing waits.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Invented words of a reader.")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("chose “All of us”.")).ToBeVisibleAsync();
    }

    private async Task<(string Card, string Option)> PollAsync()
    {
        var story = await app.JsonAsync("GET", $"api/stories/{_story}", "comms");
        var poll = story.GetProperty("cards").EnumerateArray().Single(card => card.GetProperty("type").GetString() == "poll");
        return (poll.GetProperty("id").GetString()!, poll.GetProperty("options")[1].GetProperty("id").GetString()!);
    }

    private async Task<string> PublicAsync() => (await app.JsonAsync("GET", $"api/stories/{_story}/responses/public")).GetRawText();

    private object AStory() => new
    {
        project = _project,
        slug = $"ask-{_story}",
        title = "Asked and answered",
        summary = "An invented story that asks.",
        language = "en",
        audience = "national",
        cards = JsonSerializer.Deserialize<JsonElement>("""
            [{"id":"end","type":"feedback","questions":[{"id":"tell","kind":"text","text":"What would you tell us?"}]}]
            """),
    };
}
