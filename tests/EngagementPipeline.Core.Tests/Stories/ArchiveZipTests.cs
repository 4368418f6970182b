using System.IO.Compression;
using System.Text;
using EngagementPipeline.Core.Stories.Archives;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class ArchiveZipTests
{
    [Fact]
    public async Task The_same_archive_is_the_same_bytes_and_a_zip()
    {
        var (first, again) = (await WrittenAsync(), await WrittenAsync());

        Assert.Equal(first, again);
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["a.txt", "media/b.jpg"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal([5, 100_000], zip.Entries.Select(entry => entry.Length));
        Assert.Equal("words", new StreamReader(zip.Entries[0].Open(), Encoding.UTF8).ReadToEnd());
    }

    [Fact]
    public void Its_name_says_what_and_when_in_London() =>
        Assert.Equal("story-1-2026-07-02.zip", new StoryArchive(StoryWorld.SlugOf(1), new(2026, 7, 1, 23, 30, 0, TimeSpan.Zero), []).FileName);

    private static async Task<byte[]> WrittenAsync()
    {
        using var to = new MemoryStream();
        await ArchiveZip.WriteAsync(
            new(StoryWorld.SlugOf(1), new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero),
                [Part("a.txt", packed: false, "words"u8.ToArray()), new("media/gone.jpg", true, _ => Task.FromResult<ReadOnlyMemory<byte>?>(null)), Part("media/b.jpg", packed: true, new byte[100_000])]),
            to, TestContext.Current.CancellationToken);
        return to.ToArray();
    }

    private static ArchivePart Part(string name, bool packed, byte[] bytes) => new(name, packed, _ => Task.FromResult<ReadOnlyMemory<byte>?>(bytes));
}
