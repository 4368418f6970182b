using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Tests.Fixtures;

/// <summary>A host with the given function classes, on a free port and the shared Azurite.</summary>
public sealed class TestHost : IAsyncDisposable
{
    /// <summary>Five minutes from every occurrence of the timers here: where a test starts its clock that wants none to run by itself.</summary>
    public static readonly DateTimeOffset BetweenTimers = new(2026, 4, 1, 9, 35, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ep-localhost-");
    private LocalServer? _server;

    public Probe Probe { get; } = new();

    public LogCapture Log { get; } = new();

    /// <summary>Talks to the host; follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; private set; } = null!;

    public LocalServer Server => _server!;

    /// <summary>What every test here wants unless it says otherwise; <c>host.json</c> as the app has it, but quicker to look at queues.</summary>
    public static async Task<TestHost> StartAsync(
        AzuriteFixture azurite,
        IReadOnlyList<Type> functions,
        Dictionary<string, string?>? settings = null,
        Action<FunctionsApplicationBuilder>? configure = null,
        string? hostJson = null,
        string? dataDirectory = null,
        DateTimeOffset? clock = null,
        TimeSpan? grace = null)
    {
        var host = new TestHost();
        var json = Path.Combine(host._directory.FullName, "host.json");
        await File.WriteAllTextAsync(json, hostJson ?? DefaultHostJson);

        host._server = await LocalServer.StartAsync(
            new LocalServerSettings
            {
                Functions = functions,
                Configure = builder =>
                {
                    builder.Services.AddSingleton(host.Probe);
                    if (configure is null) builder.ConfigureFunctionsWebApplication();
                    else configure(builder);
                },
                StorageConnection = azurite.ConnectionString,
                HostJson = json,
                AppSettings = settings ?? [],
                DataDirectory = dataDirectory,
                Clock = clock,
                // What is to finish before the host stops finishes in this time on a busy machine, too.
                Grace = grace ?? TimeSpan.FromMinutes(1),
                Logging = logging => logging.AddProvider(host.Log).SetMinimumLevel(LogLevel.Debug),
            },
            TestContext.Current.CancellationToken);
        host.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Server.Address };

        return host;
    }

    public const string DefaultHostJson = """
        {
          "version": "2.0",
          "extensions": {
            "http": { "routePrefix": "" },
            "queues": { "maxPollingInterval": "00:00:00.200", "visibilityTimeout": "00:00:00", "maxDequeueCount": 3, "batchSize": 2, "newBatchThreshold": 1 }
          }
        }
        """;

    public async ValueTask DisposeAsync()
    {
        Probe.Gate.TrySetResult();
        Client?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
