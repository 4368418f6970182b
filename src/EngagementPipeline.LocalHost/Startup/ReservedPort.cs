using System.Net;
using System.Net.Sockets;

namespace EngagementPipeline.LocalHost.Startup;

/// <summary>
/// A loopback port taken before anything slow begins, so that a busy one is noticed at once. Until the server listens on it, callers are refused
/// rather than kept waiting.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private Socket? _socket;

    private ReservedPort(Socket socket)
    {
        _socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        Address = new Uri($"http://127.0.0.1:{EndPoint.Port}/");
    }

    public IPEndPoint EndPoint { get; }

    public Uri Address { get; }

    /// <param name="port">0 for a free one.</param>
    /// <exception cref="CannotStartException">It is in use, or not allowed.</exception>
    public static ReservedPort Take(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return new ReservedPort(socket);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw fault.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? Taken(port)
                : new CannotStartException($"Port {port} cannot be used on this machine. Choose another: --port N (0 for any free one).");
        }
    }

    public static CannotStartException Taken(int port) =>
        new($"Port {port} is in use: stop what uses it, or choose another with --port N (0 for any free one).");

    /// <summary>Hands the socket over; whoever takes it closes it.</summary>
    public Socket Release() => Interlocked.Exchange(ref _socket, null) ?? throw new InvalidOperationException("The port was handed over already.");

    public void Dispose() => Interlocked.Exchange(ref _socket, null)?.Dispose();
}
