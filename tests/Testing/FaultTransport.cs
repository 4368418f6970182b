using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EngagementPipeline.Testing;

/// <summary>
/// A transport for any Azure SDK client (<c>ClientOptions.Transport</c>) that lets chosen attempts fail, and keeps what was
/// sent. Attempts for which no fault waits go to the real service.
/// </summary>
public sealed class FaultTransport : HttpPipelineTransport
{
    private readonly HttpPipelineTransport real = HttpClientTransport.Shared;
    private readonly ConcurrentQueue<Fault> waiting = new();
    private readonly ConcurrentQueue<SentRequest> sent = new();

    public FaultTransport(params IEnumerable<Fault> faults) => Next(faults);

    /// <summary>One for each attempt, retries included, in order.</summary>
    public IReadOnlyList<SentRequest> Sent => [.. sent];

    /// <summary>Decides the fate of the next attempts, one each.</summary>
    public void Next(params IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            waiting.Enqueue(fault);
    }

    public override Request CreateRequest() => real.CreateRequest();

    public override void Process(HttpMessage message)
    {
        var fault = Take(message);
        if (fault.Reaches)
            real.Process(message);
        fault.Strike(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = Take(message);
        if (fault.Reaches)
            await real.ProcessAsync(message);
        fault.Strike(message);
    }

    private Fault Take(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        sent.Enqueue(SentRequest.Of(message.Request));
        return waiting.TryDequeue(out var fault) ? fault : Fault.None;
    }
}
