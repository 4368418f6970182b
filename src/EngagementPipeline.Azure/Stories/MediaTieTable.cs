using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Azure.Stories;

internal sealed class MediaTieRow : ITableEntity
{
    public const string Table = "MediaTies";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public static string PartitionOf(ProjectId project, ConsentId consent) => $"{project}_{consent}";
}

public sealed class MediaTieTable(Storage storage) : IMediaTies
{
    private readonly TableClient _ties = storage.Table(MediaTieRow.Table);

    public Task AddAsync(ProjectId project, ConsentId consent, MediaId media, CancellationToken cancellationToken) =>
        _ties.UpsertEntityAsync(
            new MediaTieRow { PartitionKey = MediaTieRow.PartitionOf(project, consent), RowKey = media.ToString() }, TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<MediaId>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        await _ties.ReadAllAsync<MediaTieRow>($"PartitionKey eq {MediaTieRow.PartitionOf(project, consent)}", cancellationToken)
            .Select(row => Stored.Id<MediaId>(row.RowKey))
            .ToListAsync(cancellationToken);

    public IAsyncEnumerable<(ConsentId Consent, MediaId Media)> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        _ties.QueryAsync<MediaTieRow>(OfProject(project), cancellationToken: cancellationToken)
            .Select(row => (Stored.Id<ConsentId>(row.PartitionKey[(row.PartitionKey.IndexOf('_', StringComparison.Ordinal) + 1)..]), Stored.Id<MediaId>(row.RowKey)));

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) => _ties.DeleteAllAsync(OfProject(project), cancellationToken);

    /// <summary>The partitions of a project begin with its id and an underscore; the backtick is the character after it.</summary>
    private static string OfProject(ProjectId project) => TableClient.CreateQueryFilter($"PartitionKey gt {project + "_"} and PartitionKey lt {project + "`"}");
}
