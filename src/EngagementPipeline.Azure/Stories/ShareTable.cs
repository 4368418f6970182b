using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

internal sealed class ShareRow : ITableEntity
{
    public const string Table = "Shares";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Level { get; set; } = "";

    public string To { get; set; } = "";

    public string Via { get; set; } = "";

    public string SharedOn { get; set; } = "";

    public static ShareRow Of(Share share) => new()
    {
        PartitionKey = share.Story.ToString(),
        RowKey = share.Code.Value,
        Level = Kebab.Of(share.Level),
        To = share.To,
        Via = Kebab.Of(share.Via),
        SharedOn = Stored.Day(share.SharedOn),
    };

    public Share ToShare() => new(
        Stored.Id<StoryId>(PartitionKey),
        ShareCode.TryParse(RowKey, out var code) ? code : throw new FormatException("A kept share has no code."),
        Kebab.Parse<Audience>(Level),
        To,
        Kebab.Parse<SharedVia>(Via),
        Stored.Day(SharedOn));
}

public sealed class ShareTable(Storage storage) : IShares
{
    private readonly TableClient _shares = storage.Table(ShareRow.Table);

    public async Task<Share?> FindAsync(StoryId story, ShareCode code, CancellationToken cancellationToken) =>
        (await _shares.FindAsync<ShareRow>(story.ToString(), code.Value, cancellationToken))?.ToShare();

    public async Task<IReadOnlyList<Share>> ListAsync(StoryId story, CancellationToken cancellationToken) =>
        await _shares.QueryAsync<ShareRow>(TableClient.CreateQueryFilter($"PartitionKey eq {story.ToString()}"), cancellationToken: cancellationToken)
            .Select(row => row.ToShare())
            .ToListAsync(cancellationToken);

    public Task<bool> AddAsync(Share share, CancellationToken cancellationToken) => _shares.TryAddAsync(ShareRow.Of(share), cancellationToken);

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => _shares.DeletePartitionAsync(story.ToString(), cancellationToken);
}
