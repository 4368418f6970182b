using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

public sealed class MediaTableTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly MediaFile Full = new("image/jpeg", "sent", new string('a', 64), 960, 640, 3);
    private static readonly MediaFile Small = new("image/webp", "other", new string('b', 64), 480, 320, 2);

    private readonly MediaId _media = new(Guid.NewGuid());
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Both_files_read_back_whole_under_one_id()
    {
        Assert.True(await _stage.Media.AddAsync(_media, _stage.Project, small: false, Full, new byte[] { 1, 2, 3 }, default));
        Assert.True(await _stage.Media.AddAsync(_media, _stage.Project, small: true, Small, new byte[] { 4, 5 }, default));

        Assert.Equal(new StoredMedia(_media, _stage.Project, Full, Small), (await _stage.Media.FindAsync([_media, new(Guid.NewGuid())], default)).Values.Single());
        Assert.Equal(new byte[] { 1, 2, 3 }, (await _stage.Media.ReadAsync(_media, Full, default))!.Value.ToArray());
        Assert.Equal(new byte[] { 4, 5 }, (await _stage.Media.ReadAsync(_media, Small, default))!.Value.ToArray());
    }

    [Fact]
    public async Task What_stands_is_never_replaced()
    {
        await _stage.Media.AddAsync(_media, null, small: false, Full, new byte[] { 1 }, default);

        Assert.False(await _stage.Media.AddAsync(_media, null, small: false, Small, new byte[] { 2 }, default));

        Assert.Equal(Full, (await _stage.Media.FindAsync([_media], default))[_media].Full);
    }

    [Fact]
    public async Task It_becomes_a_projects_once_and_goes_with_it()
    {
        await _stage.Media.AddAsync(_media, null, small: false, Full, new byte[] { 1 }, default);
        await _stage.Media.AdoptAsync(_media, _stage.Project, default);
        await _stage.Media.AdoptAsync(_media, new(Guid.NewGuid()), default);
        Assert.Equal([_media], await _stage.Media.OfProjectAsync(_stage.Project, default));

        await new EraseMedia(_stage.Media, _stage.Ties).EraseAsync(_stage.Project, default);
        await _stage.Media.EraseAsync(_media, default);

        Assert.Empty(await _stage.Media.FindAsync([_media], default));
        Assert.Empty(await _stage.Storage.Blobs("media").GetBlobsAsync(prefix: $"{_media}/").ToListAsync());
    }
}
