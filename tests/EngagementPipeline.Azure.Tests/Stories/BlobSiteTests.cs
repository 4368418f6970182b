using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

public sealed class BlobSiteTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly SitePage Page = new("<p>سلام – “hello”</p>", "default-src 'none'; style-src 'sha256-abc='", Gone: false);

    private readonly Slug _slug = StoryStage.SlugOf(StoryStage.NewStory());
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_stands_where_nothing_was_written()
    {
        Assert.Null(await _stage.Site.MarkAsync(_slug, default));
        Assert.Null(await _stage.Site.ReadAsync(_slug, default));
    }

    [Fact]
    public async Task A_page_reads_back_whole()
    {
        Assert.True(await _stage.Site.WriteAsync(_slug, Page, null, default));
        Assert.Equal(Page, await _stage.Site.ReadAsync(_slug, default));

        Assert.True(await _stage.Site.WriteAsync(_slug, Page with { Gone = true }, await _stage.Site.MarkAsync(_slug, default), default));
        Assert.True((await _stage.Site.ReadAsync(_slug, default))!.Gone);
    }

    [Fact]
    public async Task A_page_is_replaced_only_over_the_mark_that_was_read()
    {
        await _stage.Site.WriteAsync(_slug, Page, null, default);
        var read = await _stage.Site.MarkAsync(_slug, default);
        Assert.True(await _stage.Site.WriteAsync(_slug, Page, read, default)); // the same page, and a new mark all the same
        Assert.NotEqual(read, await _stage.Site.MarkAsync(_slug, default));

        Assert.False(await _stage.Site.WriteAsync(_slug, Page with { Html = "late" }, read, default));
        Assert.False(await _stage.Site.WriteAsync(_slug, Page with { Html = "late" }, null, default));

        Assert.Equal(Page, await _stage.Site.ReadAsync(_slug, default));
    }

    [Fact]
    public async Task Of_many_first_writers_one_writes()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _stage.Site.WriteAsync(_slug, Page, null, default)));

        Assert.Single(written, true);
    }

    [Fact]
    public async Task A_page_tells_caches_to_ask_each_time()
    {
        await _stage.Site.WriteAsync(_slug, Page, null, default);

        var properties = (await _stage.Storage.Blobs(BlobSite.Container).GetBlobClient($"s/{_slug}/index.html").GetPropertiesAsync()).Value;

        Assert.Equal(("no-cache", "text/html; charset=utf-8"), (properties.CacheControl, properties.ContentType));
    }
}
