using System.Diagnostics;
using System.Globalization;
using EngagementPipeline.LocalHost.Azurite;
using Xunit;

namespace EngagementPipeline.Testing;

/// <summary>
/// One real Azurite for all tests of an assembly, empty at first. Opt in with
/// <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c> and take it in the test class's constructor.
/// </summary>
/// <remarks>
/// Tests run side by side on it: work in tables, containers and queues of your own (<see cref="UniqueName"/>).
/// <c>AZURITE_CONNECTION_STRING</c>, set by <c>./test</c> for a whole run, names one that runs already.
/// </remarks>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "engagement-pipeline-" + Path.GetRandomFileName());
    private AzuriteProcess? process;

    /// <summary>Starts one all the same: for tests that must find the store empty.</summary>
    public bool OwnStore { get; init; }

    /// <summary>For blobs, queues and tables.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>A name no other test has, valid for a table, a container and a queue: <c>t</c> and 32 hex digits.</summary>
    public static string UniqueName() => "t" + Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync()
    {
        if (!OwnStore && Environment.GetEnvironmentVariable("AZURITE_CONNECTION_STRING") is { Length: > 0 } running)
        {
            ConnectionString = running;
            return;
        }

        process = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, CancellationToken.None);
        ConnectionString = process.ConnectionString;
    }

    /// <param name="name">STOP or CONT. Only where it has a store of its own.</param>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;

        await process.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
