using EngagementPipeline.Azure.Backups;
using EngagementPipeline.Functions.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Backup;

/// <summary>Takes and restores backups (docs/operations.md). Exit codes: 0 done, 1 refused or failed, 2 asked wrongly.</summary>
internal static class Program
{
    private const string Usage = """
        take PLACE            copies the store into a new folder in PLACE, and removes those older than 30 days
        list PLACE            only brings PLACE/taken-back.jsonl up to date: run it every few minutes
        check PLACE FOLDER    whether that backup is whole and unaltered
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
        await using var app = BackupServices.Of(new ConfigurationBuilder().AddEnvironmentVariables().Build());
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
}
