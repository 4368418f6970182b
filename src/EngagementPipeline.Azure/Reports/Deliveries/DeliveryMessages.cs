using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports.Deliveries;

/// <summary>Sends deliveries by the queue <c>deliver</c>. A message is a year, a form and a SHA-256, separated by spaces.</summary>
public sealed class DeliveryMessages(Storage storage) : ISendDelivery
{
    public const string Queue = "deliver";

    /// <summary>Storage holds a message back no longer; one that comes too early is sent again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(6);

    private readonly QueueClient _queue = storage.Queue(Queue);

    public Task SendAsync(DeliverFile message, TimeSpan after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        // In whole seconds, and never earlier than asked.
        var wait = TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(after.TotalSeconds), 0, Longest.TotalSeconds));
        return _queue.SendMessageAsync(Correlation.Put($"{message.Year} {Kebab.Of(message.Form)} {message.Sha256}"), visibilityTimeout: wait, cancellationToken: cancellationToken);
    }

    /// <summary>Reads what <see cref="SendAsync"/> wrote; anything else is a fault, and ends in the poison queue.</summary>
    public static DeliverFile Read(string message)
    {
        return MessageVersion.Readable(message).Split(' ') is [var year, var form, { Length: 64 } sha256]
            ? new(ImportedFigureRow.YearOf(year), Kebab.Parse<ReportForm>(form), sha256)
            : throw new FormatException("Not a delivery.");
    }
}
