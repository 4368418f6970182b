using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Benchmarks.Harness;

namespace Benchmarks.Pages;

/// <summary>Lighthouse from npm, installed once per person and version, with this machine's Chromium.</summary>
internal sealed class Lighthouse
{
    private static readonly string[] UsualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly string _program;
    private readonly string _chromium;

    private Lighthouse(string program, string chromium) => (_program, _chromium) = (program, chromium);

    public static async Task<Lighthouse> EnsureAsync()
    {
        var chromium = UsualPlaces.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium was found. Install it (apt-get install chromium), or set CHROMIUM to its path.");
        var files = Path.Combine(AppContext.BaseDirectory, "lighthouse");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(files, "package-lock.json"))));
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "engagement-pipeline", $"lighthouse-{hash[..12]}");
        if (!Directory.Exists(home))
        {
            // Beside it first, so that an install that was cut short is never taken for one.
            var draft = $"{home}.{Path.GetRandomFileName()}";
            Directory.CreateDirectory(draft);
            foreach (var file in Directory.GetFiles(files))
                File.Copy(file, Path.Combine(draft, Path.GetFileName(file)));
            await Tools.RunAsync("npm", "ci", "--prefix", draft, "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error");
            Directory.Move(draft, home);
        }

        return new(Path.Combine(home, "node_modules", "lighthouse", "cli", "index.js"), chromium);
    }

    /// <summary>One visit of a slow phone (Lighthouse's mobile preset) with nothing in its cache.</summary>
    public async Task<LighthouseVisit> VisitAsync(Uri address, string work)
    {
        var report = Path.Combine(work, $"{Path.GetRandomFileName()}.json");
        var start = new ProcessStartInfo("node",
        [
            _program, address.AbsoluteUri, "--output=json", $"--output-path={report}", "--quiet", "--form-factor=mobile",
            "--only-categories=performance,accessibility,best-practices,seo", "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
        ])
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["CHROME_PATH"] = _chromium;
        using var run = Process.Start(start)!;
        var said = run.StandardError.ReadToEndAsync();
        await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"Lighthouse ended with {run.ExitCode}: {await said}");
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        return LighthouseVisit.Of(json.RootElement, address);
    }
}

/// <summary>Scores of 0 to 100; what fell short, by name; what was asked for, and how many bytes came.</summary>
internal sealed record LighthouseVisit(
    IReadOnlyDictionary<string, double> Scores, IReadOnlyList<string> Short, int Requests, int ThirdParty, double Bytes, double FirstPaintMs, double LargestPaintMs, double BlockedMs)
{
    public static LighthouseVisit Of(JsonElement report, Uri address)
    {
        var audits = report.GetProperty("audits");
        var categories = report.GetProperty("categories").EnumerateObject().ToList();
        var requests = audits.GetProperty("network-requests").GetProperty("details").GetProperty("items").EnumerateArray()
            .Select(item => (Url: new Uri(item.GetProperty("url").GetString()!), Bytes: item.TryGetProperty("transferSize", out var size) ? size.GetDouble() : 0))
            .Where(request => request.Url.Scheme is "http" or "https")
            .ToList();
        return new(
            categories.ToDictionary(category => category.Name, category => Math.Round(category.Value.GetProperty("score").GetDouble() * 100), StringComparer.Ordinal),
            [
                .. categories.SelectMany(category => category.Value.GetProperty("auditRefs").EnumerateArray())
                    .Where(audit => audit.GetProperty("weight").GetDouble() > 0)
                    .Select(audit => audit.GetProperty("id").GetString()!)
                    .Where(id => audits.GetProperty(id).GetProperty("score") is { ValueKind: JsonValueKind.Number } score && score.GetDouble() < 0.9)
                    .Distinct(StringComparer.Ordinal),
            ],
            requests.Count,
            requests.Count(request => request.Url.Authority != address.Authority),
            requests.Sum(request => request.Bytes),
            Value("first-contentful-paint"), Value("largest-contentful-paint"), Value("total-blocking-time"));

        double Value(string audit) => audits.GetProperty(audit).TryGetProperty("numericValue", out var value) ? value.GetDouble() : 0;
    }
}
