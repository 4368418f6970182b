using Azure.Storage.Queues;
using EngagementPipeline.LocalHost.Clock;
using EngagementPipeline.LocalHost.Queues;
using EngagementPipeline.LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>Everything that starts a function without a request: timers, queues, and an administrator's hand.</summary>
internal sealed class BackgroundTriggers : IAsyncDisposable
{
    /// <summary>How long what was cancelled may take to notice, and to put its message back.</summary>
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(10);

    private readonly FunctionPipeline _pipeline;
    private readonly IServiceProvider _services;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Dictionary<Function, FunctionTimer> _timers;
    private readonly List<QueueListener> _listeners;
    private readonly HashSet<Task> _byHand = [];
    private readonly bool _followSchedules;
    private readonly TimeSpan _grace;
    private Task _running = Task.CompletedTask;

    /// <exception cref="FunctionDefinitionException">A schedule or a connection is wrong.</exception>
    public BackgroundTriggers(
        FunctionCatalogue functions,
        FunctionPipeline pipeline,
        IServiceProvider services,
        QueueSettings queues,
        IConfiguration settings,
        MovableClock clock,
        TimerMemory memory,
        bool followSchedules,
        TimeSpan grace,
        ILoggerFactory logs)
    {
        _pipeline = pipeline;
        _services = services;
        _log = logs.CreateLogger("EngagementPipeline.LocalHost.Triggers");
        _followSchedules = followSchedules;
        _grace = grace;
        _timers = functions.All.Where(function => function.Trigger is TimerTriggerAttribute).ToDictionary(
            function => function,
            function => new FunctionTimer(function, Schedule(function, settings), RunAsync, clock, memory, _log));
        _listeners = [.. functions.All.Where(function => function.Trigger is QueueTriggerAttribute).Select(function => Listener(function, queues, settings))];
    }

    public void Start() =>
        _running = Task.WhenAll(
        [
            .. _timers.Values.Where(_ => _followSchedules).Select(timer => timer.FollowAsync(_stopping.Token, _abort.Token)),
            .. _listeners.Select(listener => Task.Run(() => listener.ListenAsync(_stopping.Token, _abort.Token))),
        ]);

    /// <summary>Runs a timer or queue function now. What it throws comes out.</summary>
    /// <param name="input">A queue function's message; null reads as an empty one.</param>
    public Task RunByHandAsync(Function function, string? input)
    {
        var run = _timers.TryGetValue(function, out var timer)
            ? timer.RunNowAsync(_abort.Token)
            : RunAsync(function, MessageValue.As(function.TriggerType, BinaryData.FromString(input ?? "")), _abort.Token);

        lock (_byHand)
        {
            _byHand.RemoveWhere(task => task.IsCompleted);
            _byHand.Add(run);
        }

        return run;
    }

    /// <summary>Starts nothing more, and sees what is under way to its end; cancels what takes longer than <see cref="LocalServerSettings.Grace"/>.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        Task everything;

        lock (_byHand)
        {
            everything = Task.WhenAll([_running, .. _byHand]);
        }

        await everything.WaitAsync(_grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (everything.IsCompleted) return;

        await _abort.CancelAsync();
        await everything.WaitAsync(AfterGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();

        foreach (var timer in _timers.Values) timer.Dispose();

        _stopping.Dispose();
        _abort.Dispose();
    }

    private static TimerSchedule Schedule(Function function, IConfiguration settings) =>
        TimerSchedule.Parse(function.Name, AppSetting.Resolve(function.Name, ((TimerTriggerAttribute)function.Trigger).Schedule, settings));

    private QueueListener Listener(Function function, QueueSettings queues, IConfiguration settings)
    {
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var connection = AppSetting.Connection(function.Name, trigger.Connection, settings);
        var name = AppSetting.Resolve(function.Name, trigger.QueueName, settings);

        return new QueueListener(
            function, new QueueClient(connection, name), new QueueClient(connection, name + "-poison"), queues, RunAsync, _log);
    }

    private Task<object?> RunAsync(Function function, object? value, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_services, function, value, null, cancellationToken);

    private Task<object?> RunAsync(Function function, object? value, IReadOnlyDictionary<string, object?> properties, CancellationToken cancellationToken) =>
        _pipeline.RunAsync(_services, function, value, properties, cancellationToken);
}
