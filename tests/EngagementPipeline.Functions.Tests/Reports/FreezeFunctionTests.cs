using System.Net;
using System.Security.Cryptography;

namespace EngagementPipeline.Functions.Tests.Reports;

public sealed class FreezeFunctionTests(ReportsApp app) : IClassFixture<ReportsApp>
{
    [Fact]
    public async Task Freezing_gives_the_hash_of_the_file_that_can_be_downloaded()
    {
        var frozen = await app.JsonAsync("api/reports/2021-22/freeze", method: HttpMethod.Post);
        var again = await app.JsonAsync("api/reports/2021-22/freeze", method: HttpMethod.Post);
        var report = await app.JsonAsync("api/reports/2021-22");
        using var file = await app.GetAsync(frozen.GetProperty("url").GetString()!.TrimStart('/'));
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(frozen.GetRawText(), again.GetRawText());
        Assert.Equal(frozen.GetRawText(), report.GetProperty("frozen").GetRawText());
        Assert.StartsWith("2023-01-12T12:00", frozen.GetProperty("frozenAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), frozen.GetProperty("sha256").GetString());
        Assert.Equal("engagement-2021-22-frozen.json", file.Content.Headers.ContentDisposition!.FileName);
    }

    [Fact]
    public async Task A_year_that_is_still_counted_is_frozen_provisionally() =>
        Assert.True((await app.JsonAsync("api/reports/2022-23/freeze", method: HttpMethod.Post)).GetProperty("provisional").GetBoolean());

    [Theory]
    [InlineData("2023-24/freeze", 422, "year-not-begun")]
    [InlineData("next/freeze", 400, "bad-fields")]
    public async Task A_year_that_cannot_be_frozen_is_refused(string path, int status, string code) =>
        Assert.Equal(code, (await app.JsonAsync($"api/reports/{path}", status, HttpMethod.Post)).GetProperty("code").GetString());

    [Fact]
    public async Task A_year_that_is_not_frozen_has_no_snapshot() =>
        Assert.Equal("not-found", (await app.JsonAsync("api/reports/2019-20/snapshot", 404)).GetProperty("code").GetString());

    [Theory]
    [InlineData("comms", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Only_report_authors_freeze(string? role, HttpStatusCode status)
    {
        using var freeze = await app.SendAsync(HttpMethod.Post, "api/reports/2021-22/freeze", role);
        using var snapshot = await app.SendAsync(HttpMethod.Get, "api/reports/2021-22/snapshot", role);

        Assert.Equal((status, status), (freeze.StatusCode, snapshot.StatusCode));
    }
}
