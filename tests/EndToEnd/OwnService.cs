using EngagementPipeline.Testing;

namespace EngagementPipeline.EndToEnd;

/// <summary>The service on data of its own, started as often as a test likes. All of it goes with this: its processes first, then what they wrote.</summary>
internal sealed class OwnService(params string[] arguments) : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ep-service-");
    private Service? _service;
    private IReadOnlyList<int> _children = [];

    public Service Service => _service ?? throw new InvalidOperationException("Not started.");

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public async Task StartAsync()
    {
        (_service, Address) = await Service.ReadyAsync(["--port", "0", "--data", _data.FullName, .. arguments]);
        _children = _service.Children();
    }

    /// <summary>As when the power goes, but for its storage: that ends by itself.</summary>
    public async Task KillAsync()
    {
        Service.Signal("KILL");
        await Service.ExitCodeAsync(); // or disposing would kill its storage, too
        await EndedAsync();
    }

    /// <summary>As with Ctrl-C.</summary>
    public async Task StopAsync()
    {
        Service.Signal("TERM");
        Assert.Equal(0, await Service.ExitCodeAsync());
        await EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await EndedAsync();
        _data.Delete(recursive: true);
    }

    private async Task EndedAsync()
    {
        await Service.DisposeAsync();
        _service = null;
        await AppFixture.UntilAsync(() => Task.FromResult(!_children.Any(Service.Lives)), "its storage has ended", seconds: 60);
    }
}
