using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Tries again as the storage clients do by themselves, and within somebody's request no longer than its <see cref="Patience"/>. Silence becomes a fault like any other that
/// passes: the clients' own, a cancelled task, would look as if the caller had gone.
/// </summary>
internal sealed class PatientRetries : RetryPolicy
{
    /// <summary>What is sent counts as silence too: so much of it each second is nobody's fault, and large bodies get the time that they need.</summary>
    private const double BytesPerSecond = 1_000_000;

    /// <summary>A try that has less than this left is not worth a wait.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly DelayStrategy _pauses;

    public PatientRetries(RetryOptions usual)
        : this(usual.MaxRetries, DelayStrategy.CreateExponentialDelayStrategy(usual.Delay, usual.MaxDelay))
    {
    }

    private PatientRetries(int mostRetries, DelayStrategy pauses)
        : base(mostRetries, pauses) => _pauses = pauses;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var patience = Patience.Current;
        var answered = false;
        patience?.Ask();
        try
        {
            await base.ProcessAsync(message, pipeline);
            answered = message.HasResponse && message.Response.Status is not (408 or 429 or >= 500);
        }
        catch (OperationCanceledException late) when (!message.CancellationToken.IsCancellationRequested)
        {
            throw NoAnswer(late);
        }
        catch (AggregateException tries) when (!message.CancellationToken.IsCancellationRequested && tries.InnerExceptions.Any(one => one is OperationCanceledException))
        {
            throw NoAnswer(tries);
        }
        finally
        {
            patience?.Hear(answered);
        }
    }

    protected override ValueTask OnSendingRequestAsync(HttpMessage message)
    {
        if (Patience.Current is not { } patience)
            return ValueTask.CompletedTask;
        var left = patience.Left;
        if (left <= TimeSpan.Zero)
            throw NoAnswer(null);
        message.NetworkTimeout = left + (message.Request.Content?.TryComputeLength(out var length) == true ? TimeSpan.FromSeconds(length / BytesPerSecond) : TimeSpan.Zero);
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        await base.ShouldRetryAsync(message, exception)
        && (Patience.Current is not { } patience
            || patience.Left >= Shortest + _pauses.GetNextDelay(message.HasResponse ? message.Response : null, message.ProcessingContext.RetryNumber + 1));

    private static RequestFailedException NoAnswer(Exception? cause) => new("Storage did not answer in time.", cause);
}
