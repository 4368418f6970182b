using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Harness;

/// <summary>
/// nginx as somebody would use it to count hits: 204 to everything, and one line per request in an access log that is not buffered. As many
/// workers as there are cores, and connections that stay open however long they are used.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process _process;

    private Nginx(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<Nginx> StartAsync(WorkFolder work)
    {
        var port = FreePort();
        var config = work.File("nginx.conf");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            worker_processes auto;
            daemon off;
            pid {{work.File("nginx.pid")}};
            error_log {{work.File("nginx-error.log")}};
            events { worker_connections 4096; }
            http {
              access_log {{work.File("access.log")}} combined;
              keepalive_requests 1000000000;
              client_body_temp_path {{work.File("body")}};
              proxy_temp_path {{work.File("proxy")}};
              fastcgi_temp_path {{work.File("fastcgi")}};
              uwsgi_temp_path {{work.File("uwsgi")}};
              scgi_temp_path {{work.File("scgi")}};
              server { listen 127.0.0.1:{{port}} backlog=4096; location / { return 204; } }
            }
            """));
        var process = Process.Start(new ProcessStartInfo("nginx", ["-p", work.Path, "-e", work.File("nginx-error.log"), "-c", config]))!;
        var nginx = new Nginx(process, new($"http://127.0.0.1:{port}/"));
        await nginx.UntilItAnswersAsync();
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Tools.RunAsync("kill", "-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture));
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task UntilItAnswersAsync()
    {
        for (var tries = 0; ; tries++)
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException) when (tries < 200 && !_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
