using System.Security.Cryptography;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>On the whole app, without a library.</summary>
public sealed class DeliveryFunctionTests(AppFixture app)
{
    private const string Author = "report-author";

    [Fact]
    public async Task Without_a_library_the_report_shows_what_would_have_been_delivered()
    {
        var asked = await app.JsonAsync("POST", "api/reports/2019-20/deliveries", Author, status: 202);
        Assert.Equal(["word", "workbook", "csv"], asked.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("form").GetString()));

        await AppFixture.UntilAsync(async () => (await FilesAsync()).All(file => file.GetProperty("state").GetString() == "in-outbox"), "every file is in the outbox", seconds: 60);

        foreach (var file in await FilesAsync())
        {
            using var answer = await app.SendAsync("GET", $"api/reports/2019-20/deliveries/{file.GetProperty("form").GetString()}", Author);
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal((file.GetProperty("size").GetInt64(), file.GetProperty("sha256").GetString()), (bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            Assert.Equal(file.GetProperty("name").GetString(), answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        }

        using var page = await app.SendAsync("GET", "reports/2019-20", Author);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Show what would be sent", html, StringComparison.Ordinal);
        Assert.Contains((await FilesAsync())[0].GetProperty("sha256").GetString()!, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_are_by_name()
    {
        await app.JsonAsync("POST", "api/reports/2018/deliveries", Author, status: 400);
        await app.JsonAsync("POST", "api/reports/2098-99/deliveries", Author, status: 422);
        await app.JsonAsync("GET", "api/reports/2017-18/deliveries/csv", Author, status: 404);
        await app.JsonAsync("GET", "api/reports/2017-18/deliveries/exe", Author, status: 404);
        await app.JsonAsync("POST", "api/reports/2017-18/deliveries/csv/beside", Author, status: 404);
        await app.JsonAsync("POST", "api/reports/2018-19/deliveries", Author, status: 202);
        Assert.Equal("nothing-in-the-way", (await app.JsonAsync("POST", "api/reports/2018-19/deliveries/csv/beside", Author, status: 409)).GetProperty("code").GetString());
    }

    private async Task<List<JsonElement>> FilesAsync() => [.. (await app.JsonAsync("GET", "api/reports/2019-20/deliveries", Author)).GetProperty("items").EnumerateArray()];
}
