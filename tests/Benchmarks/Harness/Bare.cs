using System.Buffers;
using Azure.Storage.Blobs;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;
using EngagementPipeline.LocalHost.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Harness;

/// <summary>
/// The app's web server and the app's log with nothing between them: whatever is sent is kept as it is, on an Azurite of its own, and answered once it is
/// durable. No rule, no routing, no function. The app can't pass it; how near it comes is what the app itself costs.
/// </summary>
internal sealed class Bare : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly WebApplication _server;

    private Bare(AzuriteProcess azurite, WebApplication server)
    {
        _azurite = azurite;
        _server = server;
        Address = new(server.Urls.Single());
    }

    public Uri Address { get; }

    public static async Task<Bare> StartAsync(WorkFolder work)
    {
        var azurite = await AzuriteProcess.StartAsync(work.File("bare"), AzuritePorts.Free, CancellationToken.None);
        var container = new BlobContainerClient(azurite.ConnectionString, "bare");
        await container.CreateAsync();
        var log = new GroupCommit(new AppendBlobViewLog(container, TimeProvider.System, NullLogger<AppendBlobViewLog>.Instance));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(http => KeepAsync(http, log));
        await server.StartAsync();
        return new(azurite, server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private static async Task KeepAsync(HttpContext http, GroupCommit log)
    {
        var body = ArrayPool<byte>.Shared.Rent(PageRecord.MaxBytes);
        try
        {
            var length = 0;
            int read;
            while ((read = await http.Request.Body.ReadAsync(body.AsMemory(length))) > 0)
                length += read;
            http.Response.StatusCode = await log.AddAsync(body.AsSpan(0, length)) ? StatusCodes.Status204NoContent : StatusCodes.Status503ServiceUnavailable;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }
}
