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

    public string? Letters { get; set; }

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
        Stored.Day(SharedOn))
    {
        Letters = ShortCode.TryParse(Letters, out var letters) ? letters : null,
    };
}

internal sealed class ShortAddressRow : ITableEntity
{
    public const string Table = "ShortAddresses";

    // A partition each: they are only ever asked for one at a time.
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Story { get; set; } = "";

    public string Share { get; set; } = "";
}

public sealed class ShareTable(Storage storage) : IShares
{
    private readonly TableClient _shares = storage.Table(ShareRow.Table);
    private readonly TableClient _addresses = storage.Table(ShortAddressRow.Table);

    public async Task<Share?> FindAsync(StoryId story, ShareCode code, CancellationToken cancellationToken) =>
        (await _shares.FindAsync<ShareRow>(story.ToString(), code.Value, cancellationToken))?.ToShare();

    public async Task<IReadOnlyList<Share>> ListAsync(StoryId story, CancellationToken cancellationToken) =>
        await _shares.QueryAsync<ShareRow>(TableClient.CreateQueryFilter($"PartitionKey eq {story.ToString()}"), cancellationToken: cancellationToken)
            .Select(row => row.ToShare())
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Share>> ListAllAsync(CancellationToken cancellationToken) =>
        await _shares.QueryAsync<ShareRow>(cancellationToken: cancellationToken).Select(row => row.ToShare()).ToListAsync(cancellationToken);

    public Task<bool> AddAsync(Share share, CancellationToken cancellationToken) => _shares.TryAddAsync(ShareRow.Of(share), cancellationToken);

    // The address is made first, so that none ever stands on a share and leads nowhere. One that a crash leaves behind leads nowhere either, and goes with its story.
    public async Task<Share?> ShortenAsync(Share share, ShortCode code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(share);
        var address = new ShortAddressRow { PartitionKey = code.Value, RowKey = code.Value, Story = share.Story.ToString(), Share = share.Code.Value };
        if (!await _addresses.TryAddAsync(address, cancellationToken))
            return null;

        while (await _shares.FindAsync<ShareRow>(share.Story.ToString(), share.Code.Value, cancellationToken) is { } row)
        {
            if (row.Letters is not null)
            {
                await _addresses.DeleteEntityAsync(address.PartitionKey, address.RowKey, ETag.All, cancellationToken);
                return row.ToShare();
            }

            row.Letters = code.Value;
            if (await _shares.TryReplaceAsync(row, row.ETag, cancellationToken))
                return row.ToShare();
        }

        throw new InvalidOperationException("A share that is not there has no short address.");
    }

    public async Task<Share?> FindAsync(ShortCode code, CancellationToken cancellationToken) =>
        await _addresses.FindAsync<ShortAddressRow>(code.Value, code.Value, cancellationToken) is { } address
        && (await _shares.FindAsync<ShareRow>(address.Story, address.Share, cancellationToken))?.ToShare() is { } share && share.Letters == code
            ? share
            : null;

    public async Task EraseAsync(StoryId story, CancellationToken cancellationToken)
    {
        await _addresses.DeleteAllAsync(TableClient.CreateQueryFilter($"Story eq {story.ToString()}"), cancellationToken);
        await _shares.DeletePartitionAsync(story.ToString(), cancellationToken);
    }
}
