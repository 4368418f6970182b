using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>What of a young person may be used.</summary>
public enum Use
{
    Quote,
    Audio,
    Image,
}

public enum HowAgreed
{
    Paper,
    Online,
    Spoken,
}

public enum ConsentState
{
    Given,
    Refused,
    Withdrawn,
    Expired,
}

/// <summary>Somebody's yes or no, how they said it, and the day they did.</summary>
public sealed record Answer(bool Agreed, HowAgreed How, DateOnly On)
{
    public bool IsWhole => Enum.IsDefined(How) && On != default;
}

/// <summary>
/// The exact text that was shown: a later version never covers an earlier consent, because each consent names its own.
/// Texts that this system knows have their hash (<see cref="Statements"/>); others are recorded as they were named.
/// </summary>
public sealed record StatementShown(string Version, string Language)
{
    public const int LongestVersion = 32;
}

/// <summary>How far something may go, and what for.</summary>
public sealed record Scope(IReadOnlyList<Audience> Audiences, IReadOnlyList<Purpose> Purposes)
{
    /// <summary>What both cover.</summary>
    public Scope Within(Scope other) =>
        new(Audiences.Where(other.Audiences.Contains).ToList(), Purposes.Where(other.Purposes.Contains).ToList());

    public bool IsSameAs(Scope other) => Audiences.SequenceEqual(other.Audiences) && Purposes.SequenceEqual(other.Purposes);
}

/// <summary>
/// What one participant agreed to, on one day, having been shown one statement. It only ever covers less: <see cref="WithdrawnAt"/>
/// is set once, and <see cref="Scope"/> shrinks. It carries the age band and the project's rule as they stood, so that it can be
/// judged alone.
/// </summary>
public sealed record Consent
{
    public const int LongestNote = 500;

    /// <summary>What stands where a competence note was, once everything of the person was erased: that there was one is part of what was agreed.</summary>
    public const string NoteErased = "(erased)";

    public required ConsentId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required ParticipantId Participant { get; init; }

    public required AgeBand AgeBand { get; init; }

    public required ConsentRule Rule { get; init; }

    public required StatementShown Statement { get; init; }

    public required IReadOnlyList<Use> Uses { get; init; }

    /// <summary>What it covers now, as <see cref="Audiences"/> does.</summary>
    public required IReadOnlyList<Purpose> Purposes { get; init; }

    public required IReadOnlyList<Audience> Audiences { get; init; }

    /// <summary>What was agreed at first, where it has been narrowed since; null where it never was.</summary>
    public Scope? AgreedAtFirst { get; init; }

    public required Answer YoungPerson { get; init; }

    public Answer? ParentOrCarer { get; init; }

    /// <summary>Why a worker judged that the young person understands enough to decide alone. It stays in this record.</summary>
    public string? CompetenceNote { get; init; }

    /// <summary>The last day (Europe/London) on which it counts; null for no end.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>
    /// True where storage lacked something that every consent says, or held what nobody could have said. Nobody could show what was
    /// agreed, so nothing was.
    /// </summary>
    public bool Damaged { get; init; }

    /// <summary>Whether every field that makes it a record of an agreement says something.</summary>
    public bool IsWhole =>
        !Damaged
        && Id != default
        && Project != default
        && Participant != default
        && Enum.IsDefined(AgeBand)
        && ConsentRule.Ages.Contains(Rule.ParentOrCarerBelow)
        && !string.IsNullOrWhiteSpace(Statement.Version)
        && !string.IsNullOrWhiteSpace(Statement.Language)
        && Uses.Count > 0
        && Purposes.Count > 0
        && Audiences.Count > 0
        && YoungPerson.IsWhole
        && ParentOrCarer is null or { IsWhole: true }
        && RecordedAt != default;

    public Scope Scope => new(Audiences, Purposes);

    public ConsentState StateOn(DateOnly day) => Rule.StateOf(this, day);

    /// <summary>Keeps what it covers of <paramref name="kept"/>, and nothing else: what is not covered now is not added.</summary>
    public Consent NarrowTo(Scope kept)
    {
        var rest = Scope.Within(kept);
        return rest.IsSameAs(Scope)
            ? this
            : this with { Audiences = rest.Audiences, Purposes = rest.Purposes, AgreedAtFirst = AgreedAtFirst ?? Scope };
    }

    public bool Covers(Use use, Audience audience, Purpose purpose) =>
        Uses.Contains(use) && Audiences.Contains(audience) && Purposes.Contains(purpose);

    /// <summary>Whether both record the same agreement, whenever each was recorded and whatever became of it since.</summary>
    public bool IsSameAs(Consent other) =>
        Uses.SequenceEqual(other.Uses)
        && (AgreedAtFirst ?? Scope).IsSameAs(other.AgreedAtFirst ?? other.Scope)
        && this with
        {
            Uses = other.Uses,
            Purposes = other.Purposes,
            Audiences = other.Audiences,
            AgreedAtFirst = other.AgreedAtFirst,
            CompetenceNote = CompetenceNote == NoteErased && other.CompetenceNote is not null ? other.CompetenceNote : CompetenceNote,
            RecordedAt = other.RecordedAt,
            WithdrawnAt = other.WithdrawnAt,
        } == other;
}

public interface IConsentStore
{
    Task<Consent?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);

    /// <summary>Those that exist, in no particular order.</summary>
    Task<IReadOnlyList<Consent>> FindAsync(ProjectId project, IReadOnlyCollection<ConsentId> consents, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the id stands already.</summary>
    Task<bool> AddAsync(Consent consent, CancellationToken cancellationToken);

    /// <summary>
    /// From when this completes, every read covers <paramref name="kept"/> at most (<see cref="Consent.NarrowTo"/>). Safe to repeat, in any order.
    /// </summary>
    Task NarrowAsync(ProjectId project, ConsentId consent, Scope kept, CancellationToken cancellationToken);

    /// <summary>From when this completes, every read says withdrawn. The first withdrawal's instant stays.</summary>
    Task MarkWithdrawnAsync(ProjectId project, ConsentId consent, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Leaves of a competence note that there was one (<see cref="Consent.NoteErased"/>). Safe to repeat.</summary>
    Task EraseNoteAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);
}
