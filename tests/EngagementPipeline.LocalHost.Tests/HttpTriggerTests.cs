using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class HttpTriggerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(azurite, [typeof(HttpFunctions)]);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/", "root")]
    [InlineData("GET", "", "root")]
    [InlineData("GET", "/things/tree", "got tree")]
    [InlineData("PUT", "/things/tree", "put tree")]
    [InlineData("GET", "/Things/Tree", "got Tree")]
    [InlineData("GET", "/things/tree/", "got tree")]
    [InlineData("GET", "/things/a%20b", "got a b")]
    [InlineData("GET", "/UnnamedRoute", "by name")]
    [InlineData("GET", "/reports/latest", "latest")]
    [InlineData("GET", "/reports/2021-22.csv", "file 2021-22.csv")]
    [InlineData("DELETE", "/reports/2021-22.csv", "2021-22 dot csv")]
    [InlineData("GET", "/typed/41/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", "42 0190d3a47c1e7cc398c4dc0c0c07398f  7")]
    [InlineData("POST", "/typed/41/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f/2026-04-01", "42 0190d3a47c1e7cc398c4dc0c0c07398f 2026 7")]
    public async Task Answers_with_the_function_that_the_route_and_the_method_name(string method, string path, string answer)
    {
        using var response = await SendAsync(method, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/things")]
    [InlineData("GET", "/things/tree/branch")]
    [InlineData("DELETE", "/things/tree")]
    [InlineData("HEAD", "/things/tree")]
    [InlineData("HEAD", "/")]
    [InlineData("OPTIONS", "/things/tree")]
    [InlineData("POST", "/")]
    [InlineData("GET", "/body/ten")]
    [InlineData("DELETE", "/local/clock")]
    [InlineData("GET", "/admin/functions/Root")]
    public async Task Answers_an_empty_404_for_an_unknown_route_or_a_wrong_method(string method, string path)
    {
        using var response = await SendAsync(method, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength ?? 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Empty(response.Content.Headers.Allow);
        Assert.Null(response.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/nothing")]
    public async Task Answers_an_empty_200_for_what_is_not_an_answer(string path)
    {
        using var response = await SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task Carries_out_an_action_result()
    {
        using var response = await SendAsync("GET", "/teapot");

        Assert.Equal(418, (int)response.StatusCode);
    }

    [Fact]
    public async Task Answers_an_empty_500_for_an_exception_and_logs_nothing_of_the_request()
    {
        using var response = await _host.Client.PostAsync("/fails", new StringContent("the-words-of-somebody"), Cancelled);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Contains(_host.Log.Errors, line => line.StartsWith("Fails failed: System.InvalidOperationException", StringComparison.Ordinal)
            && line.Contains("HttpFunctions.cs", StringComparison.Ordinal));
        Assert.DoesNotContain("the-words-of-somebody", _host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_the_answer_off_when_an_exception_comes_after_its_start()
    {
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _host.Client.GetStringAsync("/fails-late", Cancelled));
    }

    [Fact]
    public async Task Answers_500_for_a_route_value_of_the_wrong_type_as_the_real_host_does()
    {
        using var response = await SendAsync("GET", "/typed/many/0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Tells_the_function_what_it_is()
    {
        var described = await _host.Client.GetFromJsonAsync<JsonElement>("/describe/it", Cancelled);

        Assert.Equal("Describe", described.GetProperty("name").GetString());
        Assert.Equal("EngagementPipeline.LocalHost.Tests.Functions.HttpFunctions.Describe", described.GetProperty("entryPoint").GetString());
        Assert.Equal("EngagementPipeline.LocalHost.Tests.dll", described.GetProperty("assembly").GetString());
        Assert.Equal("httpTrigger", described.GetProperty("trigger").GetString());
        Assert.Equal(["request", "http", "context"], described.GetProperty("parameters").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("it", described.GetProperty("thing").GetString());
        Assert.True(described.GetProperty("same").GetBoolean());
        Assert.Equal(36, described.GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_413_for_a_body_over_the_functions_own_limit(bool announced)
    {
        // Small enough to be sent whole in any case: on a busy machine the client waits no longer, and sends.
        using var content = new ByteArrayContent(new byte[20_000]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/body/1000") { Content = content };
        request.Headers.TransferEncodingChunked = !announced;
        // Without it the client may still be sending when the answer and the end of the connection reach it.
        request.Headers.ExpectContinue = true;

        using var response = await _host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(_host.Log.Errors);
    }

    [Fact]
    public async Task Takes_a_body_up_to_the_functions_own_limit()
    {
        using var response = await _host.Client.PostAsync("/body/2000000", new ByteArrayContent(new byte[2_000_000]), Cancelled);

        Assert.Equal("2000000", await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Answers_413_at_once_for_a_body_that_announces_more_than_100_MB()
    {
        using var client = await ConnectAsync();

        await client.SendAsync(Encoding.ASCII.GetBytes("POST /body/1000 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857601\r\n\r\n"), Cancelled);

        Assert.StartsWith("HTTP/1.1 413 ", await FirstLineAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancels_the_function_when_the_caller_goes_away_and_logs_no_error()
    {
        var client = await ConnectAsync();
        await client.SendAsync(Encoding.ASCII.GetBytes("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"), Cancelled);
        Assert.Equal("arrived", await _host.Probe.NextAsync<string>());

        client.Dispose();

        Assert.Equal("cancelled", await _host.Probe.NextAsync<string>());
        await Until.TrueAsync(() => _host.Log.Lines.Any(line => line.Level == LogLevel.Debug && line.Text.StartsWith("Slow: the caller went away", StringComparison.Ordinal)));
        Assert.Empty(_host.Log.Errors);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:7071")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.1.10:7071")]
    public async Task Refuses_a_request_that_was_addressed_to_another_name(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things/tree");
        request.Headers.Host = host;

        using var response = await _host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("localhost:7071")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:7071")]
    public async Task Answers_to_every_name_of_this_machine(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things/tree");
        request.Headers.Host = host;

        using var response = await _host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void Listens_on_loopback_alone()
    {
        Assert.Equal("127.0.0.1", _host.Server.Address.Host);
        var listening = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(endpoint => endpoint.Port == _host.Server.Address.Port);
        // The system's list is read in pieces while others change it, and may name one twice.
        Assert.Equal([IPAddress.Loopback], listening.Select(endpoint => endpoint.Address).Distinct());
    }

    [Fact]
    public async Task Lets_a_request_under_way_finish_when_it_stops()
    {
        var slow = _host.Client.GetStringAsync("/slow", Cancelled);
        Assert.Equal("arrived", await _host.Probe.NextAsync<string>());

        var stopping = _host.Server.StopAsync();
        await Until.TrueAsync(async () => await IsRefusedAsync());
        _host.Probe.Gate.SetResult();

        Assert.Equal("slow", await slow);
        await stopping;
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await _host.Client.SendAsync(request, Cancelled);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _host.Server.Address.Port, Cancelled);
        return socket;
    }

    private async Task<bool> IsRefusedAsync()
    {
        try
        {
            using var socket = await ConnectAsync();
            return false;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    private static async Task<string> FirstLineAsync(Socket socket)
    {
        var buffer = new byte[256];
        var read = await socket.ReceiveAsync(buffer, Cancelled);
        return Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0];
    }
}
