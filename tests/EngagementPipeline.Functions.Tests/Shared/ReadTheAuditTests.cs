using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>What an administrator reads of who did what: a page at a time, a month at a time. Each test has a month that is nobody else's.</summary>
public sealed partial class ReadTheAuditTests(AppFixture app)
{
    private static readonly Actor Writer = new("writer", "Ada <b>Example</b>", new HashSet<Role>());

    [Fact]
    public async Task Over_the_API_every_entry_of_the_month_comes_once_by_time_fifty_at_a_time()
    {
        await WriteAsync(new(2019, 3, 1, 0, 0, 0, TimeSpan.Zero), 120);

        var sizes = new List<int>();
        var subjects = new List<string?>();
        var from = "";
        do
        {
            var page = await app.JsonAsync("GET", $"api/audit?month=2019-03&continue={Uri.EscapeDataString(from)}", "admin");
            var items = page.GetProperty("items").EnumerateArray().ToList();
            sizes.Add(items.Count);
            subjects.AddRange(items.Select(item => item.GetProperty("subject").GetString()));
            from = page.TryGetProperty("continue", out var more) && more.ValueKind == JsonValueKind.String ? more.GetString()! : "";
        }
        while (from.Length > 0);

        Assert.Equal([50, 50, 20], sizes);
        Assert.Equal(Enumerable.Range(0, 120).Select(n => $"thing/{n}"), subjects);
    }

    [Fact]
    public async Task On_the_page_every_entry_of_the_month_comes_once_by_following_the_link_to_more()
    {
        await WriteAsync(new(2019, 5, 1, 0, 0, 0, TimeSpan.Zero), 51);

        var subjects = new List<string>();
        string? path = "audit?month=2019-05";
        for (var pages = 0; path is not null; pages++)
        {
            Assert.True(pages < 2);
            var html = await PageAsync(path);
            subjects.AddRange(Subjects().Matches(html).Select(match => match.Value));
            path = More().Match(html) is { Success: true } more ? WebUtility.HtmlDecode(more.Groups["to"].Value) : null;
        }

        Assert.Equal(Enumerable.Range(0, 51).Select(n => $"thing/{n}"), subjects);
    }

    [Fact]
    public async Task The_page_says_who_did_what_when_to_what_and_why_as_text()
    {
        await new AuditTable(Storage()).RecordAsync(
            new(new(2019, 7, 4, 10, 20, 30, TimeSpan.Zero), Writer, "thing-changed", "thing/1", Why: "because <i>so</i>"), TestContext.Current.CancellationToken);

        var html = await PageAsync("audit?month=2019-07");

        Assert.DoesNotContain("<b>Example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>so", html, StringComparison.Ordinal);
        Assert.Contains("datetime=\"2019-07-04T10:20:30", html, StringComparison.Ordinal);
        var text = WebUtility.HtmlDecode(html);
        foreach (var part in new[] { "Ada <b>Example</b>", "because <i>so</i>", "thing/1" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_has_what_happened_in_it_in_universal_time_and_leads_to_those_beside_it()
    {
        var turn = new DateTimeOffset(2019, 10, 1, 0, 0, 0, TimeSpan.Zero);
        await WriteAsync(turn.AddTicks(-1), 1, "last");
        await WriteAsync(turn, 1, "first");

        var (september, october) = (await PageAsync("audit?month=2019-09"), await PageAsync("audit?month=2019-10"));

        Assert.Contains("last/0", september, StringComparison.Ordinal);
        Assert.DoesNotContain("first/0", september, StringComparison.Ordinal);
        Assert.Contains("first/0", october, StringComparison.Ordinal);
        Assert.DoesNotContain("last/0", october, StringComparison.Ordinal);
        Assert.Contains("href=\"/audit?month=2019-08\"", september, StringComparison.Ordinal);
        Assert.Contains("href=\"/audit?month=2019-10\"", september, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_in_which_nothing_happened_says_so()
    {
        Assert.Contains("Nothing happened", await PageAsync("audit?month=2018-01"), StringComparison.Ordinal);
        Assert.Equal("""{"items":[]}""", (await app.JsonAsync("GET", "api/audit?month=2018-01", "admin")).GetRawText());
    }

    [Theory]
    [InlineData("2099-01")]
    [InlineData("November")]
    [InlineData("2019-13")]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    [InlineData("")]
    public async Task The_page_shows_the_month_that_runs_for_one_that_cannot_be_and_that_leads_no_further(string month)
    {
        var now = TimeProvider.System.GetUtcNow();

        var html = WebUtility.HtmlDecode(await PageAsync($"audit?month={month}"));

        Assert.Contains(now.ToString("MMMM yyyy", CultureInfo.InvariantCulture), html, StringComparison.Ordinal);
        Assert.DoesNotContain($"month={now.AddMonths(1).ToString("yyyy-MM", CultureInfo.InvariantCulture)}", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engagement-worker", 403)]
    [InlineData("comms", 403)]
    [InlineData("safeguarding-lead", 403)]
    [InlineData("report-author", 403)]
    [InlineData(null, 401)]
    public async Task Nobody_else_reads_it(string? roles, int status)
    {
        using var answer = await app.SendAsync("GET", "api/audit", roles);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await app.SendAsync("GET", path.TrimStart('/'), "admin");
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task WriteAsync(DateTimeOffset from, int entries, string kind = "thing")
    {
        var audit = new AuditTable(Storage());
        foreach (var n in Enumerable.Range(0, entries))
            await audit.RecordAsync(new(from.AddMinutes(n), Writer, "thing-changed", $"{kind}/{n}"), TestContext.Current.CancellationToken);
    }

    private Storage Storage() => new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", app.ConnectionString)]).Build());

    [GeneratedRegex(@"thing/\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Subjects();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\"[^>]*>More entries", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex More();
}
