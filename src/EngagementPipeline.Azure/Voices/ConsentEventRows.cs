using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>One entry of the ledger. What storage says is passed on as it is: whether it holds is for the chain to tell.</summary>
internal sealed class ConsentEventRow : ITableEntity
{
    public const string Table = "ConsentEvents";

    private const string Prefix = "entry-";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long Number { get; set; }

    public string At { get; set; } = "";

    public string Fact { get; set; } = "";

    public string Consent { get; set; } = "";

    public string By { get; set; } = "";

    public string Details { get; set; } = "";

    public string Previous { get; set; } = "";

    public string Hash { get; set; } = "";

    /// <summary>Twelve digits, so that text order is number order.</summary>
    public static string KeyOf(long number) => Prefix + number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Follows every entry's key and precedes every other key.</summary>
    public const string EndOfKeys = Prefix + "~";

    public static ConsentEventRow Of(LedgerEntry entry) => new()
    {
        PartitionKey = entry.Project.ToString(),
        RowKey = KeyOf(entry.Number),
        Number = entry.Number,
        At = entry.At,
        Fact = entry.Fact,
        Consent = entry.Consent.ToString(),
        By = entry.By,
        Details = entry.Details,
        Previous = entry.Previous,
        Hash = entry.Hash,
    };

    public LedgerEntry ToEntry() => new(
        Stored.Id<ProjectId>(PartitionKey),
        RowKey == KeyOf(Number) ? Number : -1,
        At,
        Fact,
        Id.TryParse<ConsentId>(Consent, out var consent) ? consent : default,
        By,
        Details,
        Previous,
        Hash);
}

/// <summary>Where a fact of a consent stands in the ledger: it keeps a fact from being written twice, and finds a consent's entries.</summary>
internal sealed class ConsentFactRow : ITableEntity
{
    private const string Prefix = "fact-";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long Number { get; set; }

    public static string KeyOf(ConsentEvent happened) =>
        $"{Prefix}{happened.Consent}-{Kebab.Of(happened.Fact)}{(happened.Occurrence is { } which ? $"-{which}" : "")}";

    /// <summary>Precedes the keys of a consent's facts; <see cref="EndOfKeysOf"/> follows them.</summary>
    public static string StartOfKeysOf(ConsentId consent) => $"{Prefix}{consent}-";

    public static string EndOfKeysOf(ConsentId consent) => $"{Prefix}{consent}-~";
}

/// <summary>How far a project's ledger goes. Every append moves it on, so two can't take the same number.</summary>
internal sealed class LedgerHeadRow : ITableEntity
{
    public const string Key = "head";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public long Number { get; set; }

    public string Hash { get; set; } = "";
}
