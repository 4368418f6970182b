using System.Net.Http.Json;
using System.Text.Json;

namespace EngagementPipeline.Testing.Views;

/// <summary>A story of one card that is published through the API, and what the service says was read of it.</summary>
public static class CountedStory
{
    /// <summary>Gives the story's id.</summary>
    public static async Task<string> PublishAsync(Uri address)
    {
        var (project, story) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await CallAsync(address, "PUT", $"api/projects/{project}", "engagement-worker", new { title = "An invented project", purpose = "To try the counting." });
        await CallAsync(address, "PUT", $"api/stories/{story}", "comms", new
        {
            project,
            slug = $"story-{story}",
            title = "An invented story",
            summary = "To be counted.",
            language = "en",
            audience = "local",
            cards = new[] { new { id = "one", type = "text", text = "Read this." } },
        });
        await CallAsync(address, "POST", $"api/stories/{story}/publish", "comms", new { });
        return story;
    }

    /// <summary>What was read on all days there are, once everything in the log is added up.</summary>
    public static async Task<ViewCounts> CountAsync(Uri address, string story)
    {
        await CallAsync(address, "POST", "admin/functions/RollUpViews?wait=true", "admin", new { });
        var figures = await CallAsync(address, "GET", $"api/stories/{story}/views?from=2000-01-01&to=2099-12-31", "comms", body: null);
        var excluded = figures.GetProperty("excluded");
        return new(
            figures.GetProperty("total").GetInt64(), excluded.GetProperty("bot").GetInt64(), excluded.GetProperty("objected").GetInt64(),
            figures.GetProperty("received").GetInt64(), figures.GetProperty("repeats").GetInt64())
        {
            UnknownVersions = excluded.GetProperty("unknown-version").GetInt64(),
        };
    }

    /// <summary>Moves the service's clock on.</summary>
    public static Task SetClockAsync(Uri address, DateTimeOffset now) => CallAsync(address, "POST", "local/clock", "admin", new { now });

    private static async Task<JsonElement> CallAsync(Uri address, string method, string path, string role, object? body)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri(address, path));
        request.Headers.Add("X-Local-Role", role);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

/// <param name="Received">Records received: views + excluded + repeats, to the unit.</param>
public sealed record ViewCounts(long Views, long Robots, long Objected, long Received, long Repeats)
{
    /// <summary>Of versions that were never published: no reader of ours sends them, damaged records may.</summary>
    public long UnknownVersions { get; init; }

    public bool AddsUp => Received == Views + Robots + Objected + UnknownVersions + Repeats;

    /// <summary>Says in one line how this differs from what readers had acknowledged; empty when it does not.</summary>
    public string DifferenceTo(ManyReaders readers) =>
        (Views, Robots, Objected, UnknownVersions) == (readers.Views, readers.Robots, readers.Objected, 0) && AddsUp
            ? ""
            : $"acknowledged {readers.Views} views, {readers.Robots} robots, {readers.Objected} who objected; counted {this}";
}
