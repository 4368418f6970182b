using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Benchmarks.Harness;

/// <summary>The whole app as a process of its own, on an Azurite of its own that keeps everything on disk.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private Service(Process process, Uri address, string connectionString)
    {
        _process = process;
        Address = address;
        ConnectionString = connectionString;
        _client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        _client.DefaultRequestHeaders.Add("X-Local-Role", "admin,comms,engagement-worker,report-author");
    }

    public Uri Address { get; }

    public string ConnectionString { get; }

    /// <summary>Processor time of the app so far.</summary>
    public TimeSpan Used
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Service> StartAsync(WorkFolder work)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "EngagementPipeline.LocalHost.dll"),
            "--port", "0", "--no-sample", "--azurite-ports", "0,0,0", "--data", work.File("data"),
        ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var storage = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("Azurite", StringComparison.Ordinal))
                storage = ConnectionTo(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            else if (line.StartsWith("ready ", StringComparison.Ordinal))
                return new(process, new(line["ready ".Length..]), storage);
        throw new InvalidOperationException("The service did not start.");
    }

    /// <summary>A story of one card that readers can open.</summary>
    public async Task<Guid> PublishAsync()
    {
        var project = Guid.NewGuid();
        var story = Guid.NewGuid();
        await SendAsync(HttpMethod.Put, $"api/projects/{project}", new { title = "Invented", purpose = "To be measured" });
        await SendAsync(HttpMethod.Put, $"api/stories/{story}", new
        {
            project,
            slug = $"story-{story}",
            title = "Invented",
            summary = "To be measured",
            language = "en",
            audience = "national",
            cards = new[] { new { id = "one", type = "text", text = "Invented words." } },
        });
        await SendAsync(HttpMethod.Post, $"api/stories/{story}/publish", new { });
        return story;
    }

    public Task RollUpAsync() => SendAsync(HttpMethod.Post, "admin/functions/RollUpViews?wait=true", new { });

    /// <summary>What <c>GET …/views</c> says of a story, for all time.</summary>
    public Task<JsonElement> FiguresAsync(Guid story) => SendAsync(HttpMethod.Get, $"api/stories/{story}/views", null);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
            await Tools.RunAsync("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    private static string ConnectionTo(string[] endpoints) =>
        $"DefaultEndpointsProtocol=http;AccountName={EngagementPipeline.LocalHost.Azurite.AzuriteProcess.AccountName};"
        + $"AccountKey={EngagementPipeline.LocalHost.Azurite.AzuriteProcess.AccountKey};"
        + $"BlobEndpoint={endpoints[0]};QueueEndpoint={endpoints[1]};TableEndpoint={endpoints[2]};";
}
