using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>A withdrawal that was asked for and is not known to be complete, with all that its steps need.</summary>
public sealed record PendingWithdrawal(ProjectId Project, ConsentId Consent, DateTimeOffset At, Actor By, string? Reason);

public interface IPendingWithdrawals
{
    /// <summary>Notes it, and gives what is noted: the first stands.</summary>
    Task<PendingWithdrawal> AddAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken);

    Task<PendingWithdrawal?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);

    Task<IReadOnlyList<PendingWithdrawal>> ReadAsync(CancellationToken cancellationToken);

    Task RemoveAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken);
}

/// <summary>A narrowing that was asked for and is not known to be complete. <paramref name="Kept"/> is what stays, at most.</summary>
public sealed record PendingNarrowing(ProjectId Project, ConsentId Consent, DateTimeOffset At, Actor By, Scope Kept)
{
    /// <summary>A consent only ever covers less, so what it keeps tells one narrowing of it from another.</summary>
    public string Occurrence => $"{Names(Kept.Audiences)}-for-{Names(Kept.Purposes)}";

    private static string Names<T>(IReadOnlyList<T> values)
        where T : struct, Enum =>
        string.Join('-', values.Select(Kebab.Of));
}

public interface IPendingNarrowings
{
    /// <summary>Notes it, and gives what is noted: of those that keep the same, the first stands.</summary>
    Task<PendingNarrowing> AddAsync(PendingNarrowing narrowing, CancellationToken cancellationToken);

    /// <summary>What is noted of the same consent and keeps the same.</summary>
    Task<PendingNarrowing?> FindAsync(PendingNarrowing narrowing, CancellationToken cancellationToken);

    Task<IReadOnlyList<PendingNarrowing>> ReadAsync(CancellationToken cancellationToken);

    Task RemoveAsync(PendingNarrowing narrowing, CancellationToken cancellationToken);
}

/// <summary>Announcements of a change that is, or is about to be, durable, and not known to have gone out.</summary>
public interface IPendingAnnouncements
{
    Task AddAsync(QuotesChanged announcement, CancellationToken cancellationToken);

    Task<IReadOnlyList<QuotesChanged>> ReadAsync(CancellationToken cancellationToken);

    Task RemoveAsync(QuotesChanged announcement, CancellationToken cancellationToken);
}

/// <summary>That everything of one person was to be erased, and is not known to be gone.</summary>
public sealed record PendingErasure(ProjectId Project, ParticipantId Participant, DateTimeOffset At, Actor By, string? Reason);

public interface IPendingErasures
{
    /// <summary>Notes it, and gives what is noted: the first stands.</summary>
    Task<PendingErasure> AddAsync(PendingErasure erasure, CancellationToken cancellationToken);

    Task<IReadOnlyList<PendingErasure>> ReadAsync(CancellationToken cancellationToken);

    Task RemoveAsync(PendingErasure erasure, CancellationToken cancellationToken);
}

/// <summary>A consent that ends after <paramref name="LastDay"/> (Europe/London).</summary>
public sealed record ConsentExpiry(ProjectId Project, ConsentId Consent, DateOnly LastDay);

public interface IConsentExpiries
{
    /// <summary>Safe to repeat.</summary>
    Task AddAsync(ConsentExpiry expiry, CancellationToken cancellationToken);

    /// <summary>Those whose last day is before <paramref name="day"/>, by last day.</summary>
    Task<IReadOnlyList<ConsentExpiry>> ReadBeforeAsync(DateOnly day, CancellationToken cancellationToken);

    Task RemoveAsync(ConsentExpiry expiry, CancellationToken cancellationToken);
}
