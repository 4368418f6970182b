using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>What a device keeps of capture so that it opens without signal.</summary>
public sealed class CaptureOnDeviceTests(AppFixture app)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_the_same_for_everybody()
    {
        using var nobodys = await app.SendAsync("GET", "capture/on-device");
        using var somebodys = await app.SendAsync("GET", "capture/on-device", "engagement-worker", change: r => r.Headers.Add("X-Local-Name", "Sam Okafor"));

        Assert.Equal(200, (int)nobodys.StatusCode);
        var page = await nobodys.Content.ReadAsStringAsync(Token);
        Assert.Equal(page, await somebodys.Content.ReadAsStringAsync(Token));
        Assert.Contains("Sessions on this device", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_may_fetch_from_here_and_nothing_else_and_nobody_keeps_it()
    {
        using var answer = await app.SendAsync("GET", "capture-worker.js");

        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.EndsWith("connect-src 'self'", policy, StringComparison.Ordinal);
    }
}
