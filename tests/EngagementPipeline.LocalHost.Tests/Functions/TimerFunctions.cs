using EngagementPipeline.LocalHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests.Functions;

public sealed class HourlyTimer(Probe probe)
{
    [Function("Hourly")]
    public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => probe.See(timer);
}

public sealed class ConfiguredTimer(Probe probe, TimeProvider clock)
{
    [Function("Configured")]
    public void Run([TimerTrigger("%Schedules__Configured%", UseMonitor = false)] TimerInfo timer) => probe.See((timer, clock.GetUtcNow()));
}

public sealed class SlowTimer(Probe probe)
{
    [Function("SlowTimer")]
    public async Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        probe.See("started");
        await probe.PassGateAsync(cancellationToken);
        probe.See("finished");
    }
}

public sealed class FailingTimer(Probe probe)
{
    [Function("FailingTimer")]
    public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
    {
        probe.See("tried");
        throw new InvalidOperationException("the-words-of-somebody");
    }
}

public sealed class StartupTimer(Probe probe)
{
    [Function("AtStart")]
    public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => probe.See(timer);
}
