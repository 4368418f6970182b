using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

internal sealed class CorrectionRow : ITableEntity
{
    public const string Table = "Corrections";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Figure { get; set; } = "";

    public string Note { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public string By { get; set; } = "";

    public Correction ToCorrection() => new(CorrectionId.From(Guid.ParseExact(RowKey, "D")), ImportedFigureRow.YearOf(PartitionKey), Figure, Note, At, By);
}

/// <summary>A partition for each year: few rows, read with its report.</summary>
public sealed class CorrectionTable(Storage storage) : ICorrections
{
    private readonly TableClient _table = storage.Table(CorrectionRow.Table);

    public async Task<IReadOnlyList<Correction>> ReadAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var rows = await _table.ReadAllAsync<CorrectionRow>($"PartitionKey eq {year.ToString()}", cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToCorrection()).OrderBy(one => one.At).ThenBy(one => one.Id.Value)];
    }

    public async Task<Correction?> FindAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken) =>
        (await _table.FindAsync<CorrectionRow>(year.ToString(), id.ToString(), cancellationToken))?.ToCorrection();

    public Task<bool> AddAsync(Correction correction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(correction);
        return _table.TryAddAsync(
            new CorrectionRow
            {
                PartitionKey = correction.Year.ToString(),
                RowKey = correction.Id.ToString(),
                Figure = correction.Figure,
                Note = correction.Note,
                At = correction.At,
                By = correction.By,
            },
            cancellationToken);
    }

    public Task RemoveAsync(ReportingYear year, CorrectionId id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(year.ToString(), id.ToString(), ETag.All, cancellationToken);
}
