using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EngagementPipeline.LocalHost.Azurite;

/// <summary>A running Azurite. It ends when disposed, or when this process dies in any way.</summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    public const string AccountName = "devstoreaccount1";

    // Published with the emulator, and the same on every machine.
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const RegexOptions Captures = RegexOptions.ExplicitCapture;
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(30);
    private static readonly string[] Services = ["Blob", "Queue", "Table"];

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentDictionary<string, Uri> endpoints = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int disposed;

    private AzuriteProcess(ProcessStartInfo start)
    {
        process = AzuriteInstall.Start(start);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => End();
        process.EnableRaisingEvents = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Completes when Azurite has ended, whoever ended it.</summary>
    public Task Ended => ended.Task;

    /// <summary>Whether it ended without being killed, and so saved everything it had acknowledged; known once it was disposed.</summary>
    public bool EndedByItself { get; private set; }

    public int Id => process.Id;

    public Uri BlobEndpoint => endpoints["Blob"];

    public Uri QueueEndpoint => endpoints["Queue"];

    public Uri TableEndpoint => endpoints["Table"];

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Installs Azurite if need be, and returns when all three services answer.</summary>
    /// <param name="dataDirectory">Created if missing. One process at a time.</param>
    /// <param name="ports">Where to listen.</param>
    /// <param name="cancellationToken">Stops the attempt, and what it started.</param>
    /// <exception cref="AzuriteException">It could not be installed, or it did not start: a port is taken, for one.</exception>
    public static async Task<AzuriteProcess> StartAsync(string dataDirectory, AzuritePorts ports, CancellationToken cancellationToken)
    {
        var install = await AzuriteInstall.EnsureAsync(cancellationToken);
        Directory.CreateDirectory(dataDirectory);
        var azurite = new AzuriteProcess(Command(install, dataDirectory, ports));
        try
        {
            await azurite.ready.Task.WaitAsync(StartWithin, TimeProvider.System, cancellationToken);
            return azurite;
        }
        catch (TimeoutException e)
        {
            await azurite.DisposeAsync();
            throw new AzuriteException($"Azurite did not listen within {StartWithin.TotalSeconds} s.", e);
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets Azurite save its index (what it acknowledged in its last seconds), then ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;

        try
        {
            process.StandardInput.Close();
            await Ended.WaitAsync(EndWithin, TimeProvider.System);
            EndedByItself = true;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            process.Kill(entireProcessTree: true);
            // Only then does nobody write in the data any more.
            await Ended;
        }
        finally
        {
            process.Dispose();
        }
    }

    private static ProcessStartInfo Command(AzuriteInstall install, string dataDirectory, AzuritePorts ports)
    {
        string[] arguments =
        [
            AzuriteInstall.Launcher,
            "--location", Path.GetFullPath(dataDirectory),
            "--blobPort", Text(ports.Blob),
            "--queuePort", Text(ports.Queue),
            "--tablePort", Text(ports.Table),
        ];
        return new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_HOME"] = install.Home },
        };
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;

        if (!ready.Task.IsCompleted)
            said.Enqueue(line);
        if (Listening().Match(line) is not { Success: true } match)
            return;

        endpoints[match.Groups["service"].Value] = new Uri($"{match.Groups["address"].Value}/{AccountName}");
        if (Services.All(endpoints.ContainsKey))
            ready.TrySetResult();
    }

    private void End()
    {
        if (!ready.Task.IsCompleted)
        {
            process.WaitForExit(); // for its last words
            ready.TrySetException(new AzuriteException("Azurite stopped.\n" + string.Join('\n', said)));
        }

        ended.TrySetResult();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at (?<address>\S+?)/?$", Captures, 10_000)]
    private static partial Regex Listening();
}
