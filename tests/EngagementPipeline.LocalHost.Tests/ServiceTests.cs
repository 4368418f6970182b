using System.Net;
using System.Net.Sockets;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.Testing;

namespace EngagementPipeline.LocalHost.Tests;

/// <summary>The program itself, as a real process with a real Azurite.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ep-service-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string[] Arguments => ["--port", "0", "--no-sample", "--data", _data.FullName];

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Answers_the_first_request_once_it_says_that_it_is_ready_and_says_where_things_are()
    {
        var (service, address) = await Service.ReadyAsync(Arguments);
        await using var _ = service;
        using var client = new HttpClient { BaseAddress = address };

        using var answer = await client.GetAsync("/local/sign-in", Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("127.0.0.1", address.Host);
        Assert.Contains($"{address}local/sign-in\n", service.Output, StringComparison.Ordinal);
        Assert.Contains(_data.FullName, service.Output, StringComparison.Ordinal);
        Assert.EndsWith($"\nready {address.GetLeftPart(UriPartial.Authority)}\n", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Ends_cleanly_at_a_signal_and_leaves_no_process(string signal)
    {
        var (service, _) = await Service.ReadyAsync(Arguments);
        await using var __ = service;
        var children = service.Children();
        Assert.NotEmpty(children);

        service.Signal(signal);

        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.DoesNotContain(children, Service.Lives);
        Assert.Equal("", service.Errors);
        Assert.False(File.Exists(Path.Combine(_data.FullName, "running.json")));
    }

    [Fact]
    public async Task Ends_cleanly_when_a_signal_comes_while_it_starts()
    {
        await using var service = Service.Start(Arguments);
        await Until.TrueAsync(() => service.Children().Count > 0);
        var children = service.Children();

        service.Signal("TERM");

        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.DoesNotContain(children, Service.Lives);
        Assert.Equal("", service.Errors);
    }

    [Fact]
    public async Task Leaves_no_process_even_when_it_is_killed_and_starts_again_on_the_same_data()
    {
        var (service, _) = await Service.ReadyAsync(Arguments);
        await using var __ = service;
        var children = service.Children();
        Assert.NotEmpty(children);

        service.Signal("KILL");
        await service.ExitCodeAsync();
        await Until.TrueAsync(() => !children.Any(Service.Lives));

        var (again, _) = await Service.ReadyAsync(Arguments);
        await again.DisposeAsync();
    }

    [Fact]
    public async Task Says_in_one_line_that_the_port_is_taken_before_anything_else_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var service = Service.Start("--port", $"{port}", "--data", _data.FullName);

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Equal($"Port {port} is in use: stop what uses it, or choose another with --port N (0 for any free one).\n", service.Errors);
        Assert.Equal("", service.Output);
        Assert.Empty(_data.GetFileSystemInfos());
    }

    [Fact]
    public async Task Says_in_one_line_that_another_run_holds_the_data()
    {
        var (first, address) = await Service.ReadyAsync(Arguments);
        await using var _ = first;

        await using var second = Service.Start(Arguments);

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Equal(
            $"The data in {_data.FullName} is in use by {address.GetLeftPart(UriPartial.Authority)} (process {first.Id}). Stop that first, or choose another directory with --data DIR.\n",
            second.Errors);
    }

    [Theory]
    [InlineData("--prot", "7071")]
    [InlineData("--port", "many")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "")]
    [InlineData("--port")]
    [InlineData("--clock", "tomorrow")]
    [InlineData("--clock", "2026-04-01")]
    [InlineData("--azurite-ports", "1,2")]
    [InlineData("--no-sample=yes")]
    [InlineData("7071")]
    public async Task Explains_itself_to_somebody_who_asks_wrongly(params string[] arguments)
    {
        await using var service = Service.Start(arguments);

        Assert.Equal(2, await service.ExitCodeAsync());
        Assert.Contains(arguments[0].Split('=')[0], service.Errors.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("Usage: ./run [options]", service.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_itself_where_asked()
    {
        await using var service = Service.Start("--help");

        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.Contains("--azurite-ports", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_all_its_options()
    {
        var ports = OwnPorts.Take(3);
        var (service, address) = await Service.ReadyAsync(
            [.. Arguments, "--clock=2026-04-01T09:00:00Z", "--azurite-ports", string.Join(',', ports)]);
        await using var _ = service;
        using var client = new HttpClient { BaseAddress = address };

        Assert.Contains("\"2026-04-01T09:0", await client.GetStringAsync("/local/clock", Cancelled), StringComparison.Ordinal);
        Assert.All(ports, port => Assert.Contains($"http://127.0.0.1:{port}/devstoreaccount1", service.Output, StringComparison.Ordinal));
    }
}
