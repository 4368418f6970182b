using EngagementPipeline.Azure.Backups;
using EngagementPipeline.Functions.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Backup;

/// <summary>Takes and restores backups (docs/operations.md). Exit codes: 0 done, 1 refused or failed, 2 asked wrongly, 3 found.</summary>
internal static class Program
{
    private const string Usage = """
        take PLACE            copies the store into a new folder in PLACE, and removes those older than 30 days
        list PLACE            only brings PLACE/taken-back.jsonl up to date: run it every few minutes
        check PLACE FOLDER    whether that backup is whole and unaltered
        find                  reads a text from standard input and says where in the store it stands: 0 nowhere, 3 somewhere
        restore PLACE FOLDER  puts it into an empty store that no app runs on

        The store is named as for the app: AzureWebJobsStorage, or the three addresses AzureWebJobsStorage__blobServiceUri, …queueServiceUri and
        …tableServiceUri, asked as whoever is signed in to the Azure CLI.
        """;

    public static async Task<int> Main(string[] args)
    {
        using var stopped = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopped.Cancel();
        };
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (settings["AzureWebJobsStorage"] is null && settings["AzureWebJobsStorage:blobServiceUri"] is null)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        await using var app = BackupServices.Of(settings);
        try
        {
            return await RunAsync(args, app.Services, stopped.Token);
        }
        catch (BackupException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. The same command goes on from here.");
            return 1;
        }
    }

    private static async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken stopped)
    {
        var take = services.GetRequiredService<TakeBackup>();
        var restore = services.GetRequiredService<RestoreBackup>();
        switch (args)
        {
            case ["take", var place]:
                Console.WriteLine($"Taken: {(await take.HandleAsync(place, stopped)).Path}");
                return 0;
            case ["list", var place]:
                Console.WriteLine($"{await take.ListAsync(place, stopped)} more were taken back.");
                return 0;
            case ["check", var place, var folder]:
                await restore.CheckAsync(new(Path.Combine(place, folder)), stopped);
                Console.WriteLine("Whole and unaltered.");
                return 0;
            case ["find"]:
                return await FindAsync((await Console.In.ReadToEndAsync(stopped)).Trim(), services.GetRequiredService<FindInStore>(), stopped);
            case ["restore", var place, var folder]:
                await services.PrepareOwnStorageAsync();
                await restore.HandleAsync(place, new(Path.Combine(place, folder)), stopped);
                Console.WriteLine("Restored. Check every project's ledger, and start the app.");
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task<int> FindAsync(string text, FindInStore find, CancellationToken stopped)
    {
        if (text.Length == 0)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var places = 0;
        await foreach (var place in find.HandleAsync(text, stopped))
        {
            Console.WriteLine(place);
            places++;
        }

        Console.WriteLine(places == 0 ? "It stands nowhere in the store." : $"It stands in {places} places.");
        return places == 0 ? 0 : 3;
    }
}
