using System.Globalization;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Reports.Deliveries;

namespace EngagementPipeline.Testing.Graph;

/// <summary>One version of a file, with the comment it was checked in with.</summary>
public sealed record DriveVersion(byte[] Content, string Comment);

/// <summary>A file or folder of a library. Its eTag changes with everything, its cTag with its content alone.</summary>
public sealed class DriveFile(string path, bool folder)
{
    public const string App = "EngagementPipeline";

    private int _changes = 1;
    private int _contents = 1;
    private byte[]? _checkedIn;

    public string Id { get; private init; } = "01" + Guid.NewGuid().ToString("N").ToUpperInvariant();

    public string Path { get; } = path;

    public bool IsFolder { get; } = folder;

    public byte[] Content { get; private set; } = [];

    public List<DriveVersion> Versions { get; private init; } = [];

    public string? CheckedOutBy { get; set; }

    public string ChangedBy { get; private set; } = App;

    public DateTimeOffset ChangedAt { get; private set; }

    public string ETag => string.Create(CultureInfo.InvariantCulture, $"\"{{{Id}}},{_changes}\"");

    public string CTag => string.Create(CultureInfo.InvariantCulture, $"\"c:{{{Id}}},{_contents}\"");

    public void Touch() => _changes++;

    public void Save(byte[] content, string by, DateTimeOffset now)
    {
        _checkedIn ??= CheckedOutBy is null ? null : Content;
        (Content, ChangedBy, ChangedAt) = (content, by, now);
        _contents++;
        Touch();
    }

    public void CheckIn(string comment)
    {
        Versions.Add(new(Content, comment));
        (CheckedOutBy, _checkedIn) = (null, null);
        Touch();
    }

    public void Discard()
    {
        Content = _checkedIn ?? Content;
        (CheckedOutBy, _checkedIn) = (null, null);
        Touch();
    }

    public DriveFile Copy() => new(Path, IsFolder)
    {
        Id = Id,
        Content = Content,
        Versions = [.. Versions],
        CheckedOutBy = CheckedOutBy,
        ChangedBy = ChangedBy,
        ChangedAt = ChangedAt,
        _changes = _changes,
        _contents = _contents,
    };

    public JsonObject ToJson()
    {
        var item = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Path.Split('/')[^1],
            ["eTag"] = ETag,
            ["cTag"] = CTag,
            ["size"] = Content.Length,
            ["webUrl"] = "https://county.sharepoint.com/sites/voices/Documents/" + string.Join('/', Path.Split('/').Select(Uri.EscapeDataString)),
            ["lastModifiedDateTime"] = ChangedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["lastModifiedBy"] = Identity(ChangedBy),
        };
        if (IsFolder)
            item["folder"] = new JsonObject { ["childCount"] = 0 };
        else
            item["file"] = new JsonObject { ["mimeType"] = "application/octet-stream", ["hashes"] = new JsonObject { ["quickXorHash"] = QuickXorHash.Of(Content) } };
        if (CheckedOutBy is { } by)
            item["publication"] = new JsonObject { ["level"] = "checkout", ["versionId"] = "0.1", ["checkedOutBy"] = Identity(by) };
        return item;
    }

    private static JsonObject Identity(string name) => name == App
        ? new() { ["application"] = new JsonObject { ["id"] = "00000000-0000-4000-8000-00000000a991", ["displayName"] = App }, ["user"] = new JsonObject { ["displayName"] = "SharePoint App" } }
        : new() { ["user"] = new JsonObject { ["id"] = "00000000-0000-4000-8000-00000000a992", ["displayName"] = name } };
}
