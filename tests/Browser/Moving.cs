using Microsoft.Playwright;

namespace EngagementPipeline.Testing.Browser;

/// <summary>
/// From one page to the next. A page is seen before its scripts listen, and a key that is pressed between the two is heard by nobody. Scripts here are
/// modules or stand in the page: they have begun to listen when it has loaded.
/// </summary>
public static class Moving
{
    /// <summary>Presses what leads to a page, or loads this one anew, and waits until that has loaded.</summary>
    public static async Task FollowAsync(this ILocator link)
    {
        var page = link.Page;
        await page.WaitForLoadStateAsync(); // or it is this one's that is heard
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(object? sender, IPage which) => loaded.TrySetResult();
        page.Load += Hear;
        try
        {
            await link.ClickAsync();
            await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            page.Load -= Hear;
        }
    }

    /// <summary>
    /// Waits until the browser has told the page's scripts what is on screen now: that comes with the next frame, whenever a busy machine draws it. Every observer
    /// is told in one go, this one too.
    /// </summary>
    public static Task DrawnAsync(this IPage page) =>
        page.EvaluateAsync("() => new Promise(seen => new IntersectionObserver((_, watch) => { watch.disconnect(); seen(); }).observe(document.body))");

    /// <summary>From here on the page's time moves only when the test moves it, however long the machine takes.</summary>
    public static async Task StopClockAsync(this IPage page)
    {
        var now = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);
        await page.Clock.InstallAsync(new() { TimeDate = now });
        await page.Clock.PauseAtAsync(now.AddHours(1));
    }
}
