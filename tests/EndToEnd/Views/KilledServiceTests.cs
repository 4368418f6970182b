using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Views;

namespace EndToEnd.Views;

/// <summary>
/// Acknowledged = counted + excluded, to the unit, whatever is killed meanwhile. Real processes; the benchmark <c>faults</c> does the same at length.
/// </summary>
public sealed class KilledServiceTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ep-faults-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_service_that_is_killed_under_load_loses_nothing_it_acknowledged()
    {
        string[] arguments = ["--port", "0", "--no-sample", "--data", _data.FullName];
        var (service, address) = await Service.ReadyAsync(arguments);
        var story = await CountedStory.PublishAsync(address);
        await using var readers = new ManyReaders(() => address, story);
        readers.Start(8);

        for (var kill = 0; kill < 3; kill++)
        {
            var before = readers.Views;
            await AppFixture.UntilAsync(() => Task.FromResult(readers.Views > before + 20), "readers are being counted", seconds: 60);
            var children = service.Children();
            service.Signal("KILL");
            await service.ExitCodeAsync(); // or disposing would kill its storage, too
            await service.DisposeAsync();
            await AppFixture.UntilAsync(() => Task.FromResult(!children.Any(Service.Lives)), "its storage has ended", seconds: 60);
            (service, address) = await Service.ReadyAsync(arguments);
        }

        await readers.StopAsync();
        var counts = await CountedStory.CountAsync(address, story);
        await service.DisposeAsync();

        Assert.Equal("", counts.DifferenceTo(readers));
    }

    [Fact]
    public async Task Storage_that_restarts_under_load_loses_nothing_that_was_acknowledged_and_repeats_change_nothing()
    {
        var azurite = await AzuriteProcess.StartAsync(_data.FullName, AzuritePorts.Free, Token);
        var ports = new AzuritePorts(azurite.BlobEndpoint.Port, azurite.QueueEndpoint.Port, azurite.TableEndpoint.Port);
        await using var server = await LocalServer.StartAsync(LocalServerSettings.ForTheApp(azurite.ConnectionString) with { FollowSchedules = false }, Token);
        var story = await CountedStory.PublishAsync(server.Address);
        await using var readers = new ManyReaders(() => server.Address, story);
        readers.Start(8);

        for (var stop = 0; stop < 2; stop++)
        {
            var before = readers.Views;
            await AppFixture.UntilAsync(() => Task.FromResult(readers.Views > before + 20), "readers are being counted", seconds: 60);
            await azurite.DisposeAsync();
            azurite = await AzuriteProcess.StartAsync(_data.FullName, ports, Token);
        }

        await readers.StopAsync();
        Assert.Equal("", (await CountedStory.CountAsync(server.Address, story)).DifferenceTo(readers));

        await readers.SendAllAgainAsync();
        var counts = await CountedStory.CountAsync(server.Address, story);
        await azurite.DisposeAsync();

        Assert.Equal("", counts.DifferenceTo(readers));
        Assert.InRange(counts.Repeats, 20, long.MaxValue);
    }
}
