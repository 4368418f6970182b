using System.Runtime.CompilerServices;
using System.Text.Json;
using EngagementPipeline.Azure.Backups;
using EngagementPipeline.Core.Backups;

namespace EngagementPipeline.Azure.Tests.Backups;

/// <summary><c>Form1</c> is what backups of the first form have in them. Somebody's disk has such files: they are read for ever, and never rewritten here.</summary>
public sealed class BackupFormTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Rows_are_read_with_their_types_and_written_the_same()
    {
        var line = File.ReadLines(Path.Combine(Folder(), "row.jsonl")).Single();

        var row = RowJson.Read(line);

        Assert.Equal(("p", "r", "An invented story: “really”", true, 2), (row.PartitionKey, row.RowKey, row.GetString("Title"), row.GetBoolean("Live"), row.GetInt32("Publication")));
        Assert.Equal((5L, new DateTimeOffset(2026, 11, 20, 15, 30, 0, TimeSpan.Zero)), (row.GetInt64("Answers"), row.GetDateTimeOffset("At")));
        Assert.Equal((Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"), "010203"), (row.GetGuid("Story"), Convert.ToHexStringLower(row.GetBinary("Salt"))));
        Assert.Equal(line, RowJson.Of(row));
    }

    [Fact]
    public void A_type_of_column_that_a_newer_app_wrote_is_refused_and_not_guessed() =>
        Assert.Throws<FormatException>(() => RowJson.Read("""{"PartitionKey":"p","RowKey":"r","Price":{"decimal":"1.5"}}"""));

    [Fact]
    public void Blobs_are_read_and_written_as_short_as_can_be()
    {
        var line = File.ReadLines(Path.Combine(Folder(), "blob.jsonl")).Single();

        var blob = JsonSerializer.Deserialize<BlobLine>(line, JsonSerializerOptions.Web)!;

        Assert.Equal(("s/an-invented-story/index.html", "text/html; charset=utf-8", "no-cache", "false"), (blob.Name, blob.Headers.ContentType, blob.Headers.CacheControl, blob.Metadata["gone"]));
        Assert.StartsWith(JsonSerializer.Serialize(blob, JsonSerializerOptions.Web)[..^1], line, StringComparison.Ordinal); // the first ones said some of it twice
    }

    [Fact]
    public async Task What_was_taken_back_is_read_and_nothing_is_added_to_it_twice()
    {
        var kept = Path.Combine(Folder(), "taken-back.jsonl");
        var copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.Copy(kept, copy);
        try
        {
            var read = await TakenBackFile.ReadAsync(kept, Token).ToListAsync(Token);

            Assert.Equal([TakenBackKind.ConsentWithdrawn, TakenBackKind.VoiceDecided], read.Select(one => one.Kind));
            Assert.Equal(("young-person", "referred"), (read[0].By, read[1].Details));
            Assert.Equal(0, await TakenBackFile.AddAsync(copy, read.ToAsyncEnumerable(), Token));
            Assert.Equal(await File.ReadAllBytesAsync(kept, Token), await File.ReadAllBytesAsync(copy, Token));
        }
        finally
        {
            File.Delete(copy);
        }
    }

    [Fact]
    public async Task The_manifest_is_read()
    {
        var manifest = await new BackupFolder(Folder()).ReadManifestAsync(Token);

        Assert.Equal((1, "tables/Voices.jsonl", 12L), (manifest.Form, manifest.Files.Single().Name, manifest.Files.Single().Bytes));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Form1");
}
