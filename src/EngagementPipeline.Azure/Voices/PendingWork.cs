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

    public string? Purposes { get; set; }

    public string? Audiences { get; set; }

    public static string KeyOf(ProjectId project, ConsentId consent) => $"{project}_{consent}";

    public Actor ToActor() => new(ActorId!, ActorName!, new HashSet<Role>());
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
        await _pending.FindAsync<PendingWorkRow>(Partition, PendingWorkRow.KeyOf(project, consent), cancellationToken) is { } row ? Of(row) : null;

    public async Task<IReadOnlyList<PendingWithdrawal>> ReadAsync(CancellationToken cancellationToken) =>
        await _pending.ReadAllAsync<PendingWorkRow>($"PartitionKey eq {Partition}", cancellationToken).Select(Of).ToListAsync(cancellationToken);

    public Task RemoveAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken) =>
        _pending.DeleteEntityAsync(Partition, PendingWorkRow.KeyOf(withdrawal.Project, withdrawal.Consent), cancellationToken: cancellationToken);

    private static PendingWorkRow RowOf(PendingWithdrawal withdrawal) => new()
    {
        PartitionKey = Partition,
        RowKey = PendingWorkRow.KeyOf(withdrawal.Project, withdrawal.Consent),
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
        row.ToActor(),
        row.Reason);
}

public sealed class PendingNarrowings(Storage storage) : IPendingNarrowings
{
    public const string Partition = "narrowing";

    private readonly TableClient _pending = storage.Table(PendingWorkRow.Table);

    public async Task<PendingNarrowing> AddAsync(PendingNarrowing narrowing, CancellationToken cancellationToken) =>
        await _pending.TryAddAsync(RowOf(narrowing), cancellationToken)
            ? narrowing
            : await FindAsync(narrowing, cancellationToken) ?? narrowing;

    public async Task<PendingNarrowing?> FindAsync(PendingNarrowing narrowing, CancellationToken cancellationToken) =>
        await _pending.FindAsync<PendingWorkRow>(Partition, KeyOf(narrowing), cancellationToken) is { } row ? Of(row) : null;

    public async Task<IReadOnlyList<PendingNarrowing>> ReadAsync(CancellationToken cancellationToken) =>
        await _pending.ReadAllAsync<PendingWorkRow>($"PartitionKey eq {Partition}", cancellationToken).Select(Of).ToListAsync(cancellationToken);

    public Task RemoveAsync(PendingNarrowing narrowing, CancellationToken cancellationToken) =>
        _pending.DeleteEntityAsync(Partition, KeyOf(narrowing), cancellationToken: cancellationToken);

    private static string KeyOf(PendingNarrowing narrowing) =>
        $"{PendingWorkRow.KeyOf(narrowing.Project, narrowing.Consent)}_{narrowing.Occurrence}";

    private static PendingWorkRow RowOf(PendingNarrowing narrowing) => new()
    {
        PartitionKey = Partition,
        RowKey = KeyOf(narrowing),
        Project = narrowing.Project.ToString(),
        Consent = narrowing.Consent.ToString(),
        At = narrowing.At,
        ActorId = narrowing.By.Id,
        ActorName = narrowing.By.Name,
        Purposes = Stored.Names(narrowing.Kept.Purposes),
        Audiences = Stored.Names(narrowing.Kept.Audiences),
    };

    private static PendingNarrowing Of(PendingWorkRow row) => new(
        Stored.Id<ProjectId>(row.Project),
        Stored.Id<ConsentId>(row.Consent!),
        row.At!.Value,
        row.ToActor(),
        new(Stored.Names<Audience>(row.Audiences!), Stored.Names<Purpose>(row.Purposes!)));
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

/// <summary>The participant stands in the key.</summary>
public sealed class PendingErasures(Storage storage) : IPendingErasures
{
    public const string Partition = "erasure";

    private readonly TableClient _pending = storage.Table(PendingWorkRow.Table);

    public async Task<PendingErasure> AddAsync(PendingErasure erasure, CancellationToken cancellationToken) =>
        await _pending.TryAddAsync(RowOf(erasure), cancellationToken) ? erasure
        : await _pending.FindAsync<PendingWorkRow>(Partition, KeyOf(erasure), cancellationToken) is { } row ? Of(row)
        : erasure;

    public async Task<IReadOnlyList<PendingErasure>> ReadAsync(CancellationToken cancellationToken) =>
        await _pending.ReadAllAsync<PendingWorkRow>($"PartitionKey eq {Partition}", cancellationToken).Select(Of).ToListAsync(cancellationToken);

    public Task RemoveAsync(PendingErasure erasure, CancellationToken cancellationToken) =>
        _pending.DeleteEntityAsync(Partition, KeyOf(erasure), cancellationToken: cancellationToken);

    private static string KeyOf(PendingErasure erasure) => $"{erasure.Project}_{erasure.Participant}";

    private static PendingWorkRow RowOf(PendingErasure erasure) => new()
    {
        PartitionKey = Partition,
        RowKey = KeyOf(erasure),
        Project = erasure.Project.ToString(),
        At = erasure.At,
        ActorId = erasure.By.Id,
        ActorName = erasure.By.Name,
        Reason = erasure.Reason,
    };

    private static PendingErasure Of(PendingWorkRow row) => new(
        Stored.Id<ProjectId>(row.Project), Stored.Id<ParticipantId>(row.RowKey.Split('_')[1]), row.At!.Value, row.ToActor(), row.Reason);
}
