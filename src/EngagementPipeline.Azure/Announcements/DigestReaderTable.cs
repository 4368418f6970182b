using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Announcements;

/// <summary>docs/tables/DigestReaders.md.</summary>
internal sealed class DigestReaderRow : ITableEntity
{
    public const string Table = "DigestReaders";

    public const string Partition = "reader";

    private const string DayFormat = "yyyy-MM-dd";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Worker { get; set; } = "";

    public string Address { get; set; } = "";

    public bool Off { get; set; }

    public string LastCapturedOn { get; set; } = "";

    public static DigestReaderRow Of(DigestReader reader) => new()
    {
        PartitionKey = Partition,
        RowKey = DigestReader.NameOf(reader.Id),
        Worker = reader.Id,
        Address = reader.Address ?? "",
        Off = reader.Off,
        LastCapturedOn = reader.LastCapturedOn.ToString(DayFormat, CultureInfo.InvariantCulture),
    };

    public DigestReader ToReader() =>
        new(Worker, Address.Length > 0 ? Address : null, Off, DateOnly.ParseExact(LastCapturedOn, DayFormat, CultureInfo.InvariantCulture));
}

public sealed class DigestReaderTable(Storage storage) : IDigestReaders
{
    private readonly TableClient _table = storage.Table(DigestReaderRow.Table);

    public Task<Versioned<DigestReader>?> FindAsync(string id, CancellationToken cancellationToken) => NamedAsync(DigestReader.NameOf(id), cancellationToken);

    public async Task<Versioned<DigestReader>?> NamedAsync(string name, CancellationToken cancellationToken) =>
        await _table.FindAsync<DigestReaderRow>(DigestReaderRow.Partition, name, cancellationToken) is { } row
            ? new Versioned<DigestReader>(row.ToReader(), row.ETag.ToString())
            : null;

    public Task<bool> PutAsync(DigestReader reader, string? onlyIf, CancellationToken cancellationToken) =>
        onlyIf is null
            ? _table.TryAddAsync(DigestReaderRow.Of(reader), cancellationToken)
            : _table.TryReplaceAsync(DigestReaderRow.Of(reader), new ETag(onlyIf), cancellationToken);

    public IAsyncEnumerable<DigestReader> ReadAsync(CancellationToken cancellationToken) =>
        _table.ReadAllAsync<DigestReaderRow>($"PartitionKey eq {DigestReaderRow.Partition}", cancellationToken).Select(row => row.ToReader());

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(DigestReaderRow.Partition, DigestReader.NameOf(id), cancellationToken: cancellationToken);
}
