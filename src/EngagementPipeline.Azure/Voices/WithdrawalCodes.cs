using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Azure.Voices;

internal sealed class WithdrawalCodeRow : ITableEntity
{
    public const string Table = "WithdrawalCodes";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Consent { get; set; } = "";

    /// <summary>Spread over 256 partitions by the hash itself.</summary>
    public static string PartitionOf(string hash) => hash[..2];
}

public sealed class WithdrawalCodes(Storage storage, IKeyRing keys) : IWithdrawalCodes
{
    private const string Key = "WithdrawalCodes";

    private readonly TableClient _codes = storage.Table(WithdrawalCodeRow.Table);

    /// <exception cref="InvalidOperationException">A key among the settings is none. Found at start, and not by somebody with a card.</exception>
    public static void CheckKeys(IConfiguration configuration) => KeyRing.Configured(configuration, Key);

    public async Task AddAsync(WithdrawalCode code, CodeOwner owner, CancellationToken cancellationToken)
    {
        var hash = code.HashWith((await keys.GetAsync(Key, cancellationToken)).Current);

        // 80 random bits stand there already only when storage was asked twice, because its first answer was lost.
        await _codes.TryAddAsync(
            new WithdrawalCodeRow
            {
                PartitionKey = WithdrawalCodeRow.PartitionOf(hash),
                RowKey = hash,
                Project = owner.Project.ToString(),
                Consent = owner.Consent.ToString(),
            },
            cancellationToken);
    }

    public async Task<CodeOwner?> FindAsync(WithdrawalCode code, CancellationToken cancellationToken)
    {
        var ring = await keys.GetAsync(Key, cancellationToken);
        var rows = await Task.WhenAll(ring.Former.Prepend(ring.Current).Select(key => FindAsync(code.HashWith(key), cancellationToken)));
        if (rows.OfType<WithdrawalCodeRow>().FirstOrDefault() is { } row)
            return new CodeOwner(Stored.Id<ProjectId>(row.Project), Stored.Id<ConsentId>(row.Consent));

        // Never "there is no such code" to somebody whose code we can't look up any more.
        return ring.SomeMissing
            ? throw new InvalidOperationException($"A key that codes were given out under is missing: put it into {Key}:FormerKeys (docs/operations.md, rotating secrets).")
            : null;
    }

    private Task<WithdrawalCodeRow?> FindAsync(string hash, CancellationToken cancellationToken) =>
        _codes.FindAsync<WithdrawalCodeRow>(WithdrawalCodeRow.PartitionOf(hash), hash, cancellationToken);
}
