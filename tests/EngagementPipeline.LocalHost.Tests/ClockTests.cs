using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.LocalHost.Clock;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class ClockTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly DateTimeOffset April = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ep-clock-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Starts_where_it_is_told_and_is_the_apps_clock()
    {
        await using var host = await StartAsync(April);

        var clock = host.Server.Services.GetRequiredService<TimeProvider>();
        Assert.Same(host.Server.Clock, clock);
        Assert.Equal(April, clock.GetUtcNow(), Slack);
        Assert.Equal(April, await ShownAsync(host), Slack);
    }

    [Fact]
    public async Task Shows_the_machines_time_where_it_is_told_nothing()
    {
        await using var host = await StartAsync(clock: null);

        var before = TimeProvider.System.GetUtcNow();
        var shown = await ShownAsync(host);

        Assert.InRange(shown, before, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Ticks_at_normal_speed_after_a_move()
    {
        await using var host = await StartAsync(April);
        await MoveAsync(host, April.AddYears(1));
        var (earliest, before, latest) = (Machine(), host.Server.Clock.GetUtcNow(), Machine());

        await host.Server.Clock.WaitUntilAsync(before.AddMilliseconds(500), Cancelled);

        var (least, passed, most) = (Machine() - latest, host.Server.Clock.GetUtcNow() - before, Machine() - earliest);
        Assert.True(passed >= TimeSpan.FromMilliseconds(500));
        Assert.InRange(passed, least, most);

        static DateTimeOffset Machine() => TimeProvider.System.GetUtcNow();
    }

    [Fact]
    public async Task Moves_forward_and_never_back()
    {
        await using var host = await StartAsync(April);

        using var moved = await MoveAsync(host, April.AddYears(1));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        using var back = await MoveAsync(host, April.AddMonths(6));

        Assert.Equal(HttpStatusCode.Conflict, back.StatusCode);
        Assert.Equal("application/problem+json", back.Content.Headers.ContentType?.MediaType);
        Assert.Equal("clock-cannot-go-back", (await back.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("code").GetString());
        Assert.Equal(April.AddYears(1), await ShownAsync(host), Slack);
    }

    [Fact]
    public async Task Goes_on_where_it_was_after_a_restart_and_not_back_to_where_it_is_told()
    {
        await using (var first = await StartAsync(April))
        {
            using var moved = await MoveAsync(first, April.AddYears(1));
        }

        await using (var second = await StartAsync(clock: null))
        {
            Assert.Equal(April.AddYears(1), await ShownAsync(second), Slack);
        }

        await using (var third = await StartAsync(April))
        {
            Assert.Equal(April.AddYears(1), await ShownAsync(third), Slack);
            Assert.True(third.Server.Clock.StartedLaterThanAsked);
        }

        await using var fourth = await StartAsync(April.AddYears(2));
        Assert.Equal(April.AddYears(2), await ShownAsync(fourth), Slack);
        Assert.False(fourth.Server.Clock.StartedLaterThanAsked);
    }

    [Fact]
    public void Does_not_go_back_with_a_machine_whose_clock_was_set_back()
    {
        var file = new ClockFile(Path.Combine(_data.FullName, "clock.json"));
        file.Write(now: April.AddDays(2), machine: April.AddDays(1));

        Assert.Equal(April.AddDays(3), file.Read(machine: April.AddDays(2)));
        Assert.Equal(April.AddDays(2), file.Read(machine: April));
    }

    [Fact]
    public async Task Wakes_what_waits_for_an_instant_that_a_move_has_passed()
    {
        var clock = new MovableClock(April, file: null);
        var waiting = clock.WaitUntilAsync(April.AddDays(40), Cancelled);

        Assert.True(clock.TryMoveTo(April.AddDays(39)));
        Assert.False(waiting.IsCompleted);
        Assert.True(clock.TryMoveTo(April.AddDays(41)));

        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("""{"now": 5}""")]
    [InlineData("""{"now": "tomorrow"}""")]
    [InlineData("""{"now": "2027-04-01"}""")]
    [InlineData("""{"now": "2027-04-01T09:00:00"}""")]
    [InlineData("""{"now": "9999-04-01T09:00:00Z"}""")]
    public async Task Refuses_a_time_it_cannot_read(string body)
    {
        await using var host = await StartAsync(April);

        using var answer = await host.Client.PostAsync("/local/clock", new StringContent(body), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(April, await ShownAsync(host), Slack);
    }

    [Theory]
    [InlineData("2027-04-01T09:00:00Z", "2027-04-01T09:00:00Z")]
    [InlineData("2027-04-01T09:00Z", "2027-04-01T09:00:00Z")]
    [InlineData("2027-04-01T09:00:00.123456Z", "2027-04-01T09:00:00.123456Z")]
    [InlineData("2027-04-01T10:00:00+01:00", "2027-04-01T09:00:00Z")]
    public void Reads_instants_with_a_zone(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Instant.Read(text));

    private Task<TestHost> StartAsync(DateTimeOffset? clock) =>
        TestHost.StartAsync(azurite, [typeof(HttpFunctions)], dataDirectory: _data.FullName, clock: clock);

    private static Task<HttpResponseMessage> MoveAsync(TestHost host, DateTimeOffset now) =>
        host.Client.PostAsJsonAsync("/local/clock", new { now }, Cancelled);

    private static async Task<DateTimeOffset> ShownAsync(TestHost host)
    {
        var shown = (await host.Client.GetFromJsonAsync<JsonElement>("/local/clock", Cancelled)).GetProperty("now").GetString()!;
        Assert.EndsWith("Z", shown, StringComparison.Ordinal);
        return DateTimeOffset.Parse(shown, System.Globalization.CultureInfo.InvariantCulture);
    }
}
