using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
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
        Assert.True(await _stage.WriteAsync(_slug, Page, null, default));
        Assert.Equal(Page, await _stage.Site.ReadAsync(_slug, default));

        Assert.True(await _stage.WriteAsync(_slug, Page with { Gone = true }, await _stage.Site.MarkAsync(_slug, default), default));
        Assert.True((await _stage.Site.ReadAsync(_slug, default))!.Gone);
    }

    [Fact]
    public async Task A_page_is_replaced_only_over_the_mark_that_was_read()
    {
        await _stage.WriteAsync(_slug, Page, null, default);
        var read = await _stage.Site.MarkAsync(_slug, default);
        Assert.True(await _stage.WriteAsync(_slug, Page, read, default)); // the same page, and a new mark all the same
        Assert.NotEqual(read, await _stage.Site.MarkAsync(_slug, default));

        Assert.False(await _stage.WriteAsync(_slug, Page with { Html = "late" }, read, default));
        Assert.False(await _stage.WriteAsync(_slug, Page with { Html = "late" }, null, default));

        Assert.Equal(Page, await _stage.Site.ReadAsync(_slug, default));
    }

    [Fact]
    public async Task Of_many_first_writers_one_writes()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _stage.WriteAsync(_slug, Page, null, default)));

        Assert.Single(written, true);
    }

    [Fact]
    public async Task A_page_tells_caches_to_ask_each_time()
    {
        await _stage.WriteAsync(_slug, Page, null, default);

        var properties = (await _stage.Storage.Blobs(BlobSite.Container).GetBlobClient($"s/{_slug}/index.html").GetPropertiesAsync()).Value;

        Assert.Equal(("no-cache", "text/html; charset=utf-8"), (properties.CacheControl, properties.ContentType));
    }

    [Fact]
    public async Task Files_stand_beside_the_page_that_shows_them_and_no_longer()
    {
        var (first, second) = (await AFileAsync(), await AFileAsync());
        await _stage.WriteAsync(_slug, Page with { Files = [first, second] }, null, default);
        Assert.Equal(new byte[] { 1, 2, 3 }, (await _stage.Site.ReadFileAsync(_slug, first.File.PublishedName, default))!.Bytes.ToArray());

        await _stage.WriteAsync(_slug, Page with { Files = [second] }, await _stage.Site.MarkAsync(_slug, default), default);
        Assert.Null(await _stage.Site.ReadFileAsync(_slug, first.File.PublishedName, default));
        Assert.Equal("image/webp", (await _stage.Site.ReadFileAsync(_slug, second.File.PublishedName, default))!.ContentType);

        await _stage.WriteAsync(_slug, Page with { Gone = true }, await _stage.Site.MarkAsync(_slug, default), default);
        Assert.Null(await _stage.Site.ReadFileAsync(_slug, second.File.PublishedName, default));
    }

    [Fact]
    public async Task A_writer_that_came_too_late_takes_no_file_away()
    {
        var shown = await AFileAsync();
        var old = await _stage.Site.MarkAsync(_slug, default);
        await _stage.WriteAsync(_slug, Page with { Files = [shown] }, old, default);

        Assert.False(await _stage.WriteAsync(_slug, Page, old, default));

        Assert.NotNull(await _stage.Site.ReadFileAsync(_slug, shown.File.PublishedName, default));
    }

    /// <summary>Its page may never come: it marked the file of an older page for one of its own, found this page there, and ended.</summary>
    [Fact]
    public async Task A_file_that_somebody_marks_while_it_is_being_removed_goes_all_the_same()
    {
        var file = await AFileAsync();
        await _stage.WriteAsync(_slug, Page with { Files = [file] }, null, default);
        var mark = await _stage.Site.MarkAsync(_slug, default);
        var other = StoryStage.Of(azurite, delivers: false);
        _stage.Steps.Before = async step =>
        {
            if (!step.StartsWith("DELETE", StringComparison.Ordinal))
                return;
            _stage.Steps.Before = _ => Task.CompletedTask;
            Assert.False(await other.WriteAsync(_slug, Page with { Files = [file] }, mark, default));
        };

        Assert.True(await _stage.WriteAsync(_slug, Page, mark, default));

        Assert.Null(await _stage.Site.ReadFileAsync(_slug, file.File.PublishedName, default));
    }

    /// <summary>Whoever wrote over it may have ended before it took them away: so it is made anew.</summary>
    [Fact]
    public async Task A_page_that_is_written_over_before_its_old_files_have_gone_counts_as_not_written()
    {
        var file = await AFileAsync();
        await _stage.WriteAsync(_slug, Page with { Files = [file] }, null, default);
        var other = StoryStage.Of(azurite, delivers: false);
        _stage.Steps.Before = async step =>
        {
            if (!step.StartsWith("GET", StringComparison.Ordinal))
                return;
            _stage.Steps.Before = _ => Task.CompletedTask;
            var mark = await other.Site.MarkAsync(_slug, default);
            Assert.True(await other.Steps.CrashAtAsync(2, () => other.WriteAsync(_slug, Page, mark, default)));
        };

        Assert.False(await _stage.WriteAsync(_slug, Page, await _stage.Site.MarkAsync(_slug, default), default));
        Assert.True(await _stage.WriteAsync(_slug, Page, await _stage.Site.MarkAsync(_slug, default), default));

        Assert.Null(await _stage.Site.ReadFileAsync(_slug, file.File.PublishedName, default));
    }

    [Fact]
    public async Task Before_a_file_is_put_that_is_not_there_yet_somebody_is_asked_to_look_again()
    {
        var file = await AFileAsync();
        var asked = 0;
        Task<bool> WriteAsync(SitePage page, string? mark) => _stage.Site.WriteAsync(_slug, page, mark, AskAsync, default);
        async Task AskAsync(CancellationToken cancellationToken)
        {
            asked++;
            Assert.Null(await _stage.Site.ReadFileAsync(_slug, file.File.PublishedName, cancellationToken));
        }

        await WriteAsync(Page, null);
        Assert.Equal(0, asked);
        await WriteAsync(Page with { Files = [file] }, await _stage.Site.MarkAsync(_slug, default));
        Assert.Equal(1, asked);
        await WriteAsync(Page with { Files = [file] }, await _stage.Site.MarkAsync(_slug, default)); // or the page would be made anew for ever
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task However_many_write_at_once_the_page_that_stands_has_its_files()
    {
        var files = new List<SiteFile>();
        for (var i = 0; i < 4; i++)
            files.Add(await AFileAsync());
        await _stage.WriteAsync(_slug, Page, null, default);

        for (var round = 0; round < 6; round++)
        {
            var pages = files.Select((file, i) => Page with { Html = $"{i}", Files = [file, files[(i + round) % 4]] });
            var mark = await _stage.Site.MarkAsync(_slug, default);
            await Task.WhenAll(pages.Select(async page =>
            {
                await _stage.WriteAsync(_slug, page, mark, default);
                await _stage.WriteAsync(_slug, page, await _stage.Site.MarkAsync(_slug, default), default);
            }));

            var standing = int.Parse((await _stage.Site.ReadAsync(_slug, default))!.Html, System.Globalization.CultureInfo.InvariantCulture);
            Assert.NotNull(await _stage.Site.ReadFileAsync(_slug, files[standing].File.PublishedName, default));
            Assert.NotNull(await _stage.Site.ReadFileAsync(_slug, files[(standing + round) % 4].File.PublishedName, default));
        }
    }

    private async Task<SiteFile> AFileAsync()
    {
        var media = new MediaId(Guid.NewGuid());
        var file = new MediaFile("image/webp", "-", $"{media.Value:N}{media.Value:N}", 3, 1, 3);
        Assert.True(await _stage.Media.AddAsync(media, _stage.Project, small: false, file, new byte[] { 1, 2, 3 }, default));
        return new(media, file);
    }
}
