using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>Counts what each request asks of storage, and holds it before a chosen call. A request is known by the trace that it came with.</summary>
public sealed class CallGate : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<ActivityTraceId, Held> _held = new();

    /// <summary>What a request with this trace asks, from now on.</summary>
    public Held Follow(ActivityTraceId trace, int before = int.MaxValue) => _held.GetOrAdd(trace, _ => new(before));

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Activity.Current is { } activity && _held.TryGetValue(activity.TraceId, out var held))
            await held.PassAsync();
        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public sealed class Held(int before)
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _mayGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public int Calls => _calls;

        /// <summary>It has come to the call before which it is held.</summary>
        public Task Arrived => _arrived.Task;

        public void Release() => _mayGo.TrySetResult();

        internal async Task PassAsync()
        {
            if (Interlocked.Increment(ref _calls) < before)
                return;
            _arrived.TrySetResult();
            await _mayGo.Task;
        }
    }
}
