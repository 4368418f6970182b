using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Stories;

/// <summary>A story of one's own with some cards, and its editor open in front of somebody.</summary>
public sealed class Writer : IAsyncDisposable
{
    private readonly Person _person;

    private Writer(Person person, string story)
    {
        _person = person;
        Story = story;
    }

    public string Story { get; }

    public IPage Page => _person.Page;

    public ILocator Cards => Page.Locator("#cards > [data-card]");

    public ILocator Saved => Page.Locator("#saved");

    /// <summary>The words of text cards, in their order on the page.</summary>
    public ILocator Texts => Page.Locator("#cards > [data-type=text] textarea");

    public static async Task<Writer> OpenAsync(AppFixture app, Chromium chromium, string name = "Priya Nair", params string[] texts)
    {
        var (project, story) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await app.JsonAsync("PUT", $"api/projects/{project}", "engagement-worker", new { title = "Invented project", purpose = "To try cards" }, 201);
        await app.JsonAsync(
            "PUT", $"api/stories/{story}", "comms",
            new
            {
                project,
                slug = $"story-{story}",
                title = "Cards",
                summary = "What happened when.",
                language = "en",
                audience = "national",
                cards = texts.Select((text, i) => new { id = $"t{i}", type = "text", text }).ToArray(),
            },
            201);
        return await OnAsync(app, chromium, name, story);
    }

    /// <summary>Somebody else, in a browser of their own, at the same story.</summary>
    public static async Task<Writer> OnAsync(AppFixture app, Chromium chromium, string name, string story)
    {
        var writer = new Writer(await Person.SignInAsync(chromium, app.Address, name, "comms"), story);
        await writer.GoAsync();
        return writer;
    }

    public async Task GoAsync()
    {
        await Page.GotoAsync($"/stories/{Story}");
        await ReadyAsync();
    }

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await ReadyAsync();
    }

    public Task SaveAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Save now" }).ClickAsync();

    public Task SavedAsync() => Assertions.Expect(Saved).ToHaveAttributeAsync("data-state", "saved");

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>DESK_PICTURES=folder keeps what it looks like, for looking at.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    public ValueTask DisposeAsync() => _person.DisposeAsync();

    private Task ReadyAsync() => Assertions.Expect(Page.Locator("html[data-ready=editor]")).ToBeAttachedAsync();
}
