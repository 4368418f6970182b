using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace EngagementPipeline.LocalHost.Queues;

/// <summary>
/// Keeps a message out of others' sight while it is worked on. The lease is short and renewed, so that a message whose host was killed comes back
/// soon; the real host takes ten minutes.
/// </summary>
internal sealed class MessageLease : IAsyncDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly QueueClient _queue;
    private readonly string _messageId;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewing;
    private string _popReceipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan? renewal = null)
    {
        _queue = queue;
        _messageId = message.MessageId;
        _popReceipt = message.PopReceipt;
        _renewing = RenewAsync(renewal ?? Length / 3);
    }

    /// <summary>Ends the renewal. Only then is the receipt final.</summary>
    /// <returns>The receipt with which the message can be deleted or put back.</returns>
    public async Task<string> EndAsync()
    {
        await _ending.CancelAsync();
        await _renewing;
        return _popReceipt;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ending.Dispose();
    }

    private async Task RenewAsync(TimeSpan every)
    {
        using var tick = new PeriodicTimer(every);

        try
        {
            while (await tick.WaitForNextTickAsync(_ending.Token))
            {
                // Not cancelled half-way: the answer carries the receipt that ends the message.
                var update = await _queue.UpdateMessageAsync(_messageId, _popReceipt, visibilityTimeout: Length, cancellationToken: CancellationToken.None);
                _popReceipt = update.Value.PopReceipt;
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (RequestFailedException)
        {
            // The lease is lost; the message will come again, as every message may.
        }
    }
}
