using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>The editor may frame this service's pages and no other page may; a preview may be framed by this service, and nothing else may be framed.</summary>
public sealed class PreviewFrameTests(AppFixture app)
{
    [Fact]
    public async Task Only_the_editor_frames_and_only_the_preview_is_framed()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();

        Assert.EndsWith("; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'; frame-src 'self'", await PolicyAsync($"stories/{room.Story}"), StringComparison.Ordinal);
        Assert.EndsWith("; frame-ancestors 'self'", await PolicyAsync($"{room.Path}/preview"), StringComparison.Ordinal);
        foreach (var page in new[] { "stories", "", $"stories/{room.Story}/views", $"s/{room.Slug}/", room.Path })
        {
            var policy = await PolicyAsync(page);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("frame-src", policy, StringComparison.Ordinal);
        }
    }

    /// <summary>Nothing in it leads to where readings are counted, and its policy would not let it.</summary>
    [Fact]
    public async Task A_preview_can_count_nothing()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        using var response = await app.SendAsync("GET", $"{room.Path}/preview", Newsroom.Comms);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("api/views", html, StringComparison.Ordinal);
        Assert.Contains("connect-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<string> PolicyAsync(string path)
    {
        using var response = await app.SendAsync("GET", path, Newsroom.Comms);
        return response.Headers.GetValues("Content-Security-Policy").Single();
    }
}
