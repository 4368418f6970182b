using Azure.Core.Pipeline;
using EngagementPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>The app on an Azurite that tests may stop: real, with connections that stand open while nothing comes. Timers run only when they are called.</summary>
public sealed class StandingStorage : IAsyncLifetime
{
    public StandingStorage() =>
        App = new() { FollowSchedules = false, Services = services => services.AddSingleton<HttpPipelinePolicy>(Gate) };

    public AppFixture App { get; }

    public CallGate Gate { get; } = new();

    public ValueTask InitializeAsync() => App.InitializeAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
