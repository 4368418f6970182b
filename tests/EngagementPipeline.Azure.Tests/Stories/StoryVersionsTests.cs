using System.Text;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

public sealed class StoryVersionsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly StoryId _story = StoryStage.NewStory();
    private StoryStage _stage = null!;

    private IStoryVersions Versions => _stage.Drafts;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync(azurite);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Come_newest_first_a_stretch_at_a_time_with_when_each_was_published()
    {
        var heads = await AddAsync(12);
        await _stage.Drafts.NotePublishedAsync(_story, 3, Noon, default);
        await _stage.Drafts.NotePublishedAsync(_story, 9, Noon, default);
        await _stage.Drafts.NotePublishedAsync(_story, 9, Noon.AddDays(1), default);

        var found = await Versions.ListAsync(_story, 10, 4, default);

        Assert.Equal([heads[9], heads[8], heads[7], heads[6]], found.Select(version => version.Head));
        Assert.Equal([null, Noon.AddDays(1), null, (DateTimeOffset?)null], found.Select(version => version.PublishedAt));
        Assert.Equal([3, 2, 1], (await Versions.ListAsync(_story, 3, 20, default)).Select(version => version.Head.Revision));
        Assert.Equal(new StoryVersion(heads[2], Noon), await Versions.FindAsync(_story, 3, default));
        Assert.Null(await Versions.FindAsync(_story, 13, default));
    }

    [Fact]
    public async Task A_publication_notes_its_version()
    {
        var story = await _stage.PublishedAsync(_stage.NewVoice());

        var wish = (await _stage.Live.FindAsync(story, default))!.Value;

        Assert.Equal(wish.PublishedAt, (await Versions.FindAsync(story, 1, default))!.PublishedAt);
    }

    [Fact]
    public async Task A_document_with_a_card_of_a_type_that_is_gone_reads_without_it()
    {
        var head = (await AddAsync(1))[0];
        var kept = Encoding.UTF8.GetString(StoryJson.Write(_stage.ADocument(_story))).Replace("\"cards\":[", "\"cards\":[{\"id\":\"m\",\"type\":\"map\"},", StringComparison.Ordinal);
        await _stage.Storage.Blobs(StoryDrafts.Container).GetBlobClient($"{_story}/{head.Document}.json").UploadAsync(new BinaryData(kept), overwrite: true, default);

        var read = await Versions.ReadAsync(_story, head.Document, default);

        Assert.Equal([new LostCard("m", "map")], read.Lost);
        Assert.Equal(StoryJson.Write(_stage.ADocument(_story)), StoryJson.Write(read.Document));
        await Assert.ThrowsAsync<FormatException>(() => _stage.Drafts.ReadAsync(_story, head.Document, default));
    }

    [Fact]
    public async Task Go_with_the_story()
    {
        await AddAsync(2);
        await _stage.Drafts.NotePublishedAsync(_story, 1, Noon, default);

        await _stage.Drafts.EraseAsync(_story, default);

        var left = _stage.Storage.Table("Stories").QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {_story.ToString()}"));
        Assert.Empty(await left.ToListAsync());
    }

    private async Task<List<StoryHead>> AddAsync(int count)
    {
        var heads = new List<StoryHead>();
        foreach (var revision in Enumerable.Range(1, count))
        {
            heads.Add(_stage.AHead(_story, revision));
            var mark = (await _stage.Drafts.FindAsync(_story, default))?.Mark;
            Assert.True(await _stage.Drafts.AddRevisionAsync(heads[^1], _stage.ADocument(_story), mark, default));
        }

        return heads;
    }
}
