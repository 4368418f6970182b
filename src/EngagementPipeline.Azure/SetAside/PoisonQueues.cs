using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.SetAside;

namespace EngagementPipeline.Azure.SetAside;

/// <summary>
/// The twins <c>QUEUE-poison</c> that the host moves a message to once it has failed too often. They are read as they are, without base64: a message that is none is
/// one of those that end there, and must not keep the others from being seen. A twin that does not exist is empty.
/// </summary>
public sealed class PoisonQueues(Storage storage) : ISetAside
{
    private static readonly TimeSpan ForGood = TimeSpan.FromSeconds(-1);

    /// <summary>One message is looked for among so many times what storage gives at once.</summary>
    private const int MostLooks = 32;

    /// <summary>Long enough for one act; then somebody else may take the message.</summary>
    public TimeSpan HeldFor { get; init; } = TimeSpan.FromMinutes(1);

    public static string Of(string queue) => $"{queue}-poison";

    public async Task<SetAsideMessages> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var messages = (await Twin(queue).PeekMessagesAsync(ISetAside.MostShown, cancellationToken)).Value;
            var shown = messages.Select(one => new SetAsideMessage(one.MessageId, one.InsertedOn ?? default, TextOf(one.Body))).OrderBy(one => one.Since).ToList();
            var count = shown.Count < ISetAside.MostShown ? shown.Count : Math.Max(shown.Count, await CountAsync(queue, cancellationToken));
            return new(count, shown);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new(0, []);
        }
    }

    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await Twin(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    public async Task<HeldMessage?> HoldAsync(string queue, string id, CancellationToken cancellationToken)
    {
        var others = new List<QueueMessage>();
        try
        {
            for (var look = 0; look < MostLooks; look++)
            {
                var next = await ReceiveAsync(queue, ISetAside.MostShown, cancellationToken);
                others.AddRange(next.Where(one => one.MessageId != id));
                if (next.FirstOrDefault(one => one.MessageId == id) is { } found)
                    return Held(found);
                if (next is [])
                    return null;
            }

            return null;
        }
        finally
        {
            // Those that were only in the way.
            foreach (var other in others)
                await LetGoAsync(queue, other.MessageId, other.PopReceipt);
        }
    }

    public async Task<IReadOnlyList<HeldMessage>> HoldNextAsync(string queue, int most, CancellationToken cancellationToken) =>
        [.. (await ReceiveAsync(queue, Math.Min(most, ISetAside.MostShown), cancellationToken)).Select(Held)];

    public Task LetGoAsync(string queue, HeldMessage held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        return LetGoAsync(queue, held.Message.Id, held.Hold);
    }

    public async Task SendAgainAsync(string queue, HeldMessage held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        await storage.RawQueue(queue).SendMessageAsync(held.Raw, timeToLive: ForGood, cancellationToken: cancellationToken);
    }

    public async Task RemoveAsync(string queue, HeldMessage held, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        try
        {
            await Twin(queue).DeleteMessageAsync(held.Message.Id, held.Hold, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 400)
        {
            // Somebody else has it by now, or it is gone: what was to be done is done by them, or was.
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(string queue, int most, CancellationToken cancellationToken)
    {
        try
        {
            return (await Twin(queue).ReceiveMessagesAsync(most, HeldFor, cancellationToken)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    /// <summary>Where that fails it comes back by itself, in a minute.</summary>
    private async Task LetGoAsync(string queue, string id, string hold)
    {
        try
        {
            await Twin(queue).UpdateMessageAsync(id, hold, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 400)
        {
            // Nothing to let go.
        }
    }

    private QueueClient Twin(string queue) => storage.RawQueue(Of(queue));

    private static HeldMessage Held(QueueMessage one) =>
        new(new(one.MessageId, one.InsertedOn ?? default, TextOf(one.Body)), one.Body.ToString(), one.PopReceipt);

    /// <summary>As the host would give it to the function: base64 of UTF-8 (host.json, <c>messageEncoding</c>).</summary>
    private static string? TextOf(BinaryData body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(body.ToString()));
        }
        catch (Exception other) when (other is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
