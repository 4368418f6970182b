using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EngagementPipeline.Pages.Desk.Voices;

/// <summary>
/// The service worker that lets capture open without signal: <c>capture-worker.js</c> with the list of what a device keeps put
/// before it. A browser takes a new one when a byte of it differs, so its version differs whenever a kept file or page does.
/// </summary>
public static class CaptureWorker
{
    /// <summary>The page that a device keeps. It is the same for everybody.</summary>
    public const string Page = "/capture/on-device";

    private static readonly Lazy<string> Made = new(Make);

    public static string Script => Made.Value;

    private static string Make()
    {
        string[] loaded = ["desk.css", "icon.svg", "early.js", "desk.js", "capture.js", "prepare.js"];
        var files = loaded.Select(DeskAssets.Address)
            .Concat(loaded.Where(name => name.EndsWith(".js", StringComparison.Ordinal)).SelectMany(DeskAssets.ImportsOf))
            .Append(Page)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        // The page itself hangs on this assembly and on Core's, which holds the statements.
        var builds = new[] { typeof(CaptureWorker), typeof(Core.Voices.Statements) }.Select(type => type.Module.ModuleVersionId.ToString("N"));
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', files.Concat(builds)))).AsSpan(0, 8));
        var worker = Encoding.UTF8.GetString(DeskAssets.Find(DeskAssets.Address("capture-worker.js")[DeskAssets.Folder.Length..])!.Bytes.Span);
        return $"""
            const version = {JsonSerializer.Serialize(version)};
            const shell = {JsonSerializer.Serialize(Page)};
            const files = {JsonSerializer.Serialize(files)};

            {worker}
            """;
    }
}
