using System.Text.Json;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Functions.Tests;

/// <summary>The whole app where Microsoft 365 is set up: what it asks of Graph is answered by <see cref="Graph"/>. Shared by the tests that need it, each in projects and items of its own.</summary>
public sealed class GraphApp : IAsyncLifetime
{
    private GraphServer? _graph;
    private AppFixture? _app;

    public GraphServer Graph => _graph ?? throw new InvalidOperationException("Not started.");

    public AppFixture App => _app ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _graph = await GraphServer.StartAsync();
        _app = new() { AppSettings = _graph.Settings(("Graph:Site", _graph.Pages.Site), ("Graph:Sender", _graph.Mail.Mailbox), ("Graph:Lists", "heads@county.example"), ("Graph:SafeguardingLead", "lead@county.example")) };
        await _app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_graph is not null)
            await _graph.DisposeAsync();
    }

    /// <summary>A timer's turn, now.</summary>
    public Task<JsonElement> RunAsync(string function) => App.JsonAsync("POST", $"admin/functions/{function}?wait=true", body: new { });
}

[CollectionDefinition(nameof(WithGraph))]
public sealed class WithGraph : ICollectionFixture<GraphApp>;
