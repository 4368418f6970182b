using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>A year that somebody moved to the archive tier is said to be there, and is what it was when it comes back. The years are nobody else's.</summary>
public sealed class ColdStorageTests(AppFixture app)
{
    private const string Author = "report-author";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_year_in_cold_storage_says_so_and_others_go_on()
    {
        await app.JsonAsync("POST", "api/reports/2004-05/freeze", Author);
        var before = await BytesAsync("api/reports/2004-05/snapshot");
        var snapshot = new BlobContainerClient(app.ConnectionString, "reports").GetBlobClient("2004-05/final.json");

        await snapshot.SetAccessTierAsync(AccessTier.Archive, cancellationToken: Stop);

        foreach (var path in new[] { "api/reports/2004-05", "api/reports/2004-05.xlsx", "api/reports/2004-05/snapshot", "api/reports/2004-05/figures/stories.views/trace" })
            Assert.Equal("in-cold-storage", (await app.JsonAsync("GET", path, Author, status: 409)).GetProperty("code").GetString());
        using (var page = await app.SendAsync("GET", "reports/2004-05", Author, change: request => request.Headers.Add("Accept", "text/html")))
        {
            Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
            Assert.Contains("This is in cold storage", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        Assert.Equal("in-cold-storage", (await app.JsonAsync("POST", "api/reports/2004-05/freeze", Author, status: 409)).GetProperty("code").GetString());
        await app.JsonAsync("GET", "api/reports/2002-03", Author);

        await snapshot.SetAccessTierAsync(AccessTier.Hot, cancellationToken: Stop);
        await AppFixture.UntilAsync(
            async () =>
            {
                using var answer = await app.SendAsync("GET", "api/reports/2004-05/snapshot", Author);
                return answer.IsSuccessStatusCode;
            },
            "the year is back",
            60);
        Assert.Equal(before, await BytesAsync("api/reports/2004-05/snapshot"));
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await app.SendAsync("GET", path, Author);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }
}
