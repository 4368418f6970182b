using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class ConsentVoiceRow : ITableEntity
{
    public const string Table = "ConsentVoices";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public static string PartitionOf(ProjectId project, ConsentId consent) => $"{project}_{consent}";
}

public sealed class VoicesOfConsent(Storage storage) : IVoicesOfConsent
{
    private readonly TableClient _voices = storage.Table(ConsentVoiceRow.Table);

    public Task AddAsync(ProjectId project, ConsentId consent, VoiceId voice, CancellationToken cancellationToken) =>
        _voices.UpsertEntityAsync(
            new ConsentVoiceRow { PartitionKey = ConsentVoiceRow.PartitionOf(project, consent), RowKey = voice.ToString() },
            TableUpdateMode.Replace,
            cancellationToken);

    public async Task<IReadOnlyList<VoiceId>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        await _voices.QueryAsync<ConsentVoiceRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {ConsentVoiceRow.PartitionOf(project, consent)}"),
                cancellationToken: cancellationToken)
            .Select(row => Stored.Id<VoiceId>(row.RowKey))
            .ToListAsync(cancellationToken);
}
