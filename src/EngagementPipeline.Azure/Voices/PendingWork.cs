using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>Something begun, or due, that must be brought to its end. The partition says which kind.</summary>
internal sealed class PendingWorkRow : ITableEntity
{
    public const string Table = "PendingWork";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string? Consent { get; set; }

    public string? Voices { get; set; }

    public DateTimeOffset? At { get; set; }

    public string? LastDay { get; set; }

    public string? ActorId { get; set; }

    public string? ActorName { get; set; }

    public string? Reason { get; set; }
}

public sealed class PendingWithdrawals(Storage storage) : IPendingWithdrawals
{
    public const string Partition = "withdrawal";

    private readonly TableClient _pending = storage.Table(PendingWorkRow.Table);

    public async Task<PendingWithdrawal> AddAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken) =>
        await _pending.TryAddAsync(RowOf(withdrawal), cancellationToken)
            ? withdrawal
            : await FindAsync(withdrawal.Project, withdrawal.Consent, cancellationToken) ?? withdrawal;

    public async Task<PendingWithdrawal?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        await _pending.FindAsync<PendingWorkRow>(Partition, KeyOf(project, consent), cancellationToken) is { } row ? Of(row) : null;

    public async Task<IReadOnlyList<PendingWithdrawal>> ReadAsync(CancellationToken cancellationToken) =>
        await _pending.ReadAllAsync<PendingWorkRow>($"PartitionKey eq {Partition}", cancellationToken).Select(Of).ToListAsync(cancellationToken);

    public Task RemoveAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken) =>
        _pending.DeleteEntityAsync(Partition, KeyOf(withdrawal.Project, withdrawal.Consent), cancellationToken: cancellationToken);

    private static string KeyOf(ProjectId project, ConsentId consent) => $"{project}_{consent}";

    private static PendingWorkRow RowOf(PendingWithdrawal withdrawal) => new()
    {
        PartitionKey = Partition,
        RowKey = KeyOf(withdrawal.Project, withdrawal.Consent),
        Project = withdrawal.Project.ToString(),
        Consent = withdrawal.Consent.ToString(),
        At = withdrawal.At,
        ActorId = withdrawal.By.Id,
        ActorName = withdrawal.By.Name,
        Reason = withdrawal.Reason,
    };

    private static PendingWithdrawal Of(PendingWorkRow row) => new(
        Stored.Id<ProjectId>(row.Project),
        Stored.Id<ConsentId>(row.Consent!),
        row.At!.Value,
        new Actor(row.ActorId!, row.ActorName!, new HashSet<Role>()),
        row.Reason);
}

public sealed class PendingAnnouncements(Storage storage) : IPendingAnnouncements
{
    public const string Partition = "announcement";

    private readonly TableClient _pending = storage.Table(PendingWorkRow.Table);

    public Task AddAsync(QuotesChanged announcement, CancellationToken cancellationToken) =>
        _pending.UpsertEntityAsync(
            new PendingWorkRow
            {
                PartitionKey = Partition,
                RowKey = KeyOf(announcement),
                Project = announcement.Project.ToString(),
                Voices = string.Join(' ', announcement.Voices),
                At = announcement.At,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    public async Task<IReadOnlyList<QuotesChanged>> ReadAsync(CancellationToken cancellationToken) =>
        await _pending.ReadAllAsync<PendingWorkRow>($"PartitionKey eq {Partition}", cancellationToken).Select(Of).ToListAsync(cancellationToken);

    public Task RemoveAsync(QuotesChanged announcement, CancellationToken cancellationToken) =>
        _pending.DeleteEntityAsync(Partition, KeyOf(announcement), cancellationToken: cancellationToken);

    private static string KeyOf(QuotesChanged announcement) =>
        string.Create(CultureInfo.InvariantCulture, $"{announcement.At.UtcTicks:D19}_{announcement.Project}_{announcement.Voices[0]}");

    private static QuotesChanged Of(PendingWorkRow row) => new(
        Stored.Id<ProjectId>(row.Project), row.Voices!.Split(' ').Select(Stored.Id<VoiceId>).ToList(), row.At!.Value);
}

public sealed class ConsentExpiries(Storage storage) : IConsentExpiries
{
    public const string Partition = "expiry";

    private readonly TableClient _pending = storage.Table(PendingWorkRow.Table);

    public Task AddAsync(ConsentExpiry expiry, CancellationToken cancellationToken) =>
        _pending.UpsertEntityAsync(
            new PendingWorkRow
            {
                PartitionKey = Partition,
                RowKey = KeyOf(expiry),
                Project = expiry.Project.ToString(),
                Consent = expiry.Consent.ToString(),
                LastDay = Stored.Day(expiry.LastDay),
            },
            TableUpdateMode.Replace,
            cancellationToken);

    public async Task<IReadOnlyList<ConsentExpiry>> ReadBeforeAsync(DateOnly day, CancellationToken cancellationToken) =>
        await _pending.ReadAllAsync<PendingWorkRow>($"PartitionKey eq {Partition} and RowKey lt {Stored.Day(day)}", cancellationToken)
            .Select(Of)
            .ToListAsync(cancellationToken);

    public Task RemoveAsync(ConsentExpiry expiry, CancellationToken cancellationToken) =>
        _pending.DeleteEntityAsync(Partition, KeyOf(expiry), cancellationToken: cancellationToken);

    private static ConsentExpiry Of(PendingWorkRow row) => new(
        Stored.Id<ProjectId>(row.Project), Stored.Id<ConsentId>(row.Consent!), Stored.Day(row.LastDay!));

    private static string KeyOf(ConsentExpiry expiry) => $"{Stored.Day(expiry.LastDay)}_{expiry.Project}_{expiry.Consent}";
}
