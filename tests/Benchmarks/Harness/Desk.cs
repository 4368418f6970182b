using System.Net.Http.Json;
using System.Text.Json;

namespace Benchmarks.Harness;

/// <summary>What staff do through the app's API, as far as benchmarks need it.</summary>
internal sealed class Desk : IDisposable
{
    private readonly HttpClient _client;

    public Desk(Uri address)
    {
        Address = address;
        _client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        _client.DefaultRequestHeaders.Add("X-Local-Role", "admin,comms,engagement-worker,report-author");
    }

    public Uri Address { get; }

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

    public Task LoadSampleAsync() => SendAsync(HttpMethod.Put, "api/sample", null);

    public Task RollUpAsync() => SendAsync(HttpMethod.Post, "admin/functions/RollUpViews?wait=true", new { });

    /// <summary>What <c>GET …/views</c> says of a story, for all time.</summary>
    public Task<JsonElement> FiguresAsync(Guid story) => SendAsync(HttpMethod.Get, $"api/stories/{story}/views", null);

    public void Dispose() => _client.Dispose();

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
