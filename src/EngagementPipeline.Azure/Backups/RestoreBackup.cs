using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Backups;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Backups;

/// <summary>
/// Puts a backup into an empty store while no app runs on it, in this order: every file is checked; rows and blobs; what was taken back since, again; and only then
/// pages, from what may be shown now. After a stop the same backup goes on into the same store, from the start: every step may be repeated.
/// </summary>
public sealed class RestoreBackup(
    Storage storage, IEnumerable<StorageName> names, IEnumerable<TableCopy> copies, RepeatTakenBackHandler repeat, ILiveStories live, RefreshPageHandler refresh, TimeProvider clock)
{
    /// <summary>Names the backup that a store is being filled from, in the container <c>settings</c>, until all of it is there.</summary>
    private const string Mark = "restoring-from";

    /// <summary>Of one transaction; Azure Tables allows 100 rows and 4 MiB.</summary>
    private const int MostRows = 100;
    private const int MostCharacters = 1_000_000;

    private const int LargestAppend = 4 * 1024 * 1024;

    private readonly BlobClient _mark = storage.Blobs("settings").GetBlobClient(Mark);

    public async Task HandleAsync(string place, BackupFolder folder, CancellationToken cancellationToken)
    {
        await CheckAsync(folder, cancellationToken);
        await MarkAsync(folder, cancellationToken);
        foreach (var file in Directory.EnumerateFiles(folder.FileOf("tables"), "*.jsonl").Order(StringComparer.Ordinal))
            await PutTableAsync(Path.GetFileNameWithoutExtension(file), file, cancellationToken);
        foreach (var file in Directory.EnumerateFiles(folder.FileOf("containers"), "*.jsonl").Order(StringComparer.Ordinal))
            await PutContainerAsync(Path.GetFileNameWithoutExtension(file), file, folder, cancellationToken);

        // First who is in which picture, so that a withdrawal takes it along wherever in the lists either stands.
        foreach (var tied in new[] { true, false })
        {
            foreach (var list in new[] { folder.TakenBack, TakenBackFile.In(place) })
            {
                await foreach (var taken in TakenBackFile.ReadAsync(list, cancellationToken).Where(one => one.Kind == TakenBackKind.MediaTied == tied))
                    await repeat.HandleAsync(taken, cancellationToken);
            }
        }

        foreach (var story in await live.ListAsync(cancellationToken))
            await refresh.HandleAsync(story.Story, cancellationToken);
        await _mark.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Whether every file is what it was; throws where not. Changes nothing.</summary>
    public async Task CheckAsync(BackupFolder folder, CancellationToken cancellationToken)
    {
        if (!folder.IsWhole)
            throw new BackupException("This backup was never finished: it has no manifest. Take it again, or use an earlier one.");
        var manifest = await folder.ReadManifestAsync(cancellationToken);
        if (clock.GetUtcNow() - manifest.Begun > TakeBackup.KeptAtMost)
            throw new BackupException($"This backup is older than {TakeBackup.KeptAtMost.Days} days and should be gone: words that were taken back may be in it.");
        var there = await folder.ListAsync(cancellationToken);
        if (manifest.Files.Except(there).FirstOrDefault() is { } changed)
            throw new BackupException($"{changed.Name} is missing, or is not what it was when the backup was taken.");
        if (there.Except(manifest.Files).FirstOrDefault() is { } strange)
            throw new BackupException($"{strange.Name} was not part of this backup.");
        var unknown = Directory.EnumerateFiles(folder.FileOf("tables")).Select(file => Path.GetFileNameWithoutExtension(file)).Except(Copied.Tables(names)).FirstOrDefault();
        if (unknown is not null)
            throw new BackupException($"This program does not know the table {unknown}: restore with the version that took the backup, and upgrade then.");
    }

    private async Task MarkAsync(BackupFolder folder, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(folder.Path);
        if (await _mark.ExistsAsync(cancellationToken))
        {
            var standing = (await _mark.DownloadContentAsync(cancellationToken)).Value.Content.ToString();
            if (standing != name)
                throw new BackupException($"This store is being filled from the backup {standing}: finish that, or empty it.");
            return;
        }

        foreach (var table in names.Where(name => name.Kind == StorageKind.Table))
        {
            if (await storage.Table(table.Name).QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellationToken).AnyAsync(cancellationToken))
                throw new BackupException($"The table {table.Name} has rows in it. A backup is put into an empty store, and never over another.");
        }

        foreach (var container in names.Where(name => name.Kind == StorageKind.Container))
        {
            if (await storage.Blobs(container.Name).GetBlobsAsync(cancellationToken: cancellationToken).AnyAsync(cancellationToken))
                throw new BackupException($"The container {container.Name} has blobs in it. A backup is put into an empty store, and never over another.");
        }

        await _mark.UploadAsync(BinaryData.FromString(name), cancellationToken);
    }

    private async Task PutTableAsync(string name, string file, CancellationToken cancellationToken)
    {
        var table = storage.Table(name);
        var lastKey = copies.SingleOrDefault(copy => copy.Table == name)?.LastKey;
        (string? Of, bool IsWhole) partition = (null, false);
        var batch = new List<TableTransactionAction>();
        var characters = 0;
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            var row = RowJson.Read(line);
            if (lastKey is not null && row.PartitionKey != partition.Of)
                partition = (row.PartitionKey, (await table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, lastKey, cancellationToken: cancellationToken)).HasValue);
            if (partition.IsWhole)
                continue;
            if (batch.Count == MostRows || characters + line.Length > MostCharacters || (batch is [{ Entity.PartitionKey: var before }, ..] && before != row.PartitionKey))
                await SendAsync();
            batch.Add(new(TableTransactionActionType.UpsertReplace, row));
            characters += line.Length;
        }

        await SendAsync();

        async Task SendAsync()
        {
            if (batch.Count > 0)
                await table.SubmitTransactionAsync(batch, cancellationToken);
            batch.Clear();
            characters = 0;
        }
    }

    private async Task PutContainerAsync(string name, string file, BackupFolder folder, CancellationToken cancellationToken)
    {
        var container = storage.Blobs(name);
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            var blob = JsonSerializer.Deserialize<BlobLine>(line, JsonSerializerOptions.Web)!;
            await using var content = File.OpenRead(folder.ContentFile(blob.Sha256));
            if (blob.Appended)
                await AppendAsync(container.GetAppendBlobClient(blob.Name), blob, content, cancellationToken);
            else
                await container.GetBlobClient(blob.Name).UploadAsync(content, new BlobUploadOptions { HttpHeaders = blob.Headers, Metadata = blob.MetadataCopy }, cancellationToken);
        }
    }

    /// <summary>The log of views stays one that can be appended to, and every record stays where it was: sums remember how far they have read.</summary>
    private static async Task AppendAsync(AppendBlobClient blob, BlobLine line, Stream content, CancellationToken cancellationToken)
    {
        await blob.CreateAsync(new AppendBlobCreateOptions { HttpHeaders = line.Headers, Metadata = line.MetadataCopy }, cancellationToken);
        var buffer = new byte[LargestAppend];
        while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is var read and > 0)
        {
            using var block = new MemoryStream(buffer, 0, read);
            await blob.AppendBlockAsync(block, cancellationToken: cancellationToken);
        }
    }
}
