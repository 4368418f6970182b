using System.Diagnostics;
using System.Net.Sockets;
using Azure.Data.Tables;
using EngagementPipeline.LocalHost.Azurite;

namespace EngagementPipeline.LocalHost.Tests.Azurite;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("azurite-").FullName;

    private string _connection = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Has_after_a_restart_what_it_acknowledged_just_before_it_was_ended()
    {
        await using (var first = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, Token))
        {
            var table = new TableClient(first.ConnectionString, "kept");
            await table.CreateAsync(Token);
            await table.AddEntityAsync(new TableEntity("p", "r"), Token);
        }

        await using var second = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, Token);
        var again = new TableClient(second.ConnectionString, "kept");
        var row = await again.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Token);

        Assert.True(row.HasValue);
    }

    [Fact]
    public async Task Has_after_a_restart_what_it_acknowledged_just_before_the_process_that_started_it_was_killed()
    {
        using (var orphan = await StartAloneAsync())
        {
            var table = new TableClient(_connection, "kept");
            await table.CreateAsync(Token);
            await table.AddEntityAsync(new TableEntity("p", "r"), Token);

            // What is left of a killed parent: all its ends of the pipes are closed, the ones that Azurite talks to as well.
            orphan.StandardOutput.Close();
            orphan.StandardError.Close();
            orphan.StandardInput.Close();
            await orphan.WaitForExitAsync(Token);
        }

        await using var second = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, Token);
        var again = new TableClient(second.ConnectionString, "kept");
        var row = await again.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Token);

        Assert.True(row.HasValue);
    }

    [Fact]
    public async Task Ends_when_the_process_that_started_it_is_gone_before_it_listens()
    {
        using var orphan = await LaunchAsync();

        orphan.StandardOutput.Close();
        orphan.StandardError.Close();
        orphan.StandardInput.Close();

        await orphan.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Token);
    }

    [Fact]
    public async Task A_connection_that_nobody_used_does_not_hold_its_end_up()
    {
        var azurite = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, Token);
        using var unused = new TcpClient();
        await unused.ConnectAsync(azurite.BlobEndpoint.Host, azurite.BlobEndpoint.Port, Token);

        await azurite.DisposeAsync();

        // It ended by itself: one that had to be killed would not have saved.
        Assert.True(azurite.EndedByItself);
    }

    [Fact]
    public async Task Says_why_it_could_not_start()
    {
        await using var first = await AzuriteProcess.StartAsync(Path.Combine(data, "first"), AzuritePorts.Free, Token);
        var taken = new AzuritePorts(first.BlobEndpoint.Port, 0, 0);

        var fault = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteProcess.StartAsync(Path.Combine(data, "second"), taken, Token));

        Assert.Contains("EADDRINUSE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_when_it_has_ended_and_ends_once()
    {
        var azurite = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, Token);
        Assert.False(azurite.Ended.IsCompleted);

        await azurite.DisposeAsync();
        await azurite.DisposeAsync();

        await azurite.Ended.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Token);
    }

    [Fact]
    public async Task A_start_that_is_called_off_leaves_nothing_running()
    {
        using var off = new CancellationTokenSource();
        var start = AzuriteProcess.StartAsync(data, AzuritePorts.Free, off.Token);

        await off.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        await using var next = await AzuriteProcess.StartAsync(data, AzuritePorts.Free, Token);
        Assert.NotEqual(0, next.TableEndpoint.Port);
    }

    private async Task<Process> LaunchAsync()
    {
        var install = await AzuriteInstall.EnsureAsync(Token);
        return Process.Start(new ProcessStartInfo(
            "node", [AzuriteInstall.Launcher, "--location", data, "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AZURITE_HOME"] = install.Home },
        })!;
    }

    private async Task<Process> StartAloneAsync()
    {
        var process = await LaunchAsync();
        const string listening = "Azurite Table service is successfully listening at ";
        var line = "";
        while (line is not null && !line.StartsWith(listening, StringComparison.Ordinal))
            line = await process.StandardOutput.ReadLineAsync(Token);
        _connection = $"DefaultEndpointsProtocol=http;AccountName={AzuriteProcess.AccountName};AccountKey={AzuriteProcess.AccountKey};"
            + $"TableEndpoint={line![listening.Length..]}/{AzuriteProcess.AccountName};";
        return process;
    }
}
