using EngagementPipeline.Testing;

namespace EngagementPipeline.EndToEnd;

/// <summary>The whole app with the invented sample project in it, for tests that only look.</summary>
public sealed class SampleApp : IAsyncLifetime
{
    public AppFixture App { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await App.JsonAsync("PUT", "api/sample", "admin", status: 204);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
