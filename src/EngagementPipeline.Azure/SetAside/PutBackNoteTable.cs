using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.SetAside;

namespace EngagementPipeline.Azure.SetAside;

/// <summary>That a piece of work was put back. Its message is not kept, only a hash that tells whether another is the same.</summary>
internal sealed class PutBackRow : ITableEntity
{
    public const string Table = "PutBack";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>A partition for each piece of work, a row for each message that was put back.</summary>
public sealed class PutBackNoteTable(Storage storage, TimeProvider clock) : IPutBackNotes
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly TableClient _table = storage.Table(PutBackRow.Table);

    public async Task NoteAsync(string queue, HeldMessage held, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(held);
        await _table.TryAddAsync(new PutBackRow { PartitionKey = KeyOf(queue, held.Message), RowKey = held.Message.Id, At = at }, cancellationToken);
        await _table.DeleteAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {KeyOf(queue, held.Message)} and At lt {at - Kept}"), cancellationToken);
    }

    public async Task<IReadOnlyList<DateTimeOffset>> ReadAsync(string queue, SetAsideMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var since = clock.GetUtcNow() - Kept;
        return await _table.ReadAllAsync<PutBackRow>($"PartitionKey eq {KeyOf(queue, message)} and At ge {since}", cancellationToken)
            .Select(row => row.At).Order().ToListAsync(cancellationToken);
    }

    /// <summary>The same work has the same message; one that is no text is known by its own id alone.</summary>
    private static string KeyOf(string queue, SetAsideMessage message) =>
        $"{queue}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Text ?? message.Id)).AsSpan(0, 16))}";
}
