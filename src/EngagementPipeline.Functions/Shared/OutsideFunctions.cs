using EngagementPipeline.Core.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Shared;

/// <summary>Looks by itself how Microsoft 365 stands (docs/graph.md).</summary>
public sealed class OutsideFunctions(OutsideWatch watch)
{
    /// <summary>Every morning, before anybody is at work.</summary>
    [Function("CheckOutside"), AllowedToTheSystem]
    public Task Check([TimerTrigger("0 15 5 * * *")] TimerInfo timer, CancellationToken cancellationToken) => watch.LookAsync(cancellationToken);
}

/// <summary>Looks, and logs what needs somebody in the words that administrators read: they hold nothing secret, and nothing that anybody wrote.</summary>
public sealed class OutsideWatch(CheckOutsideHandler check, ILogger<OutsideWatch> logger)
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var finding in (await check.HandleAsync(cancellationToken)).NeedingSomebody)
            logger.LogWarning("Microsoft 365, {What}: {Says}", finding.What, finding.Says);
    }
}

/// <summary>Looks once the app has started, beside its work: it neither waits for that nor ends by it.</summary>
public sealed class LookOutsideAtStart(OutsideWatch watch, IHostApplicationLifetime app, ILogger<LookOutsideAtStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = app.ApplicationStarted.Register(() => started.TrySetResult());
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await watch.LookAsync(stoppingToken);
        }
        catch (Exception fault)
        {
            // Whatever it is: what throws here would end the app.
            if (!stoppingToken.IsCancellationRequested)
                logger.LogWarning("How Microsoft 365 stands could not be looked at ({Fault}). It is looked at again tomorrow morning, and at /microsoft-365.", fault.GetType().Name);
        }
    }
}
