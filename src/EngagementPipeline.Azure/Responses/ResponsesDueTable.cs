using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Responses;

/// <summary>docs/tables/ResponsesDue.md.</summary>
internal sealed class ResponsesDueRow : ITableEntity
{
    public const string Table = "ResponsesDue";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Stamp { get; set; } = "";
}

/// <summary>A story's mark is in its own partition, so that readers of many stories don't wait for each other; all of them are few, and gone once they are looked after.</summary>
public sealed class ResponsesDueTable(Storage storage) : IResponsesDue
{
    private readonly TableClient _due = storage.Table(ResponsesDueRow.Table);

    public Task MarkAsync(StoryId story, DateOnly day, CancellationToken cancellationToken) =>
        _due.UpsertEntityAsync(
            new ResponsesDueRow { PartitionKey = story.ToString(), RowKey = Days.Of(day), Stamp = RandomNumberGenerator.GetHexString(16, lowercase: true) },
            TableUpdateMode.Replace,
            cancellationToken);

    public async Task<IReadOnlyList<DueDay>> ListAsync(CancellationToken cancellationToken) =>
        await _due.QueryAsync<ResponsesDueRow>(cancellationToken: cancellationToken)
            .Select(row => new DueDay(
                StoryId.From(Guid.ParseExact(row.PartitionKey, "D")), Days.Parse(row.RowKey), row.ETag.ToString()))
            .ToListAsync(cancellationToken);

    public async Task SettledAsync(DueDay due, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(due);
        try
        {
            await _due.DeleteEntityAsync(due.Story.ToString(), Days.Of(due.Day), new ETag(due.Mark), cancellationToken);
        }
        catch (RequestFailedException again) when (again.Status is 404 or 412)
        {
            // Marked again since, and so looked after again.
        }
    }
}
