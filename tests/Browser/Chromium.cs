using Microsoft.Playwright;
using Xunit;

namespace EngagementPipeline.Testing.Browser;

/// <summary>
/// One real Chromium for all tests of an assembly: the machine's own (<c>CHROMIUM</c> names it, or one of the usual places), never a
/// download. Opt in with <c>[assembly: AssemblyFixture(typeof(Chromium))]</c>.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The three widths every page is looked at in, in CSS pixels.</summary>
    public static readonly IReadOnlyList<int> Widths = [360, 768, 1280];

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
        // A build machine does much at once; what is awaited comes, if late. What never comes still fails.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments });
    }

    /// <summary>
    /// A browser of its own whose profile is kept in a folder, as on somebody's device: closing it and launching it again on the
    /// same folder is a restart.
    /// </summary>
    public Task<IBrowserContext> LaunchOnAsync(string folder, Uri address) =>
        (_playwright ?? throw new InvalidOperationException("The browser has not been started.")).Chromium.LaunchPersistentContextAsync(folder, new()
        {
            ExecutablePath = Find(),
            Args = Arguments,
            BaseURL = address.ToString(),
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
        });

    /// <summary>A fresh, empty browser profile; English, London time, nothing moving.</summary>
    public Task<IBrowserContext> NewContextAsync(Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 1280, Height = 900 },
        };
        change?.Invoke(options);
        return (_browser ?? throw new InvalidOperationException("The browser has not been started.")).NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    private static string Find() =>
        UsualPlaces.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium was found. Install it (apt-get install chromium), or set CHROMIUM to its path.");
}
