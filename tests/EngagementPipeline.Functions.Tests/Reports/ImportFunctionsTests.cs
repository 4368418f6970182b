using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>On the whole app. Figures are shared by all tests: each has keys of its own.</summary>
public sealed class ImportFunctionsTests(AppFixture app)
{
    private const string Author = "report-author";
    private const string Header = "key,title,kind,period-start,period-end,value,source\n";
    private readonly string _key = AzuriteFixture.UniqueName();

    [Fact]
    public async Task An_imported_figure_stands_in_the_report_with_its_trace_until_it_is_undone()
    {
        var rows = $"{_key},=Tool,accesses,2021-10-05,2022-03-31,797,\"=cmd|' /C calc'!A0\"\n";

        var imported = await ImportAsync(rows, 201);
        var batch = imported.GetProperty("batch").GetString();
        var figure = await FigureAsync();
        var trace = await app.JsonAsync("GET", figure!.Value.GetProperty("trace").GetProperty("url").GetString()!.TrimStart('/'), Author);
        using var csv = await app.SendAsync("GET", "api/reports/2021-22.csv", Author);
        var listed = (await app.JsonAsync("GET", "api/imports", Author)).GetProperty("items").EnumerateArray();

        Assert.Equal(1, imported.GetProperty("rows").GetInt32());
        Assert.Equal((797, "797", "accesses"), (figure.Value.GetProperty("value").GetInt64(), figure.Value.GetProperty("wording").GetString(), figure.Value.GetProperty("unit").GetString()));
        var row = Assert.Single(trace.GetProperty("rows").EnumerateArray());
        Assert.Equal((batch, 2, "2022-03-31"), (row.GetProperty("batch").GetString(), row.GetProperty("line").GetInt32(), row.GetProperty("until").GetString()));
        Assert.Contains($"{_key},'=Tool,", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(listed, i => i.GetProperty("batch").GetString() == batch && i.GetProperty("complete").GetBoolean());

        await app.JsonAsync("DELETE", $"api/imports/{batch}", Author, status: 204);
        Assert.Null(await FigureAsync());
        await app.JsonAsync("DELETE", $"api/imports/{batch}", Author, status: 404);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_changes_nothing()
    {
        var told = await ImportAsync($"{_key},Tool,accesses,2021-10-05,2022-03-31,797,s\n", 200, "?dryRun=true");

        Assert.False(told.TryGetProperty("batch", out _));
        Assert.Equal(
            $$"""
            {"year":"2021-22","key":"{{_key}}","title":"Tool","kind":"accesses","unit":"accesses","rows":1,"period":{"from":"2021-10-05","to":"2022-03-31"},"after":797}
            """,
            Assert.Single(told.GetProperty("figures").EnumerateArray()).GetRawText());
        Assert.Null(await FigureAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_line_and_column_and_nothing_is_kept()
    {
        var problem = await ImportAsync($"{_key},Tool,accesses,2021-10-05,2022-03-31,797,s\n{_key}-b,Tool,accesses,2021-10-05,2021-03-31,-1,s\n", 400);

        Assert.Equal("bad-fields", problem.GetProperty("code").GetString());
        Assert.Equal(["line 3, period-end", "line 3, value"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Null(await FigureAsync());
    }

    [Fact]
    public async Task The_same_file_and_an_overlapping_one_are_noticed()
    {
        var rows = $"{_key},Tool,accesses,2021-10-05,2022-03-31,797,s\n";
        await ImportAsync(rows, 201);

        var same = await ImportAsync(rows, 409);
        var overlapping = await ImportAsync(rows.Replace("797", "798", StringComparison.Ordinal), 422);

        Assert.Equal("already-imported", same.GetProperty("code").GetString());
        Assert.Equal("does-not-fit", overlapping.GetProperty("code").GetString());
        Assert.Equal(797, (await FigureAsync())!.Value.GetProperty("value").GetInt64());
    }

    [Theory]
    [InlineData("application/json", "", 400, "unsupported-media-type")]
    [InlineData("multipart/form-data; boundary=x", "", 400, "unsupported-media-type")]
    [InlineData("text/csv", "?dryRun=perhaps", 400, "bad-fields")]
    [InlineData("text/csv", "", 400, "bad-fields")]
    public async Task What_is_no_file_of_figures_is_refused(string type, string query, int status, string code) =>
        Assert.Equal(code, (await ImportAsync("", status, query, type, header: "")).GetProperty("code").GetString());

    [Fact]
    public async Task A_file_that_is_too_large_is_refused() =>
        Assert.Equal("body-too-large", (await ImportAsync(new string('x', 33 * 1024 * 1024), 413)).GetProperty("code").GetString());

    [Fact]
    public async Task A_batch_that_is_no_id_is_refused() =>
        Assert.Equal("bad-fields", (await app.JsonAsync("DELETE", "api/imports/latest", Author, status: 400)).GetProperty("code").GetString());

    private Task<JsonElement> ImportAsync(string rows, int status, string query = "", string type = "text/csv", string header = Header)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(header + rows));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return app.JsonAsync("POST", $"api/imports/figures{query}", Author, content, status);
    }

    private async Task<JsonElement?> FigureAsync()
    {
        var figures = (await app.JsonAsync("GET", "api/reports/2021-22", Author)).GetProperty("figures").EnumerateArray();
        return figures.Where(f => f.GetProperty("key").GetString() == _key).Select(f => (JsonElement?)f).SingleOrDefault();
    }
}
