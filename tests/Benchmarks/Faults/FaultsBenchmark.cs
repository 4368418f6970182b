using System.Globalization;
using System.Security.Cryptography;
using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Views;

namespace Benchmarks.Faults;

/// <summary>
/// Proves that acknowledged = counted + excluded, to the unit, on real processes under load: the service killed at random instants,
/// storage stopped and started, every record delivered again in another order, the clock stepped over midnights and over both
/// nights on which the clocks change. <c>--kills N</c> and <c>--stops N</c> change how often. Ends with 1 when a single view is amiss.
/// </summary>
internal static class FaultsBenchmark
{
    private const int Readers = 16;

    /// <summary>Each begins with nobody reading; readers then read on while the clock steps from one instant to the next.</summary>
    private static readonly string[][] Nights =
    [
        ["2026-03-28T23:59:50Z", "2026-03-29T00:59:50Z", "2026-03-29T01:59:50Z", "2026-03-29T03:00:00Z"],
        ["2026-06-30T22:59:50Z", "2026-07-01T01:59:50Z"],
        ["2026-10-24T22:59:50Z", "2026-10-25T00:59:50Z", "2026-10-25T02:59:50Z"],
        ["2026-12-31T23:59:50Z", "2027-01-01T02:59:50Z"],
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var wrong = 0;
        wrong += await KillTheServiceAsync(Option(args, "--kills", 50));
        wrong += await StopStorageAsync(Option(args, "--stops", 10));
        wrong += await StepTheClockAsync();
        Console.WriteLine(wrong == 0 ? "Nothing was lost, and nothing was counted twice." : "Something is amiss, see above.");
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<int> KillTheServiceAsync(int kills)
    {
        var data = Directory.CreateTempSubdirectory("ep-faults-");
        string[] arguments = ["--port", "0", "--no-sample", "--data", data.FullName];
        var (service, address) = await Service.ReadyAsync(arguments);
        var story = await CountedStory.PublishAsync(address);
        await using var readers = new ManyReaders(() => address, story);
        readers.Start(Readers);

        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(50, 1_500));
            var children = service.Children();
            service.Signal("KILL");
            await service.ExitCodeAsync(); // or disposing would kill its storage, too
            await service.DisposeAsync();
            await AppFixture.UntilAsync(() => Task.FromResult(!children.Any(Service.Lives)), "its storage has ended", seconds: 60);
            (service, address) = await Service.ReadyAsync(arguments);
        }

        await readers.StopAsync();
        var wrong = await TellAsync($"Service killed {kills} times", address, story, readers);
        await service.DisposeAsync();
        Clear(data, wrong);
        return wrong;
    }

    private static async Task<int> StopStorageAsync(int stops)
    {
        var data = Directory.CreateTempSubdirectory("ep-faults-");
        var azurite = await AzuriteProcess.StartAsync(data.FullName, AzuritePorts.Free, CancellationToken.None);
        var ports = new AzuritePorts(azurite.BlobEndpoint.Port, azurite.QueueEndpoint.Port, azurite.TableEndpoint.Port);
        await using var server = await LocalServer.StartAsync(LocalServerSettings.ForTheApp(azurite.ConnectionString), CancellationToken.None);
        var story = await CountedStory.PublishAsync(server.Address);
        await using var readers = new ManyReaders(() => server.Address, story);
        readers.Start(Readers);

        for (var stop = 0; stop < stops; stop++)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(200, 2_000));
            await azurite.DisposeAsync();
            await Task.Delay(RandomNumberGenerator.GetInt32(0, 2_000));
            azurite = await AzuriteProcess.StartAsync(data.FullName, ports, CancellationToken.None);
        }

        await readers.StopAsync();
        var wrong = await TellAsync($"Storage stopped {stops} times", server.Address, story, readers);
        await readers.SendAllAgainAsync();
        wrong += await TellAsync("Every record again, in another order", server.Address, story, readers);
        await azurite.DisposeAsync();
        Clear(data, wrong);
        return wrong;
    }

    /// <summary>Steps to just before the instants at which a day, an hour or a closing changes, on nights of 23, 24 and 25 hours; two roll-ups at once.</summary>
    private static async Task<int> StepTheClockAsync()
    {
        var data = Directory.CreateTempSubdirectory("ep-faults-");
        var (service, address) = await Service.ReadyAsync("--port", "0", "--no-sample", "--data", data.FullName, "--clock", "2026-03-28T12:00:00Z");
        var wrong = 0;
        foreach (var night in Nights)
        {
            // A story of the night's own: whoever is read again after months is a new view by the rule (docs/views.md).
            await CountedStory.SetClockAsync(address, Instant(night[0]));
            var story = await CountedStory.PublishAsync(address);
            await using var readers = new ManyReaders(() => address, story);
            readers.Start(Readers);
            await ReadOnAsync();
            foreach (var step in night.Skip(1))
            {
                await CountedStory.SetClockAsync(address, Instant(step));
                await ReadOnAsync();
            }

            await readers.StopAsync();
            wrong += await TellAsync($"Clock stepped through the night of {night[0][..10]}", address, story, readers);

            Task ReadOnAsync() => Task.WhenAll(Task.Delay(15_000), CountedStory.CountAsync(address, story), CountedStory.CountAsync(address, story));
        }

        await service.DisposeAsync();
        Clear(data, wrong);
        return wrong;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<int> TellAsync(string what, Uri address, string story, ManyReaders readers)
    {
        var counts = await CountedStory.CountAsync(address, story);
        var difference = counts.DifferenceTo(readers);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {readers.Tries} requests, acknowledged {readers.Views} views + {readers.Robots} robots + {readers.Objected} who objected; "
            + $"counted {counts.Views} + {counts.Robots} + {counts.Objected}, repeats {counts.Repeats}. {(difference.Length == 0 ? "Exact." : "WRONG.")}"));
        return difference.Length == 0 ? 0 : 1;
    }

    /// <summary>What went wrong is left for whoever looks into it.</summary>
    private static void Clear(DirectoryInfo data, int wrong)
    {
        if (wrong == 0)
            data.Delete(recursive: true);
        else
            Console.WriteLine($"The data is in {data.FullName}.");
    }

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
