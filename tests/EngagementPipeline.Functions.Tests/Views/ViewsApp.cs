using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.Tests.Views;
using EngagementPipeline.LocalHost;
using EngagementPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(ViewsApp))]

namespace EngagementPipeline.Functions.Tests.Views;

/// <summary>
/// The whole app with stories that are published because the tests say so, on a storage account of its own: other tests' roll-ups would
/// take these stories for erased ones. Schedules are not followed: a test says when views are rolled up.
/// </summary>
public sealed class ViewsApp : IAsyncLifetime, IPublishedStories
{
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T10:00:00Z", null);

    private readonly AzuriteFixture _azurite = new();
    private readonly Dictionary<StoryId, PublishedStory> _stories = [];
    private LocalServer? _server;

    public HttpClient Client { get; private set; } = new();

    public string ConnectionString => _azurite.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _server = await LocalServer.StartAsync(
            LocalServerSettings.ForTheApp(_azurite.ConnectionString) with
            {
                Clock = Now,
                FollowSchedules = false,
                Configure = builder =>
                {
                    Program.Configure(builder);
                    builder.Services.AddSingleton<IPublishedStories>(this);
                },
            },
            CancellationToken.None);
        Client = new() { BaseAddress = _server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    public StoryId Publish(int version = 1, int cards = 3)
    {
        var story = new StoryId(Guid.NewGuid());
        var slug = Slug.TryParse("see-me", out var parsed) ? parsed : default;
        lock (_stories)
            _stories[story] = new(
                story, new(Guid.NewGuid()), slug, "See me", version, cards, Now.AddDays(-2), true,
                new Dictionary<string, Audience>(StringComparer.Ordinal) { ["board"] = Audience.Local, ["nation"] = Audience.National });
        return story;
    }

    public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken)
    {
        lock (_stories)
            return Task.FromResult(_stories.GetValueOrDefault(story));
    }

    public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_stories)
            return Task.FromResult<IReadOnlyList<PublishedStory>>([.. _stories.Values]);
    }

    /// <summary>Sends what a page would, as text.</summary>
    public async Task<HttpResponseMessage> SendAsync(object body, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/views")
        {
            Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "text/plain"),
        };
        with?.Invoke(request);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task RollUpAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "admin/functions/RollUpViews?wait=true") { Content = JsonContent.Create(new { }) };
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<JsonElement> FiguresAsync(StoryId story, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/stories/{story}/views{query}");
        request.Headers.Add("X-Local-Role", "comms");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static object Record(StoryId story, string? id = null, int seq = 0, int activeMs = 0, int[]? cards = null, bool done = false) =>
        new { id = id ?? Guid.NewGuid().ToString("N")[..20], story = story.ToString(), version = 1, seq, activeMs, cards = cards ?? [], done };
}
