using System.Net;
using System.Text;
using System.Text.Json;

namespace EngagementPipeline.Functions.Tests.Reports;

public sealed class ReportFunctionsTests(ReportsApp app) : IClassFixture<ReportsApp>
{
    [Theory]
    [InlineData("report-author", 200)]
    [InlineData("admin", 200)]
    [InlineData("comms", 403)]
    [InlineData("engagement-worker,safeguarding-lead", 403)]
    [InlineData(null, 401)]
    public async Task Figures_are_for_report_authors(string? role, int status)
    {
        foreach (var path in new[]
        {
            "api/reports/2021-22", "api/reports/2021-22.csv", "api/reports/2021-22.xlsx", "api/reports/2021-22.docx",
            "api/reports/2021-22.html", "api/reports/compare?years=2020-21,2021-22", "api/reports/2021-22/figures/stories.views/trace", "api/wording?value=1",
        })
        {
            using var response = await app.GetAsync(path, role);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_report_has_the_shape_that_scripts_are_written_against()
    {
        var report = await app.JsonAsync("api/reports/2021-22");

        Assert.Equal("2021-22", report.GetProperty("year").GetString());
        Assert.False(report.GetProperty("provisional").GetBoolean());
        Assert.False(report.GetProperty("sample").GetBoolean());
        var figure = Figure(report, "stories.first-week-views");
        Assert.Equal(
            """
            {"from":"2021-04-01","to":"2022-03-31"}
            """,
            figure.GetProperty("period").GetRawText());
        Assert.Equal("page views", figure.GetProperty("unit").GetString());
        Assert.Equal(312, figure.GetProperty("value").GetInt64());
        Assert.Equal("over 300", figure.GetProperty("wording").GetString());
        Assert.False(figure.TryGetProperty("previous", out _));
        Assert.Equal(
            """
            {"url":"/api/reports/2021-22/figures/stories.first-week-views/trace","rows":1}
            """,
            figure.GetProperty("trace").GetRawText());
        Assert.NotEqual("", figure.GetProperty("title").GetString());
        Assert.NotEqual("", figure.GetProperty("definition").GetString());
    }

    [Fact]
    public async Task A_report_has_months_stories_and_what_was_decided()
    {
        var report = await app.JsonAsync("api/reports/2021-22");

        Assert.Equal(12, report.GetProperty("months").GetArrayLength());
        Assert.Equal(
            """
            {"month":"2021-10","views":352,"provisional":false}
            """,
            report.GetProperty("months")[6].GetRawText());
        Assert.Equal(
            $$"""
            [{"story":"{{ReportsApp.Story}}","title":"How it feels, =2\u002B2","launchedOn":"2021-10-05","views":654,"firstWeekViews":312,"levels":[]}]
            """,
            report.GetProperty("stories").GetRawText());
        Assert.Equal(
            """
            [{"decidedOn":"2021-12-07","theme":"being judged","weDid":"Every group now has somebody to turn to.","by":"the partnership\u0027s board"}]
            """,
            report.GetProperty("decided").GetRawText());
        Assert.Equal(0, (await app.JsonAsync("api/reports/2022-23")).GetProperty("decided").GetArrayLength());
    }

    [Fact]
    public async Task The_year_after_is_set_beside_the_one_before()
    {
        var figure = Figure(await app.JsonAsync("api/reports/2022-23"), "stories.views");

        Assert.Equal(312 + (2 * 171), figure.GetProperty("previous").GetInt64());
        Assert.True(figure.GetProperty("provisional").GetBoolean());
        Assert.False(figure.TryGetProperty("comparison", out _));
    }

    [Theory]
    [InlineData("2021", 400, "bad-fields")]
    [InlineData("2021-23", 400, "bad-fields")]
    [InlineData("2021-2022", 400, "bad-fields")]
    [InlineData("1999-00", 400, "bad-fields")]
    [InlineData("never.csv", 400, "bad-fields")]
    [InlineData("2023-24", 422, "year-not-begun")]
    [InlineData("2023-24.csv", 422, "year-not-begun")]
    [InlineData("2023-24.html", 422, "year-not-begun")]
    [InlineData("2023-24.xlsx", 422, "year-not-begun")]
    [InlineData("2023-24.docx", 422, "year-not-begun")]
    [InlineData("2021-22.pdf", 404, "format-not-available")]
    [InlineData("2021-22.xls", 404, "format-not-available")]
    [InlineData("2021-22.doc", 404, "format-not-available")]
    [InlineData("2021-22.", 404, "format-not-available")]
    [InlineData("2021-22.csv.csv", 404, "format-not-available")]
    [InlineData("compare", 400, "bad-fields")]
    [InlineData("compare?years=2021-22", 400, "bad-fields")]
    [InlineData("compare?years=2021-22,2022", 400, "bad-fields")]
    [InlineData("compare?years=2021-22,2023-24", 422, "year-not-begun")]
    [InlineData("2021/figures/stories.views/trace", 400, "bad-fields")]
    [InlineData("2023-24/figures/stories.views/trace", 422, "year-not-begun")]
    [InlineData("2021-22/figures/stories.likes/trace", 404, "not-found")]
    [InlineData("2021-22/figures/stories.views/trace?continue=x!", 400, "bad-fields")]
    [InlineData("2021-22/figures/stories.views/trace?continue=aGVsbG8", 400, "bad-fields")]
    public async Task What_cannot_be_read_is_said_to_be_so(string path, int status, string code)
    {
        var problem = await app.JsonAsync($"api/reports/{path}", status);

        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_report_is_asked_about_by_its_mark()
    {
        foreach (var path in new[] { "api/reports/2021-22", "api/reports/2021-22.csv", "api/reports/2021-22.xlsx", "api/reports/2021-22.docx", "api/reports/2021-22.html" })
        {
            using var first = await app.GetAsync(path);
            using var again = await app.GetAsync(path, ifNoneMatch: first.Headers.ETag!.ToString());

            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task A_csv_comes_as_a_file_with_the_same_bytes_each_time()
    {
        using var first = await app.GetAsync("api/reports/2021-22.csv");
        using var again = await app.GetAsync("api/reports/2021-22.CSV");
        var bytes = await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/csv; charset=utf-8; header=present", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", first.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("engagement-2021-22.csv", first.Content.Headers.ContentDisposition.FileName);
        Assert.StartsWith("\uFEFFkey,title,definition,value,unit,period-start,period-end,provisional,wording,previous,ratio\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(bytes, await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_comes_as_a_file_that_may_do_nothing_with_the_same_bytes_each_time()
    {
        using var first = await app.GetAsync("api/reports/2021-22.html");
        using var again = await app.GetAsync("api/reports/2021-22.html");
        var bytes = await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", first.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("engagement-2021-22.html", first.Content.Headers.ContentDisposition.FileName);
        var policy = Assert.Single(first.Headers.GetValues("Content-Security-Policy"));
        Assert.EndsWith("frame-ancestors 'none'; sandbox", policy, StringComparison.Ordinal);
        var html = Encoding.UTF8.GetString(bytes);
        Assert.Contains("How it feels, =2+2", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains(">312</td>", html, StringComparison.Ordinal);
        Assert.Equal(bytes, await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    public async Task Workbook_and_document_come_as_files_with_the_same_bytes_each_time(string ending, string contentType)
    {
        using var first = await app.GetAsync($"api/reports/2021-22.{ending}");
        using var again = await app.GetAsync($"api/reports/2021-22.{ending.ToUpperInvariant()}");
        var bytes = await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(contentType, first.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", first.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"engagement-2021-22.{ending}", first.Content.Headers.ContentDisposition.FileName);
        Assert.Equal("PK"u8, bytes.AsSpan(0, 2));
        Assert.Equal(bytes, await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Years_stand_side_by_side_each_as_its_own_report_has_it()
    {
        var compared = await app.JsonAsync("api/reports/compare?years=2022-23,2021-22");

        Assert.Equal(["2021-22", "2022-23"], compared.GetProperty("years").EnumerateArray().Select(year => year.GetProperty("year").GetString()));
        var reports = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var year in (string[])["2021-22", "2022-23"])
            reports[year] = await app.JsonAsync($"api/reports/{year}");
        foreach (var figure in compared.GetProperty("figures").EnumerateArray())
        {
            foreach (var value in figure.GetProperty("values").EnumerateArray())
            {
                var own = Figure(reports[value.GetProperty("year").GetString()!], figure.GetProperty("key").GetString()!);
                Assert.Equal(own.GetProperty("value").GetDecimal(), value.GetProperty("value").GetDecimal());
                Assert.False(value.TryGetProperty("change", out _) && own.GetProperty("provisional").GetBoolean());
            }
        }
    }

    [Fact]
    public async Task A_trace_is_paged_and_adds_up_to_the_figure()
    {
        const string trace = "api/reports/2021-22/figures/stories.views/trace";
        var figure = Figure(await app.JsonAsync("api/reports/2021-22"), "stories.views");

        var first = await app.JsonAsync(trace);
        var rows = first.GetProperty("rows").EnumerateArray().ToList();
        if (first.TryGetProperty("continue", out var place))
            rows.AddRange((await app.JsonAsync($"{trace}?continue={place.GetString()}")).GetProperty("rows").EnumerateArray());

        Assert.Equal(figure.GetProperty("trace").GetProperty("rows").GetInt32(), rows.Count);
        Assert.Equal(figure.GetProperty("value").GetInt64(), rows.Sum(r => r.GetProperty("value").GetInt64()));
        Assert.Equal(
            $$"""
            {"story":"{{ReportsApp.Story}}","title":"How it feels, =2+2","day":"2021-10-12","share":"r1","level":"regional","value":1,"views":1,"visitors":1,"completed":0,"activeSeconds":20,"provisional":false}
            """,
            Unescaped(rows[2]));
        var story = Assert.Single(first.GetProperty("stories").EnumerateArray());
        Assert.Equal("2021-10-05", story.GetProperty("launchedOn").GetString());
        Assert.Equal(figure.GetProperty("value").GetInt64(), story.GetProperty("value").GetInt64());
    }

    [Fact]
    public async Task A_trace_goes_on_from_its_place()
    {
        var all = (await app.JsonAsync("api/reports/2021-22/figures/stories.views/trace")).GetProperty("rows").EnumerateArray().ToList();
        var launch = new DateTimeOffset(2021, 10, 5, 9, 0, 0, TimeSpan.Zero).Ticks;
        var place = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{launch} {ReportsApp.Story} 2021-10-12 ")).TrimEnd('=');

        var rest = await app.JsonAsync($"api/reports/2021-22/figures/stories.views/trace?continue={place}");

        Assert.Equal(all.Skip(2).Select(r => r.GetRawText()), rest.GetProperty("rows").EnumerateArray().Select(r => r.GetRawText()));
        Assert.False(rest.TryGetProperty("stories", out _));
    }

    private static string Unescaped(JsonElement row) => row.GetRawText().Replace("\\u002B", "+", StringComparison.Ordinal);

    private static JsonElement Figure(JsonElement report, string key) =>
        report.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == key);
}
