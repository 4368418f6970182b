using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests;

/// <summary>
/// The whole app, in which a timer's turn comes only when a test says so: for tests that turn timers which change what others look at, or that look at what a timer would change. One
/// after the other.
/// </summary>
public sealed class HandWound : IAsyncLifetime
{
    public AppFixture App { get; } = new() { FollowSchedules = false };

    public ValueTask InitializeAsync() => App.InitializeAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

[CollectionDefinition(nameof(TimersByHand))]
public sealed class TimersByHand : ICollectionFixture<HandWound>;
