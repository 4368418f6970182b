using System.Collections.Concurrent;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>Whoever holds a file finds out on the report's page whether it is the frozen one, and the file goes nowhere.</summary>
public sealed class CheckFileTests(Chromium chromium, Gallery gallery)
{
    [Fact]
    public async Task Says_whether_a_file_is_the_frozen_one_and_sends_it_nowhere()
    {
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = true);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{gallery.Address}/states/report-frozen-early");
        ConcurrentQueue<IRequest> sent = [];
        page.Request += (_, request) => sent.Enqueue(request);
        var said = page.Locator("#check-said");
        await page.GetByText("Check a file").ClickAsync();
        var field = page.GetByLabel("A file that is said to be the frozen one");

        await field.SetInputFilesAsync(AFile("abc"));
        await Assertions.Expect(said).ToHaveTextAsync("Yes: engagement-2025-26-frozen.json is the frozen file, byte for byte.");

        await field.SetInputFilesAsync(AFile("abd"));
        await Assertions.Expect(said).ToHaveTextAsync(
            "No: engagement-2025-26-frozen.json is not the frozen file, or it has been changed since. "
            + "Its fingerprint is a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9.");

        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "check-file.png") });

        await field.SetInputFilesAsync(Array.Empty<FilePayload>());
        await Assertions.Expect(said).ToHaveTextAsync("");
        // A browser fetches the icon when it likes; nothing else is asked for, and nothing is sent along.
        Assert.DoesNotContain(sent, request => request.Method != "GET" || request.PostDataBuffer is not null || !new Uri(request.Url).AbsolutePath.StartsWith("/assets/", StringComparison.Ordinal));
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => violation.Id));
    }

    private static FilePayload AFile(string text) => new() { Name = "engagement-2025-26-frozen.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };
}
