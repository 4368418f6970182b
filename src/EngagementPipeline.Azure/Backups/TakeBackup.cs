using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Backups;

namespace EngagementPipeline.Azure.Backups;

/// <summary>
/// Copies everything that the app keeps into a folder, row by row and blob by blob, while the app runs. A folder without a manifest is gone on with: what is
/// whole in it stays. Backups that are older than <see cref="KeptAtMost"/> are removed, because words that were taken back live in them until then.
/// </summary>
public sealed class TakeBackup(Storage storage, IEnumerable<StorageName> names, IEnumerable<TableCopy> copies, ListTakenBackHandler takenBack, TimeProvider clock)
{
    /// <summary>The assessment promises it (docs/privacy/dpia.md). A restore refuses what is older.</summary>
    public static readonly TimeSpan KeptAtMost = TimeSpan.FromDays(30);

    /// <summary>One that was stopped longer ago is begun anew: its first table would be of another day than its last.</summary>
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromHours(6);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public async Task<BackupFolder> HandleAsync(string place, CancellationToken cancellationToken)
    {
        await using var alone = await AloneAsync(place, "taking.lock", cancellationToken);
        var now = clock.GetUtcNow();
        var folder = BackupFolder.AllIn(place).LastOrDefault(one => !one.IsWhole && now - one.Begun < GoesOnWithin) ?? BackupFolder.Of(place, now);
        if (folder.IsWhole)
            return folder;

        Directory.CreateDirectory(folder.Path);
        foreach (var table in Copied.Tables(names))
            await UnlessThereAsync(folder.TableFile(table), text => CopyTableAsync(table, text, cancellationToken));
        foreach (var container in Copied.Containers(names))
            await UnlessThereAsync(folder.ContainerFile(container), text => CopyContainerAsync(container, folder, text, cancellationToken));

        // Last, so that it knows of everything that was taken back while the copy was made.
        await TakenBackFile.AddAsync(folder.TakenBack, takenBack.HandleAsync(cancellationToken), cancellationToken);
        await ListAsync(place, cancellationToken);

        var manifest = new BackupManifest(BackupManifest.PresentForm, folder.Begun!.Value, clock.GetUtcNow(), await folder.ListAsync(cancellationToken));
        await BackupFolder.WriteWholeAsync(folder.FileOf("manifest.json"), text => text.WriteAsync(JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web)));
        RemoveOld(place);
        return folder;
    }

    /// <summary>Only the list of what was taken back: small, and worth its while every few minutes.</summary>
    public async Task<int> ListAsync(string place, CancellationToken cancellationToken)
    {
        await using var alone = await AloneAsync(place, "taken-back.lock", cancellationToken);
        return await TakenBackFile.AddAsync(TakenBackFile.In(place), takenBack.HandleAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Waits for whoever does the same just now: the list is brought up to date every five minutes, and a night's copy ends with it. A run that was killed lets go.</summary>
    private async Task<FileStream> AloneAsync(string place, string name, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Directory.CreateDirectory(place).FullName, name);
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (IsHeld(held))
            {
                await Task.Delay(BetweenLooks, clock, cancellationToken);
            }
        }
    }

    /// <summary>What the system says of a file that somebody else has open: Linux, macOS, Windows.</summary>
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private void RemoveOld(string place)
    {
        foreach (var old in BackupFolder.AllIn(place).Where(one => clock.GetUtcNow() - one.Begun > KeptAtMost))
            Directory.Delete(old.Path, recursive: true);
    }

    private static async Task UnlessThereAsync(string file, Func<StreamWriter, Task> write)
    {
        if (!File.Exists(file))
            await BackupFolder.WriteWholeAsync(file, write);
    }

    private async Task CopyTableAsync(string table, StreamWriter text, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<TableEntity> rows = storage.Table(table).QueryAsync<TableEntity>(cancellationToken: cancellationToken);
        var whole = copies.SingleOrDefault(copy => copy.Table == table)?.WholeAsync(rows) ?? rows;
        await foreach (var row in whole.WithCancellation(cancellationToken))
            await text.WriteLineAsync(RowJson.Of(row).AsMemory(), cancellationToken);
    }

    private async Task CopyContainerAsync(string container, BackupFolder folder, StreamWriter text, CancellationToken cancellationToken)
    {
        var blobs = storage.Blobs(container);
        await foreach (var blob in blobs.GetBlobsAsync(BlobTraits.Metadata, cancellationToken: cancellationToken))
        {
            if (await CopyContentAsync(blobs.GetBlobClient(blob.Name), folder, cancellationToken) is { } sha256)
                await text.WriteLineAsync(JsonSerializer.Serialize(BlobLine.Of(blob, sha256), JsonSerializerOptions.Web).AsMemory(), cancellationToken);
        }
    }

    /// <summary>Null when it went away since it was listed.</summary>
    private static async Task<string?> CopyContentAsync(BlobClient blob, BackupFolder folder, CancellationToken cancellationToken)
    {
        var part = folder.ContentFile("next.part");
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        try
        {
            await using var file = File.Create(part);
            await blob.DownloadToAsync(file, cancellationToken);
        }
        catch (global::Azure.RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }

        var sha256 = await BackupFolder.HashOfAsync(part, cancellationToken);
        File.Move(part, folder.ContentFile(sha256), overwrite: true);
        return sha256;
    }
}
