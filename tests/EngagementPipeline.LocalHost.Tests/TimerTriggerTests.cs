using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class TimerTriggerTests(AzuriteFixture azurite) : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ep-timers-");

    private static readonly DateTimeOffset HalfPastNine = new(2026, 4, 1, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Runs_a_due_timer_promptly_when_the_clock_jumps_and_says_that_it_is_late()
    {
        await using var host = await StartAsync<HourlyTimer>();

        host.Server.Clock.TryMoveTo(HalfPastNine.AddMinutes(45));

        var run = await host.Probe.NextAsync<TimerInfo>();
        Assert.True(run.IsPastDue);
        Assert.Equal(new DateTime(2026, 4, 1, 11, 0, 0, DateTimeKind.Utc), run.ScheduleStatus!.Next);
        Assert.Equal(default, run.ScheduleStatus.Last);
    }

    [Fact]
    public async Task Runs_once_for_many_occurrences_in_one_jump()
    {
        await using var host = await StartAsync<HourlyTimer>(data: _data.FullName);

        host.Server.Clock.TryMoveTo(HalfPastNine.AddDays(3));
        await host.Probe.NextAsync<TimerInfo>();
        await WaitsAgainAsync(HalfPastNine.AddDays(3).AddMinutes(30));
        host.Server.Clock.TryMoveTo(HalfPastNine.AddDays(3).AddHours(1));
        var second = await host.Probe.NextAsync<TimerInfo>();

        Assert.Equal(0, host.Probe.Waiting);
        Assert.Equal(new DateTime(2026, 4, 4, 9, 30, 0, DateTimeKind.Utc), second.ScheduleStatus!.Last, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Runs_on_time_at_normal_speed_on_the_schedule_of_an_app_setting()
    {
        await using var host = await StartAsync<ConfiguredTimer>(new() { ["Schedules:Configured"] = "0 * * * * *" });

        for (var minute = 1; minute <= 2; minute++)
        {
            var due = HalfPastNine.AddMinutes(minute);
            host.Server.Clock.TryMoveTo(due.AddMilliseconds(-500));
            var (timer, at) = await host.Probe.NextAsync<(TimerInfo Timer, DateTimeOffset At)>();

            Assert.True(at >= due);
            // A second late only where the machine was.
            Assert.True(!timer.IsPastDue || at - due >= TimeSpan.FromSeconds(1));
            Assert.Null(timer.ScheduleStatus);
        }
    }

    [Fact]
    public async Task Skips_occurrences_that_pass_while_it_runs()
    {
        await using var host = await StartAsync<SlowTimer>(data: _data.FullName);

        host.Server.Clock.TryMoveTo(HalfPastNine.AddMinutes(10));
        Assert.Equal("started", await host.Probe.NextAsync<string>());
        host.Server.Clock.TryMoveTo(HalfPastNine.AddMinutes(55));
        host.Probe.Gate.SetResult();
        Assert.Equal("finished", await host.Probe.NextAsync<string>());
        await WaitsAgainAsync(HalfPastNine.AddMinutes(60));
        host.Server.Clock.TryMoveTo(HalfPastNine.AddMinutes(60));

        Assert.Equal("started", await host.Probe.NextAsync<string>());
        Assert.Equal("finished", await host.Probe.NextAsync<string>());
        Assert.Equal(0, host.Probe.Waiting);
        Assert.Equal(1, host.Probe.MostRunning);
    }

    [Fact]
    public async Task Runs_by_hand_only_after_the_run_under_way()
    {
        await using var host = await StartAsync<SlowTimer>();

        host.Server.Clock.TryMoveTo(HalfPastNine.AddMinutes(10));
        Assert.Equal("started", await host.Probe.NextAsync<string>());
        var byHand = host.Client.PostAsync("/admin/functions/SlowTimer?wait=true", null, TestContext.Current.CancellationToken);
        host.Probe.Gate.SetResult();
        using var answer = await byHand;

        Assert.Equal("finished", await host.Probe.NextAsync<string>());
        Assert.Equal("started", await host.Probe.NextAsync<string>());
        Assert.Equal(1, host.Probe.MostRunning);
    }

    [Fact]
    public async Task Goes_on_after_a_failure_and_logs_it_without_its_words()
    {
        await using var host = await StartAsync<FailingTimer>(data: _data.FullName);

        host.Server.Clock.TryMoveTo(HalfPastNine.AddHours(1));
        await host.Probe.NextAsync<string>();
        await WaitsAgainAsync(HalfPastNine.AddHours(1).AddMinutes(30));
        host.Server.Clock.TryMoveTo(HalfPastNine.AddHours(2));
        await host.Probe.NextAsync<string>();

        Assert.Contains(host.Log.Errors, line => line.StartsWith("FailingTimer failed: System.InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain("the-words-of-somebody", host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_at_start_where_the_function_asks_for_it()
    {
        await using var host = await StartAsync<StartupTimer>();

        Assert.False((await host.Probe.NextAsync<TimerInfo>()).IsPastDue);
    }

    [Fact]
    public async Task Makes_up_once_for_runs_missed_while_nothing_was_running()
    {
        await using (var before = await StartAsync<HourlyTimer>(data: _data.FullName))
        {
            before.Server.Clock.TryMoveTo(HalfPastNine.AddHours(1));
            await before.Probe.NextAsync<TimerInfo>();
        }

        await using (var after = await StartAsync<HourlyTimer>(data: _data.FullName, clock: HalfPastNine.AddDays(1)))
        {
            var run = await after.Probe.NextAsync<TimerInfo>();
            Assert.True(run.IsPastDue);
            Assert.Equal(new DateTime(2026, 4, 1, 10, 30, 0, DateTimeKind.Utc), run.ScheduleStatus!.Last, TimeSpan.FromMinutes(1));
            Assert.Equal(0, after.Probe.Waiting);
        }
    }

    [Fact]
    public async Task Stays_still_where_the_function_is_disabled()
    {
        await using var host = await StartAsync<HourlyTimer>(new() { ["AzureWebJobs.Hourly.Disabled"] = "true" });

        using var answer = await host.Client.PostAsync("/admin/functions/Hourly", null, TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Lets_a_run_under_way_finish_when_the_host_stops()
    {
        await using var host = await StartAsync<SlowTimer>();
        host.Server.Clock.TryMoveTo(HalfPastNine.AddMinutes(10));
        Assert.Equal("started", await host.Probe.NextAsync<string>());

        var stopping = host.Server.StopAsync();
        host.Probe.Gate.SetResult();
        await stopping;

        Assert.Equal("finished", await host.Probe.NextAsync<string>());
    }

    /// <summary>
    /// Until the host's only timer waits for <paramref name="due"/>. A function that was seen may still be under way, and what the clock is moved past
    /// before its end counts as missed.
    /// </summary>
    private Task WaitsAgainAsync(DateTimeOffset due) =>
        Until.TrueAsync(() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_data.FullName, "timers.json")))
            .RootElement.EnumerateObject().Single().Value.GetProperty("next").GetDateTimeOffset() == due);

    public void Dispose() => _data.Delete(recursive: true);

    private Task<TestHost> StartAsync<T>(Dictionary<string, string?>? settings = null, string? data = null, DateTimeOffset? clock = null) =>
        TestHost.StartAsync(azurite, [typeof(T)], settings, dataDirectory: data, clock: clock ?? HalfPastNine);
}
