using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>An app whose storage can be slowed, filled and stopped, part by part.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    /// <summary>What is promised is two seconds; a machine that builds beside the test may add some of its own. What hangs, hangs for minutes.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly string _data = Path.Combine(Path.GetTempPath(), "engagement-pipeline-" + Path.GetRandomFileName());
    private readonly HttpClient _client = new();
    private readonly AzuritePorts _ports = OwnPorts.Take(3) is [var blob, var queue, var table] ? new(blob, queue, table) : AzuritePorts.Free;
    private readonly Fullness _fullness = new();
    private readonly SlowProxy[] _proxies = new SlowProxy[3];
    private AzuriteProcess? _azurite;
    private LocalServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(_data, _ports, Token);
        Uri[] services = [_azurite.BlobEndpoint, _azurite.QueueEndpoint, _azurite.TableEndpoint];
        var connection = _azurite.ConnectionString;
        for (var i = 0; i < services.Length; i++)
        {
            _proxies[i] = new SlowProxy(services[i].Port);
            connection = connection.Replace($":{services[i].Port}/", $":{_proxies[i].Port}/", StringComparison.Ordinal);
        }

        _server = await LocalServer.StartAsync(
            LocalServerSettings.ForTheApp(connection) with
            {
                FollowSchedules = false,
                Configure = builder =>
                {
                    Program.Configure(builder);
                    builder.Services.AddSingleton<HttpPipelinePolicy>(_fullness);
                },
            },
            Token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (var proxy in _proxies)
            proxy.GoOn();
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Says_in_time_which_part_is_slow_full_or_gone_and_is_well_again_when_it_is_back()
    {
        await WellAsync("at first");

        _proxies[1].Stall();
        await AwayAsync("queues");
        _proxies[1].GoOn();
        await WellAsync("queues answer again");

        _fullness.IsFull = true;
        await AwayAsync("blobs");
        _fullness.IsFull = false;
        await WellAsync("there is room again");

        await _azurite!.DisposeAsync();
        await AwayAsync("blobs", "queues", "tables");
        _azurite = await AzuriteProcess.StartAsync(_data, _ports, Token);
        await WellAsync("storage was started again");

        foreach (var proxy in _proxies)
            proxy.Stall();
        await AwayAsync("blobs", "queues", "tables");
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => AskAsync()));
        Assert.True(Stopwatch.GetElapsedTime(begun) < Bound, "Many that ask wait for each other.");
    }

    private async Task WellAsync(string when) =>
        await AppFixture.UntilAsync(async () => await AskAsync() is (200, { } body) && body.GetRawText() == """{"status":"ok"}""", when, seconds: 90);

    private async Task AwayAsync(params string[] parts) =>
        await AppFixture.UntilAsync(
            async () => await AskAsync() is (503, { } body)
                && body.GetProperty("status").GetString() == "unavailable"
                && body.GetProperty("away").EnumerateArray().Select(part => part.GetString()).SequenceEqual(parts)
                && body.EnumerateObject().Count() == 2,
            $"it says that away are {string.Join(", ", parts)}",
            seconds: 90);

    private async Task<(int Status, JsonElement Body)> AskAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        using var response = await _client.GetAsync(new Uri(_server!.Address, "healthz"), Token);
        Assert.True(Stopwatch.GetElapsedTime(begun) < Bound, $"It took {Stopwatch.GetElapsedTime(begun)}.");
        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    /// <summary>A disk without room: what is there is read, and nothing more is taken.</summary>
    private sealed class Fullness : HttpPipelinePolicy
    {
        public volatile bool IsFull;

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (IsFull && message.Request.Method == RequestMethod.Put)
                throw new RequestFailedException(500, "No room.");
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }
}
