using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Testing.Graph;

/// <summary>Upload sessions: pieces of multiples of 320 KiB, in order; the last makes the file, which is not there before.</summary>
public sealed partial class GraphServerDrives
{
    private const int PieceUnit = 320 * 1024;

    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>What is in the address of a session and lets in whoever has it.</summary>
    public static string SecretPart => "tempauth=v1.eyJz3cr3t";

    public TimeSpan SessionsLast { get; set; } = TimeSpan.FromMinutes(15);

    public int SessionsMade { get; private set; }

    /// <summary>Forgets every session, and what it had of a file.</summary>
    public void LoseSessions()
    {
        lock (_lock) _sessions.Clear();
    }

    private GraphAnswer CreateSession(HttpRequest request, string place, DriveFile? file, byte[] body)
    {
        var conflict = body.Length == 0 ? "" : (string?)JsonNode.Parse(body)!["item"]?["@microsoft.graph.conflictBehavior"];
        if (file is not null && conflict == "fail")
            return GraphAnswer.Error(409, "nameAlreadyExists", "An item with the same name already exists");
        if (file is null && place.StartsWith("items/", StringComparison.Ordinal))
            return GraphAnswer.Error(404, "itemNotFound");
        if (file is not null && Refused(request, file) is { } refused)
            return refused;
        var (id, session) = (Guid.NewGuid().ToString("N"), new Session(file?.Path ?? place, Now() + SessionsLast));
        _sessions[id] = session;
        SessionsMade++;
        return new(200, new JsonObject
        {
            ["uploadUrl"] = $"{Address.GetLeftPart(UriPartial.Authority)}/upload/{id}?{SecretPart}",
            ["expirationDateTime"] = At(session.ExpiresAt),
            ["nextExpectedRanges"] = new JsonArray("0-"),
        });
    }

    private async Task OnPiece(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        GraphAnswer answer;
        lock (_lock)
        {
            var id = (string)http.Request.RouteValues["session"]!;
            answer = !_sessions.TryGetValue(id, out var session) || session.ExpiresAt <= Now() ? GraphAnswer.Error(404, "itemNotFound", "The upload session was not found")
                : http.Request.Headers.ContainsKey("Authorization") ? GraphAnswer.Error(401, "unauthenticated", "Pieces carry no token")
                : http.Request.Method == "GET" ? new(200, Where(session))
                : Piece(id, session, http.Request, bytes.ToArray());
        }

        await answer.WriteAsync(http);
    }

    private GraphAnswer Piece(string id, Session session, HttpRequest request, byte[] piece)
    {
        var range = request.Headers.ContentRange.ToString()["bytes ".Length..].Split('-', '/').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var (from, to, size) = (range[0], range[1], range[2]);
        if (from != session.Content.Length)
            return GraphAnswer.Error(416, "invalidRange", "Optimistic concurrency failure during fragmented upload");
        if (to - from + 1 != piece.Length || (to + 1 < size && piece.Length % PieceUnit != 0))
            return GraphAnswer.Error(400, "invalidRequest", "Declared fragment length does not match the provided number of bytes");
        if (Full(size) is { } full)
            return full;
        session.Content.Write(piece);
        if (to + 1 < size)
            return new(202, Where(session));
        _sessions.Remove(id);
        var file = Find(session.Path);
        return new(file is null ? 201 : 200, Saved(file ?? Add(session.Path, folder: false), session.Content.ToArray()).ToJson());
    }

    private static JsonObject Where(Session session) => new()
    {
        ["expirationDateTime"] = At(session.ExpiresAt),
        ["nextExpectedRanges"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"{session.Content.Length}-")),
    };

    private static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed class Session(string path, DateTimeOffset expiresAt)
    {
        public string Path => path;

        public DateTimeOffset ExpiresAt => expiresAt;

        public MemoryStream Content { get; } = new();
    }
}
