using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Shared;

/// <summary>What the worker needs when it starts under a Functions host. LocalHost does both in its own way.</summary>
public static class WorkerStart
{
    /// <summary>The Functions host's own limit (100 MB). Requests have smaller ones of their own, which answer 413 and say how large.</summary>
    private const long LargestBody = 104_857_600;

    /// <summary>
    /// The host hands requests on to a web server inside the worker. Left alone that one takes 30 MB and answers more with an empty 500,
    /// before an import of the size that docs/imports.md promises has been looked at.
    /// </summary>
    public static IServiceCollection AddWorkerServer(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(server =>
        {
            server.Limits.MaxRequestBodySize = LargestBody;
            server.AddServerHeader = false;
        });

    /// <summary>
    /// Makes tables, queues and containers where the app holds a connection string, and so is alone with its storage: <c>func start</c> on an
    /// emulator. In Azure it has no such string, and no right to make any: infra/ made them (docs/decisions/0015).
    /// </summary>
    public static async Task PrepareOwnStorageAsync(this IServiceProvider services)
    {
        if (services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"] is not { Length: > 0 })
            return;

        await using var scope = services.CreateAsyncScope();
        foreach (var part in scope.ServiceProvider.GetServices<IPrepareStorage>())
            await part.PrepareAsync(CancellationToken.None);
    }
}
