using Azure.Core.Pipeline;
using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Harness;

/// <summary>The whole app in this process, so that what it allocates and what it asks of storage can be counted.</summary>
internal sealed class AppHere : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly LocalServer _server;

    private AppHere(AzuriteProcess azurite, LocalServer server)
    {
        _azurite = azurite;
        _server = server;
        Desk = new(server.Address);
    }

    public Desk Desk { get; }

    public string ConnectionString => _azurite.ConnectionString;

    /// <param name="work">Where storage is kept.</param>
    /// <param name="watcher">Sees every call to storage; null for nobody.</param>
    public static async Task<AppHere> StartAsync(WorkFolder work, HttpPipelinePolicy? watcher = null)
    {
        var azurite = await AzuriteProcess.StartAsync(work.File("azurite"), AzuritePorts.Free, CancellationToken.None);
        var app = LocalServerSettings.ForTheApp(azurite.ConnectionString);
        var server = await LocalServer.StartAsync(
            app with
            {
                Logging = logging => logging.ClearProviders(),
                Configure = builder =>
                {
                    app.Configure(builder);
                    if (watcher is not null)
                        builder.Services.AddSingleton(watcher);
                },
            },
            CancellationToken.None);
        return new(azurite, server);
    }

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        await _server.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
