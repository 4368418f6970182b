using EngagementPipeline.Functions.Shared;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.LocalHost.Runtime;
using EngagementPipeline.LocalHost.Startup;

namespace EngagementPipeline.LocalHost;

/// <summary>Starts storage and the app, says where they are, and stops both again. Exit codes: 0 stopped, 1 could not run, 2 asked wrongly.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var (options, error) = CommandLine.Parse(args);

        if (options is null)
        {
            await Console.Error.WriteLineAsync($"{error}\n\n{CommandLine.Usage}");
            return 2;
        }

        if (options.Help)
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }

        using var signals = new StopSignals();

        try
        {
            return await RunAsync(options, signals);
        }
        catch (OperationCanceledException) when (signals.Requested.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception fault) when (fault is CannotStartException or FunctionDefinitionException or AzuriteException or WrongSettingsException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (Exception fault)
        {
            // Caught so that whatever has started is stopped first.
            await Console.Error.WriteLineAsync($"It cannot run: {fault}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(CommandLine options, StopSignals signals)
    {
        // Cheap questions first: by the time Azurite starts, nothing is in the way.
        using var port = ReservedPort.Take(options.Port);
        using var data = DataDirectory.Open(options.Data, port.Address);
        await using var azurite = await AzuriteProcess.StartAsync(Path.Combine(data.Path, "azurite"), options.Azurite, signals.Requested);
        var settings = LocalServerSettings.ForTheApp(azurite.ConnectionString) with
        {
            DataDirectory = data.Path,
            Clock = options.Clock,
            LoadSample = options.LoadSample,
            TellAddress = true,
            SettingsFile = "local.settings.json",
        };
        await using var server = await LocalServer.StartAsync(settings, port, signals.Requested);

        Say(server, azurite, data, options);

        await Task.WhenAny(signals.UntilRequestedAsync(), azurite.Ended);

        if (signals.Requested.IsCancellationRequested)
        {
            Console.WriteLine("Stopping; Ctrl-C again ends it at once.");
            return 0;
        }

        throw new AzuriteException("Azurite ended by itself, so nothing can be kept any more.");
    }

    private static void Say(LocalServer server, AzuriteProcess azurite, DataDirectory data, CommandLine options)
    {
        var address = server.Address.GetLeftPart(UriPartial.Authority);

        if (server.Clock.StartedLaterThanAsked)
            Console.WriteLine($"The clock cannot go back to {options.Clock:u}: this data has seen a later time. Use another --data DIR for that.");

        Console.WriteLine($"""
            Start page  {address}/
            Sign in     {address}/local/sign-in
            Clock       {server.Clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC; move it with POST {address}/local/clock
            Data        {data.Path}
            Azurite     {azurite.BlobEndpoint} {azurite.QueueEndpoint} {azurite.TableEndpoint}
            ready {address}
            """);
    }
}
