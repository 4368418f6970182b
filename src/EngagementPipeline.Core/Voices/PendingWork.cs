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

/// <summary>Announcements of a change that is, or is about to be, durable, and not known to have gone out.</summary>
public interface IPendingAnnouncements
{
    Task AddAsync(QuotesChanged announcement, CancellationToken cancellationToken);

    Task<IReadOnlyList<QuotesChanged>> ReadAsync(CancellationToken cancellationToken);

    Task RemoveAsync(QuotesChanged announcement, CancellationToken cancellationToken);
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
