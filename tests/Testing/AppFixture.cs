using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EngagementPipeline.Testing;

/// <summary>
/// The whole app on a free port of this machine, on a real Azurite of its own, without the sample. Opt in with
/// <c>[assembly: AssemblyFixture(typeof(AppFixture))]</c>.
/// Tests share it: work in projects and stories of your own. Two apps never share a store: they would take each other's messages.
/// </summary>
public sealed class AppFixture : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new() { OwnStore = true };
    /// <summary>More than this is sent only once the app has said that it wants it: what it refuses it does not read, and may hang up on.</summary>
    private const int Large = 60_000;

    private LocalServer? _server;
    private HttpClient? _client;

    public LocalServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Uri Address => Server.Address;

    public string ConnectionString => _azurite.ConnectionString;

    /// <summary>Is given the connection string of the empty store before the app starts on it.</summary>
    public Func<string, Task>? FillStore { get; init; }

    /// <summary>Where logs go; by default to standard error.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>App settings besides those that every test has.</summary>
    public IReadOnlyDictionary<string, string?> AppSettings { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the app is composed of besides its own parts.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Without, timers run only when a test runs them, by <c>POST admin/functions/NAME?wait=true</c>.</summary>
    public bool FollowSchedules { get; init; } = true;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        if (FillStore is { } fill)
            await fill(_azurite.ConnectionString);
        var settings = LocalServerSettings.ForTheApp(_azurite.ConnectionString);
        _server = await LocalServer.StartAsync(
            settings with
            {
                Logging = Logging,
                AppSettings = AppSettings,
                FollowSchedules = FollowSchedules,
                Configure = builder =>
                {
                    settings.Configure(builder);
                    Services(builder.Services);
                },
            },
            CancellationToken.None);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = _server.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>Storage stands still: connections are taken, and nothing is answered. What was asked meanwhile is done once it goes on.</summary>
    public void StopStorage() => _azurite.Signal("STOP");

    public void LetStorageGoOn() => _azurite.Signal("CONT");

    /// <summary>Sends one request as somebody with these roles (comma-separated kebab-case names; null for nobody).</summary>
    /// <param name="method">GET, PUT, …</param>
    /// <param name="path">Relative to the root, such as <c>api/stories</c>.</param>
    /// <param name="roles">Such as <c>comms</c> or <c>engagement-worker,comms</c>.</param>
    /// <param name="body">Null for none; a string goes as it is, anything else as JSON.</param>
    /// <param name="change">Headers to set.</param>
    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? roles = null, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri(Address, path));
        if (roles is not null)
            request.Headers.Add("X-Local-Role", roles);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        if (request.Content?.Headers.ContentLength > Large)
            request.Headers.ExpectContinue = true;
        change?.Invoke(request);
        return await _client!.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends, and reads the JSON that comes back; fails the test, with the body, on any other status.</summary>
    public async Task<JsonElement> JsonAsync(
        string method, string path, string? roles = null, object? body = null, int status = 200, Action<HttpRequestMessage>? change = null)
    {
        using var response = await SendAsync(method, path, roles, body, change);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{method} {path} answered {(int)response.StatusCode}, not {status}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>
    /// Waits until something is so; fails when it is not so within the time. A machine that is busy looks less often, and takes as much longer over what is waited for: fifty looks it has
    /// in any case, which are some three seconds where nothing else runs.
    /// </summary>
    public static async Task UntilAsync(Func<Task<bool>> so, string what, int seconds = 60)
    {
        const int fewest = 50;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        for (var looks = 1; !await so(); looks++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Assert.False(limit.IsCancellationRequested && looks >= fewest, $"Not within {seconds} s: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }
}
