using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Reports;

/// <summary>
/// A report author goes through the years, a report, a figure's rows, years side by side and the imports without touching the mouse: all is reached with Tab, worked
/// with Enter, Space and Escape, and it is always to be seen where one is.
/// </summary>
public sealed class ReportsByKeyboardTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    /// <summary>More than any of these pages has, so that a page which keeps the focus somewhere is found.</summary>
    private const int MostStops = 250;

    [Fact]
    public async Task Everything_is_reached_and_worked_by_keyboard()
    {
        await using var ravi = await Person.SignInAsync(chromium, app.Address, "Ravi Shah", "report-author");
        var page = ravi.Page;

        // The imports: a file is checked, recorded and taken away again. Choosing it is the browser's own window, which opens from the field.
        await page.GotoAsync("/reports");
        await EnterAsync(page, "Figures counted elsewhere");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Figures counted elsewhere");
        await page.WaitForLoadStateAsync();
        await TabToAsync(page, "document.activeElement.id === 'file'", "the file");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "figures.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(AFile()) });
        await EnterAsync(page, "Check the file");
        await Assertions.Expect(page.Locator("#checked-title")).ToBeFocusedAsync();
        await EnterAsync(page, "Record them");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("2 rows are recorded.", new() { Timeout = 120_000 });

        // A report, one of its figures' rows, and back to it.
        await page.GotoAsync("/reports");
        await EnterAsync(page, "2025");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("2025");
        await page.WaitForLoadStateAsync();
        await TabToAsync(page, "document.activeElement.id === 'sentence'", "the sentence to check");
        await page.Keyboard.TypeAsync("Invented briefings were viewed 26,134 times");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Invented briefings" })).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync();
        await TabToAsync(page, "document.activeElement.matches('a[href*=\"/figures/invented.briefings\"]')", "the rows of a figure");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(Has("/figures/invented\\.briefings"));
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Invented platform");
        await page.WaitForLoadStateAsync();
        await EnterAsync(page, "Report 2025");
        await Assertions.Expect(page.Locator("#sentence")).ToBeVisibleAsync();

        // Years side by side: boxes with the space bar, the form with its button.
        await page.GotoAsync("/reports/compare?years=2025-26");
        await TabToAsync(page, "document.activeElement.matches('input[name=years]:not(:checked)')", "a year that is not chosen");
        await page.Keyboard.PressAsync("Space");
        await EnterAsync(page, "Compare them");
        await Assertions.Expect(page).ToHaveURLAsync(Has("years=.*&years="));
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Invented briefings");
        await page.WaitForLoadStateAsync();

        // Undoing asks first. Escape leaves all as it is, and the focus goes back to where it was.
        await page.GotoAsync("/imports");
        await EnterAsync(page, "Undo");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Take this file’s rows away?" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo the import" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await EnterAsync(page, "Take them away");
        await Assertions.Expect(page.GetByText("No file has been imported yet.")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    private static async Task EnterAsync(IPage page, string name)
    {
        await TabToAsync(page, $"(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim().startsWith('{name}')", name);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes on with Tab until it is so; at each stop there is something to see of where one is.</summary>
    private static async Task TabToAsync(IPage page, string so, string what)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("document.activeElement === document.body"))
                continue; // from the last stop to the browser's own, and round
            Assert.True(await page.EvaluateAsync<bool>(Seen), $"On the way to {what} the focus is not to be seen: {await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");
            if (await page.EvaluateAsync<bool>(so))
                return;
        }

        Assert.Fail($"{what} is not reached with Tab.");
    }

    /// <summary>An outline or a shadow of its own, or of what it stands in, and a place on the page.</summary>
    private const string Seen = """
        (() => {
          const marked = (element) => {
            const style = getComputedStyle(element);
            return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
          };
          const focused = document.activeElement;
          const { width, height } = (focused.matches("input[type=radio], input[type=checkbox]") ? focused.closest("label") ?? focused : focused).getBoundingClientRect();
          return width > 0 && height > 0 && (marked(focused) || marked(focused.parentElement));
        })()
        """;

    private static Regex Has(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(10));

    private static string AFile() => string.Create(CultureInfo.InvariantCulture, $"""
        key,title,kind,period-start,period-end,value,source
        invented.briefings,Invented briefings,views,2025-04-01,2026-03-31,26134,Invented platform
        invented.briefings,Invented briefings,views,2024-04-01,2025-03-31,10600,Invented platform

        """);
}
