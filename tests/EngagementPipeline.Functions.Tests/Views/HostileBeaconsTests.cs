using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using EngagementPipeline.Testing.Views;

namespace EngagementPipeline.Functions.Tests.Views;

/// <summary>What strangers send. The benchmark <c>fuzz</c> sends a million of them.</summary>
public sealed class HostileBeaconsTests(ViewsApp app)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Damaged_beacons_are_kept_or_refused_and_leave_no_row_that_should_not_be()
    {
        var story = app.Publish(cards: 3);
        var beacons = new MutatedBeacons(story.ToString(), seed: 20261126);
        var answers = new Dictionary<HttpStatusCode, int>();

        for (var sent = 0; sent < 4_000; sent++)
        {
            var (body, type) = beacons.Next();
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            using var answer = await app.Client.PostAsync("api/views", content, Token);
            answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
        }

        Assert.Empty(answers.Keys.Except(
            [HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType]));
        Assert.InRange(answers[HttpStatusCode.NoContent], 300, 4_000); // some get through, or this would try little

        await app.RollUpAsync();
        var figures = await app.FiguresAsync(story, "?by=share");
        Assert.Equal([""], figures.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()));
        Assert.Equal(
            figures.GetProperty("received").GetInt64(),
            figures.GetProperty("total").GetInt64() + figures.GetProperty("repeats").GetInt64()
                + figures.GetProperty("excluded").EnumerateObject().Sum(reason => reason.Value.GetInt64()));
        var cards = await app.FiguresAsync(story, "?by=card");
        Assert.Equal(["0", "1", "2"], cards.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetString()));
    }

    [Theory]
    [InlineData("POST /api/views HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 400\r\n\r\n{\"id\":")]
    [InlineData("POST /api/views HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n")]
    [InlineData("POST /api/views HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST /api/views HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /api/views HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("POST /api/views HTT")]
    public async Task A_sender_who_stops_half_way_is_no_fault_and_in_nobodys_way(string half)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, app.Client.BaseAddress!.Port, Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes(half.Replace("Host: 127.0.0.1", $"Host: 127.0.0.1:{app.Client.BaseAddress.Port}", StringComparison.Ordinal)), Token);
        socket.Shutdown(SocketShutdown.Send);

        // Either nothing more is said, or that the request was no good. Never that something broke.
        Assert.Matches(@"^(HTTP/1\.1 4\d\d .*)?$", await FirstLineAsync(socket));
        using var next = await app.SendAsync(ViewsApp.Record(app.Publish()));
        Assert.Equal(HttpStatusCode.NoContent, next.StatusCode);
    }

    private static async Task<string> FirstLineAsync(Socket socket)
    {
        var said = new byte[4096];
        try
        {
            var length = await socket.ReceiveAsync(said, Token);
            return Encoding.ASCII.GetString(said, 0, length).Split("\r\n")[0];
        }
        catch (SocketException hungUp) when (hungUp.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }
    }

    [Fact]
    public async Task Many_slow_senders_keep_nobody_waiting()
    {
        var slow = new List<Socket>();
        try
        {
            for (var sender = 0; sender < 100; sender++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                slow.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, app.Client.BaseAddress!.Port, Token);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /api/views HTTP/1.1\r\nHost: 127.0.0.1:{app.Client.BaseAddress.Port}\r\nContent-Length: 300\r\n\r\n{{"), Token);
            }

            using var answer = await app.SendAsync(ViewsApp.Record(app.Publish()));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }
}
