using Microsoft.Playwright;
using Xunit;

namespace EngagementPipeline.Testing.Browser;

/// <summary>
/// One real Chromium for all tests of an assembly: the machine's own (<c>CHROMIUM</c> names it, or one of the usual places), never a
/// download. Opt in with <c>[assembly: AssemblyFixture(typeof(Chromium))]</c> and <c>[assembly: CloseWithTest]</c>.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The three widths every page is looked at in, in CSS pixels.</summary>
    public static readonly IReadOnlyList<int> Widths = [360, 768, 1280];

    /// <summary>In ms. A build machine does much at once; what is awaited comes, if late. What never comes still fails.</summary>
    private const int Patience = 60_000;

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run", "--no-default-browser-check",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments, Timeout = 2 * Patience });
    }

    /// <summary>
    /// A browser of its own whose profile is kept in a folder, as on somebody's device: closing it and launching it again on the
    /// same folder is a restart.
    /// </summary>
    public async Task<IBrowserContext> LaunchOnAsync(Profile profile, Uri address)
    {
        var playwright = _playwright ?? throw new InvalidOperationException("The browser has not been started.");
        return WithPatience(await playwright.Chromium.LaunchPersistentContextAsync(profile.Folder, new()
        {
            ExecutablePath = Find(),
            Args = Arguments,
            BaseURL = address.ToString(),
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
            Timeout = 2 * Patience,
        }));
    }

    /// <summary>A fresh, empty browser profile; English, London time, nothing moving. It is closed with the test that asked for it.</summary>
    public async Task<IBrowserContext> NewContextAsync(Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 1280, Height = 900 },
        };
        change?.Invoke(options);
        var browser = _browser ?? throw new InvalidOperationException("The browser has not been started.");
        return CloseWithTestAttribute.Keep(WithPatience(await browser.NewContextAsync(options)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static IBrowserContext WithPatience(IBrowserContext context)
    {
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        return context;
    }

    private static string Find() =>
        UsualPlaces.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium was found. Install it (apt-get install chromium), or set CHROMIUM to its path.");
}
