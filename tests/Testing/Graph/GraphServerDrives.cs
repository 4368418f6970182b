using System.Globalization;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Reports.Deliveries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EngagementPipeline.Testing.Graph;

/// <summary>
/// The document library of a site: folders and files by path or id, whole or in pieces, with marks, versions and their comments, checked out and in.
/// </summary>
public sealed partial class GraphServerDrives(GraphServerPages site)
{
    public const string Drive = "b!-library";

    /// <summary>Which is the site's own.</summary>
    public string SiteDrive { get; set; } = Drive;

    private readonly List<DriveFile> _files = [];
    private readonly Lock _lock = new();

    /// <summary>Where everybody, also the pieces' client, finds this server.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>What the library's clock shows.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => TimeProvider.System.GetUtcNow();

    /// <summary>Bytes that still fit; null for as many as come.</summary>
    public long? Room { get; set; }

    /// <summary>As SharePoint does to Office files: what is kept is not byte for byte what was sent.</summary>
    public bool AltersContent { get; set; }

    /// <summary>Every file as it is now, by path.</summary>
    public IReadOnlyDictionary<string, DriveFile> Files
    {
        get
        {
            lock (_lock) return _files.Where(file => !file.IsFolder).ToDictionary(file => file.Path, file => file.Copy(), StringComparer.Ordinal);
        }
    }

    public IReadOnlyList<string> Folders
    {
        get
        {
            lock (_lock) return [.. _files.Where(file => file.IsFolder).Select(file => file.Path)];
        }
    }

    /// <summary>Somebody puts a file there, or another over it, by hand.</summary>
    public void SaveByHand(string path, byte[] content)
    {
        lock (_lock)
        {
            var file = Find(path) ?? Add(path, folder: false);
            file.Save(content, "A person", Now());
            file.Versions.Add(new(file.Content, ""));
        }
    }

    public void RemoveByHand(string path)
    {
        lock (_lock) _files.RemoveAll(file => file.Path == path);
    }

    public void CheckOutByHand(string path)
    {
        lock (_lock) Find(path)!.CheckedOutBy = "A person";
    }

