using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using EngagementPipeline.LocalHost.Runtime;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost.Queues;

/// <summary>
/// Feeds one function from one queue as the real host does: a batch at a time, the next once few enough are under way; a message is deleted when the
/// function returns, comes back when it throws, and after too many tries is set aside in <c>QUEUE-poison</c>. A queue that does not exist counts as empty.
/// </summary>
internal sealed partial class QueueListener(
    Function function,
    QueueClient queue,
    QueueClient poison,
    QueueSettings settings,
    Func<Function, object?, IReadOnlyDictionary<string, object?>, CancellationToken, Task> run,
    ILogger log)
{
    private readonly List<Task> _underWay = [];

    /// <summary>Listens until <paramref name="stopping"/>; messages under way are then seen to their end, or to <paramref name="abort"/>.</summary>
    public async Task ListenAsync(CancellationToken stopping, CancellationToken abort)
    {
        var delay = new PollingDelay(settings.MaxPollingInterval);

        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await UntilThereIsRoomAsync();

                if (await FetchAsync(stopping) is { Length: > 0 } batch)
                {
                    delay.Reset();
                    _underWay.AddRange(batch.Select(message => Task.Run(() => ProcessAsync(message, abort), CancellationToken.None)));
                }
                else
                {
                    await Task.Delay(delay.Next(), stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping is the one way out.
        }

        await Task.WhenAll(_underWay);
    }

    private async Task UntilThereIsRoomAsync()
    {
        _underWay.RemoveAll(task => task.IsCompleted);

        while (_underWay.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(_underWay);
            _underWay.RemoveAll(task => task.IsCompleted);
        }
    }

    private async Task<QueueMessage[]> FetchAsync(CancellationToken stopping)
    {
        try
        {
            // Not cancelled once sent: messages handed out to nobody would stay out of sight for a whole lease.
            stopping.ThrowIfCancellationRequested();
            return (await queue.ReceiveMessagesAsync(settings.BatchSize, MessageLease.Length, CancellationToken.None)).Value;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            if (!stopping.IsCancellationRequested) CannotFetch(queue.Name, FaultOutline.Of(fault));

            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken abort)
    {
        try
        {
            await using var lease = new MessageLease(queue, message);

            if (await TryAsync(message, abort) is not { } fault)
            {
                await queue.DeleteMessageAsync(message.MessageId, await lease.EndAsync(), CancellationToken.None);
            }
            else if (fault is OperationCanceledException && abort.IsCancellationRequested)
            {
                await PutBackAsync(message, await lease.EndAsync(), TimeSpan.Zero);
            }
            else if (fault is Undecodable || message.DequeueCount >= settings.MaxDequeueCount)
            {
                await SetAsideAsync(message);
                await queue.DeleteMessageAsync(message.MessageId, await lease.EndAsync(), CancellationToken.None);
            }
            else
            {
                await PutBackAsync(message, await lease.EndAsync(), settings.VisibilityTimeout);
            }
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            // The message will come again when its lease ends.
            CannotFinish(message.MessageId, queue.Name, FaultOutline.Of(fault));
        }
    }

    /// <returns>What went wrong; null when the function took the message.</returns>
    private async Task<Exception?> TryAsync(QueueMessage message, CancellationToken abort)
    {
        try
        {
            // Tried often enough already, by a host that died each time.
            if (message.DequeueCount > settings.MaxDequeueCount) return new TimeoutException();
            if (MessageValue.Decode(message.Body, settings.Base64) is not { } body) return new Undecodable();

            await run(function, MessageValue.As(function.TriggerType, body), Properties(message, body), abort);
            return null;
        }
        catch (Exception fault)
        {
            if (!abort.IsCancellationRequested) Failed(function.Name, message.MessageId, message.DequeueCount, FaultOutline.Of(fault));

            return fault;
        }
    }

    private async Task SetAsideAsync(QueueMessage message)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: CancellationToken.None);
        SetAside(message.MessageId, queue.Name, poison.Name, message.DequeueCount);
    }

    private async Task PutBackAsync(QueueMessage message, string popReceipt, TimeSpan unseen) =>
        await queue.UpdateMessageAsync(message.MessageId, popReceipt, visibilityTimeout: unseen, cancellationToken: CancellationToken.None);

    private static Dictionary<string, object?> Properties(QueueMessage message, BinaryData body) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = body.ToString(),
        ["Id"] = message.MessageId,
        ["DequeueCount"] = message.DequeueCount,
        ["InsertionTime"] = message.InsertedOn,
        ["ExpirationTime"] = message.ExpiresOn,
        ["NextVisibleTime"] = message.NextVisibleOn,
        ["PopReceipt"] = message.PopReceipt,
    };

    private sealed class Undecodable() : Exception("The message is not base64.");

    [LoggerMessage(LogLevel.Error, "{Function} failed on message {Message}, try {Try}: {Outline}")]
    private partial void Failed(string function, string message, long @try, string outline);

    [LoggerMessage(LogLevel.Warning, "Message {Message} of queue {Queue} was set aside in {Poison} after {Tries} tries.")]
    private partial void SetAside(string message, string queue, string poison, long tries);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue} could not be read: {Outline}")]
    private partial void CannotFetch(string queue, string outline);

    [LoggerMessage(LogLevel.Warning, "Message {Message} of queue {Queue} could not be finished: {Outline}")]
    private partial void CannotFinish(string message, string queue, string outline);
}
