using System.Globalization;
using System.Text;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.EndToEnd.Reports;

/// <summary>A report author brings in what was counted elsewhere: the file is checked, then recorded, and can be taken away again.</summary>
public sealed class ImportFiguresTests(AppFixture app, Chromium chromium) : IClassFixture<AppFixture>
{
    private const int Rows = 4_000;

    [Fact]
    public async Task A_file_is_checked_then_recorded_and_undone()
    {
        await using var ravi = await Person.SignInAsync(chromium, app.Address, "Ravi Shah", "report-author");
        var page = ravi.Page;
        await page.GotoAsync(new Uri(app.Address, "/reports").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Figures counted elsewhere" }).FollowAsync();

        await CheckAsync(page, AFile(Rows).Replace(",5,Invented", ",1.5,Invented", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#import .errors")).ToContainTextAsync("line 2, value");

        await CheckAsync(page, AFile(Rows));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "4,000 rows are right" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#checked tbody tr")).ToHaveCountAsync(200);
        await Assertions.Expect(page.Locator("#more")).ToHaveTextAsync("And 3,800 more.");
        await Assertions.Expect(page.GetByText("No file has been imported yet.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Record them" }).ClickAsync();
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("4,000 rows are recorded.", new() { Timeout = 120_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Ravi Shah" })).ToContainTextAsync("4,000");
        await page.WaitForLoadStateAsync(); // it was loaded anew

        await CheckAsync(page, AFile(Rows));
        await Assertions.Expect(page.Locator("#import .errors")).ToContainTextAsync("imported");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10)) }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take them away" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Ravi Shah" })).ToContainTextAsync("Undone: counts for nothing", new() { Timeout = 120_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Ravi Shah" })).ToContainTextAsync("All of its rows are removed.", new() { Timeout = 180_000 });
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("No file has been imported yet.")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page, string file)
    {
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "figures.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the file" }).ClickAsync();
    }

    private static string AFile(int rows) => "key,title,kind,period-start,period-end,value,source\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(
        CultureInfo.InvariantCulture, $"invented.{Letters(row)},Invented figure {row},views,2021-04-01,2022-03-31,{(row == 0 ? 5 : row)},Invented platform\n")));

    private static string Letters(int number) => string.Concat(number.ToString("0000", CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
}
