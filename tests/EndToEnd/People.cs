using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd;

/// <summary>Somebody at a browser of their own. Closing it signs them out.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private readonly string _name;

    private Person(IBrowserContext context, IPage page, string name)
    {
        _context = context;
        _name = name;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Opens the start page and signs in by hand, as on one machine.</summary>
    public static async Task<Person> SignInAsync(Chromium chromium, Uri address, string name, params string[] roles)
    {
        var person = await OpenAsync(chromium, address, name, "/");
        var page = person.Page;
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).FollowAsync();
        await page.GetByLabel("Your name").FillAsync(name);
        foreach (var role in roles)
            await page.Locator($"input[name=role][value={role}]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).FollowAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Hello {name.Split(' ')[0]}");
        return person;
    }

    /// <summary>A reader on a phone: small, touched, and by its own account no robot.</summary>
    public static Task<Person> OnAPhoneAsync(Chromium chromium, Uri address) => OpenAsync(chromium, address, "reader", "about:blank", options =>
    {
        options.ViewportSize = new() { Width = 390, Height = 844 };
        options.DeviceScaleFactor = 2;
        options.IsMobile = true;
        options.HasTouch = true;
        options.UserAgent = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
    });

    private static async Task<Person> OpenAsync(Chromium chromium, Uri address, string name, string path, Action<BrowserNewContextOptions>? change = null)
    {
        var context = await chromium.NewContextAsync(options =>
        {
            options.BaseURL = address.ToString();
            change?.Invoke(options);
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return new(context, page, name);
    }

    /// <summary>DESK_PICTURES=folder keeps what they last saw, for finding out why something was not there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"last-{_name.Replace(' ', '-')}.png"), FullPage = true });
        await _context.CloseAsync();
    }
}
