using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace EngagementPipeline.Azure.Backups;

/// <summary>A file of a backup, by its path within, and what it was when it was written.</summary>
public sealed record BackedUpFile(string Name, long Bytes, string Sha256);

/// <summary>Written last: a folder without it is a backup that was never finished.</summary>
public sealed record BackupManifest(int Form, DateTimeOffset Begun, DateTimeOffset Ended, IReadOnlyList<BackedUpFile> Files)
{
    /// <summary>A newer one is refused: an older program does not know what it would leave out.</summary>
    public const int PresentForm = 1;
}

/// <summary>
/// One backup on disk: <c>tables/{table}.jsonl</c>, <c>containers/{container}.jsonl</c> (names, headers and hashes), <c>content/{sha256}</c>,
/// <c>taken-back.jsonl</c> and <c>manifest.json</c>. Files take their name when they are whole, so that what is there can be relied on after a stop.
/// </summary>
public sealed class BackupFolder(string path)
{
    private const string NameForm = "yyyyMMdd'T'HHmmss'Z'";

    public string Path { get; } = path;

    public static BackupFolder Of(string place, DateTimeOffset begun) =>
        new(System.IO.Path.Combine(place, begun.UtcDateTime.ToString(NameForm, CultureInfo.InvariantCulture)));

    /// <summary>By when they were begun.</summary>
    public static IReadOnlyList<BackupFolder> AllIn(string place) =>
        [.. (Directory.Exists(place) ? Directory.GetDirectories(place) : []).Order(StringComparer.Ordinal).Select(one => new BackupFolder(one)).Where(one => one.Begun is not null)];

    public DateTimeOffset? Begun =>
        DateTimeOffset.TryParseExact(System.IO.Path.GetFileName(Path), NameForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begun) ? begun : null;

    public bool IsWhole => File.Exists(FileOf("manifest.json"));

    public string TakenBack => FileOf("taken-back.jsonl");

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public string TableFile(string table) => FileOf($"tables/{table}.jsonl");

    public string ContainerFile(string container) => FileOf($"containers/{container}.jsonl");

    public string ContentFile(string sha256) => FileOf($"content/{sha256}");

    /// <summary>Of what is there, without the manifest.</summary>
    public async Task<IReadOnlyList<BackedUpFile>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<BackedUpFile>();
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/');
            if (name != "manifest.json" && !name.EndsWith(".part", StringComparison.Ordinal))
                files.Add(new(name, new FileInfo(file).Length, await HashOfAsync(file, cancellationToken)));
        }

        return files;
    }

    public async Task<BackupManifest> ReadManifestAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(FileOf("manifest.json"));
        var manifest = (await JsonSerializer.DeserializeAsync<BackupManifest>(file, JsonSerializerOptions.Web, cancellationToken))!;
        return manifest.Form <= BackupManifest.PresentForm ? manifest : throw new BackupException($"This backup is of form {manifest.Form}, and this program knows {BackupManifest.PresentForm}: use the one of its time.");
    }

    /// <summary>Writes a file under another name first.</summary>
    internal static async Task WriteWholeAsync(string file, Func<StreamWriter, Task> write)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await using (var text = new StreamWriter(file + ".part") { NewLine = "\n" })
            await write(text);
        File.Move(file + ".part", file, overwrite: true);
    }

    internal static async Task<string> HashOfAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}

/// <summary>A backup that can't be taken or put back as asked; the message says why, to whoever runs it.</summary>
public sealed class BackupException(string message) : Exception(message);
