using EngagementPipeline.EndToEnd;
using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Views;

namespace EndToEnd.Views;

/// <summary>
/// Acknowledged = counted + excluded, to the unit, whatever is killed meanwhile. Real processes; the benchmark <c>faults</c> does the same at length.
/// </summary>
public sealed class KilledServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_is_killed_under_load_loses_nothing_it_acknowledged()
    {
        await using var service = new OwnService("--no-sample");
        await service.StartAsync();
        var story = await CountedStory.PublishAsync(service.Address);
        await using var readers = new ManyReaders(() => service.Address, story);
        readers.Start(8);

        for (var kill = 0; kill < 3; kill++)
        {
            var before = readers.Views;
            await AppFixture.UntilAsync(() => Task.FromResult(readers.Views > before + 20), "readers are being counted", seconds: 60);
            await service.KillAsync();
            await service.StartAsync();
        }

        await readers.StopAsync();
        var counts = await CountedStory.CountAsync(service.Address, story);

        Assert.Equal("", counts.DifferenceTo(readers));
    }

    [Fact]
    public async Task Storage_that_restarts_under_load_loses_nothing_that_was_acknowledged_and_repeats_change_nothing()
    {
        var data = Directory.CreateTempSubdirectory("ep-faults-");
        var azurite = await AzuriteProcess.StartAsync(data.FullName, AzuritePorts.Free, Token);
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
            azurite = await AzuriteProcess.StartAsync(data.FullName, ports, Token);
        }

        await readers.StopAsync();
        Assert.Equal("", (await CountedStory.CountAsync(server.Address, story)).DifferenceTo(readers));

        await readers.SendAllAgainAsync();
        var counts = await CountedStory.CountAsync(server.Address, story);
        await azurite.DisposeAsync(); // ended, and nothing writes any more
        data.Delete(recursive: true);

        Assert.Equal("", counts.DifferenceTo(readers));
        Assert.InRange(counts.Repeats, 20, long.MaxValue);
    }
}
