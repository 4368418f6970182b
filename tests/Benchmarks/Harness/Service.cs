using System.Diagnostics;
using System.Globalization;
using EngagementPipeline.LocalHost.Azurite;

namespace Benchmarks.Harness;

/// <summary>The whole app as a process of its own, on an Azurite of its own that keeps everything on disk.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly Process _process;

    private Service(Process process, Uri address, string connectionString)
    {
        _process = process;
        ConnectionString = connectionString;
        Desk = new(address);
    }

    public Uri Address => Desk.Address;

    public Desk Desk { get; }

    public string ConnectionString { get; }

    /// <summary>Processor time of the app so far.</summary>
    public TimeSpan Used
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Service> StartAsync(WorkFolder work)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "EngagementPipeline.LocalHost.dll"),
            "--port", "0", "--no-sample", "--azurite-ports", "0,0,0", "--data", work.File("data"),
        ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var storage = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("Azurite", StringComparison.Ordinal))
                storage = ConnectionTo(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            else if (line.StartsWith("ready ", StringComparison.Ordinal))
                return new(process, new(line["ready ".Length..]), storage);
        throw new InvalidOperationException("The service did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        if (!_process.HasExited)
            await Tools.RunAsync("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string ConnectionTo(string[] endpoints) =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteProcess.AccountName};"
        + $"AccountKey={AzuriteProcess.AccountKey};"
        + $"BlobEndpoint={endpoints[0]};QueueEndpoint={endpoints[1]};TableEndpoint={endpoints[2]};";
}
