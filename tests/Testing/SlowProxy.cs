using System.Net;
using System.Net.Sockets;

namespace EngagementPipeline.Testing;

/// <summary>A port of this machine that passes everything on to another, and stops doing so while it is told to: connections stand open, and nothing comes.</summary>
public sealed class SlowProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _passing = new();

    public SlowProxy(int target)
    {
        _target = target;
        _passing.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Stall() => _passing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => _passing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        GoOn();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            await Task.WhenAny(PumpAsync(from, to), PumpAsync(to, from));
        }
        catch (Exception gone) when (gone is SocketException or IOException or OperationCanceledException)
        {
            // Whoever asked sees the connection end.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _stopping.Token) is var read and > 0)
        {
            await _passing.Task;
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stopping.Token);
        }
    }
}