    public void CheckInByHand(string path)
    {
        lock (_lock) Find(path)!.CheckedOutBy = null;
    }

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/sites/{site}/drive", http => ((string?)http.Request.RouteValues["site"] == site.Site ? new GraphAnswer(200, new JsonObject { ["id"] = SiteDrive }) : GraphAnswer.Error(404, "itemNotFound")).WriteAsync(http));
        routes.Map("/v1.0/drives/{drive}/{**rest}", OnDrive);
        routes.Map("/upload/{session}", OnPiece);
    }

    /// <summary>Paths hold slashes and colons, which routes don't read: <c>items/ID/…</c> or <c>root:/PATH:/…</c>, as the address has it.</summary>
    private async Task OnDrive(HttpContext http)
    {
        var rest = Uri.UnescapeDataString((string)http.Request.RouteValues["rest"]!);
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        GraphAnswer answer;
        lock (_lock)
            answer = (string?)http.Request.RouteValues["drive"] == Drive ? Answer(http.Request, rest, bytes.ToArray()) : GraphAnswer.Error(404, "itemNotFound");
        await answer.WriteAsync(http);
    }

    private GraphAnswer Answer(HttpRequest request, string rest, byte[] body)
    {
        var (place, call) = Split(rest);
        var file = place.StartsWith("items/", StringComparison.Ordinal) ? _files.Find(f => f.Id == place[6..]) : Find(place);
        return (request.Method, call) switch
        {
            ("PUT", "content") when place.StartsWith("items/", StringComparison.Ordinal) => With(file, f => Put(request, f, body)),
            ("PUT", "content") => Put(request, place, file, body),
            ("POST", "children") when place.Length == 0 || place == "items/root" => MakeFolder("", body),
            ("POST", "children") => With(file, f => MakeFolder(f.Path, body)),
            ("POST", "createUploadSession") => CreateSession(request, place, file, body),
            (_, _) => With(file, f => On(request.Method, call, f, body)),
        };
    }

    private static (string Place, string Call) Split(string rest)
    {
        if (rest.StartsWith("root:/", StringComparison.Ordinal))
        {
            var end = rest.IndexOf(":/", 6, StringComparison.Ordinal);
            return end < 0 ? (rest[6..].TrimEnd(':'), "") : (rest[6..end], rest[(end + 2)..]);
        }

        if (rest == "root" || rest.StartsWith("root/", StringComparison.Ordinal))
            rest = "items/" + rest;
        var parts = rest.Split('/', 3);
        return ($"items/{parts[1]}", parts.Length > 2 ? parts[2] : "");
    }

    private static GraphAnswer On(string method, string call, DriveFile file, byte[] body)
    {
        switch (method, call)
        {
            case ("GET", ""):
                return new(200, file.ToJson());
            case ("GET", "versions"):
                return new(200, new JsonObject { ["value"] = new JsonArray([.. file.Versions.Select((_, i) => new JsonObject { ["id"] = string.Create(CultureInfo.InvariantCulture, $"{i + 1}.0") }).Reverse()]) });
            case ("POST", "checkout") when file.CheckedOutBy is null:
                file.CheckedOutBy = DriveFile.App;
                file.Touch();
                return new(204);
            case ("POST", "checkin") when file.CheckedOutBy == DriveFile.App:
                file.CheckIn((string?)JsonNode.Parse(body)!["comment"] ?? "");
                return new(204);
            case ("POST", "discardCheckout") when file.CheckedOutBy == DriveFile.App:
                file.Discard();
                return new(204);
            case ("POST", "checkout" or "checkin" or "discardCheckout"):
                return GraphAnswer.Error(423, "resourceLocked", "The resource you are attempting to access is locked");
            default:
                return GraphAnswer.Error(404, "itemNotFound");
        }
    }

    private GraphAnswer Put(HttpRequest request, string path, DriveFile? file, byte[] body)
    {
        if (file is not null)
            return request.Query["@microsoft.graph.conflictBehavior"] == "fail" ? GraphAnswer.Error(409, "nameAlreadyExists", "An item with the same name already exists") : Put(request, file, body);
        if (Full(body.Length) is { } full)
            return full;
        return new(201, Saved(Add(path, folder: false), body).ToJson());
    }

    private GraphAnswer Put(HttpRequest request, DriveFile file, byte[] body)
    {
        if (Refused(request, file) is { } refused)
            return refused;
        return Full(body.Length) ?? new(200, Saved(file, body).ToJson());
    }

    private static GraphAnswer? Refused(HttpRequest request, DriveFile file) =>
        file.CheckedOutBy is { } other && other != DriveFile.App ? GraphAnswer.Error(423, "resourceLocked", "The resource you are attempting to access is locked")
        : request.Headers.IfMatch.ToString() is { Length: > 0 } mark && mark != file.ETag && mark != file.CTag ? GraphAnswer.Error(412, "resourceModified", "ETag does not match current item's value")
        : null;

    private GraphAnswer? Full(long more) =>
        Room is { } room && more > room ? GraphAnswer.Error(507, "quotaLimitReached", "Insufficient Space Available") : null;

    private DriveFile Saved(DriveFile file, byte[] body)
    {
        file.Save(AltersContent ? [.. body, 0] : body, DriveFile.App, Now());
        if (file.CheckedOutBy is null)
            file.Versions.Add(new(file.Content, ""));
        return file;
    }

    private GraphAnswer MakeFolder(string parent, byte[] body)
    {
        var name = (string)JsonNode.Parse(body)!["name"]!;
        var path = parent.Length == 0 ? name : $"{parent}/{name}";
        return Find(path) is null ? new(201, Add(path, folder: true).ToJson()) : GraphAnswer.Error(409, "nameAlreadyExists", "An item with the same name already exists");
    }

    /// <summary>In a folder that is there; Graph would make one that is missing, but nothing here relies on that.</summary>
    private DriveFile Add(string path, bool folder)
    {
        var file = new DriveFile(path, folder);
        _files.Add(file);
        return file;
    }

    private DriveFile? Find(string path) => _files.Find(file => string.Equals(file.Path, path, StringComparison.OrdinalIgnoreCase));

    private static GraphAnswer With(DriveFile? file, Func<DriveFile, GraphAnswer> work) => file is null ? GraphAnswer.Error(404, "itemNotFound", "The resource could not be found.") : work(file);
}
