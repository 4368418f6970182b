using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>What the young person was asked about.</summary>
public enum Prompt
{
    Experience,
    Feeling,
    Change,
    Other,
}

public enum VoiceStatus
{
    /// <summary>Waiting for review.</summary>
    Pending,
    Approved,
    Rejected,

    /// <summary>With the safeguarding lead, and invisible to everybody else.</summary>
    Held,

    /// <summary>The consent was withdrawn: a marker without words.</summary>
    Erased,

    /// <summary>The safeguarding lead closed a hold: never to be shown, and still invisible to everybody else.</summary>
    Closed,
}

/// <summary>Who did something (<see cref="Actor.Id"/> and the name of then), and when.</summary>
public sealed record Signature(string Id, string Name, DateTimeOffset At)
{
    public static Signature Of(Actor by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(by);
        return new(by.Id, by.Name, at);
    }
}

/// <summary>
/// A worry about somebody's safety, passed to the safeguarding lead <paramref name="By"/> a worker. <paramref name="Concern"/> is what
/// worries them; it may quote the words, and goes when they go, and when the lead lets the voice go.
/// </summary>
public sealed record Referral(Signature By, string? Concern, Signature? Released = null, Signature? Closed = null);

/// <summary>
/// What one young person said, as it was captured, and what review made of it. The words as captured never change;
/// an edit stands beside them.
/// </summary>
public sealed record Voice
{
    public const int LongestWords = 2_000;
    public const int LongestCredit = 80;
    public const int LongestTheme = 40;
    public const int MostThemes = 10;
    public const int LongestNote = 500;

    public required VoiceId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required SessionId Session { get; init; }

    public required ParticipantId Participant { get; init; }

    /// <summary>The consent that decides about it now.</summary>
    public required ConsentId Consent { get; init; }

    /// <summary>
    /// Those it was under before, oldest first, where a later consent of the same participant was put in their place. Whoever
    /// withdraws one of them takes these words back too: every card that was given out for them keeps its promise.
    /// </summary>
    public IReadOnlyList<ConsentId> EarlierConsents { get; init; } = [];

    public required Prompt Prompt { get; init; }

    /// <summary>Empty once erased.</summary>
    public required string OriginalWords { get; init; }

    /// <summary>A BCP 47 tag.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>By the service's own clock; null for markers, and for voices of before this was kept.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>From when its words count as kept: a device whose clock is ahead does not keep them longer.</summary>
    public DateTimeOffset KeptSince =>
        ReceivedAt is { } received && (received < CapturedAt || CapturedAt == default) ? received : CapturedAt;

    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>How the young person asked to be credited, such as "Year 9, North of the county".</summary>
    public string? Credit { get; init; }

    /// <summary>The id of whoever recorded it (<see cref="Actor.Id"/>), for the second pair of eyes.</summary>
    public required string CapturedBy { get; init; }

    /// <summary>
    /// What its consent covered when this was captured. It lets storage leave out of a list what can't be usable, and decides
    /// nothing: the consent itself is read for that.
    /// </summary>
    public required IReadOnlyList<Audience> ConsentedAudiences { get; init; }

    public required IReadOnlyList<Purpose> ConsentedPurposes { get; init; }

    /// <summary>The consent's last day, likewise.</summary>
    public DateOnly? ConsentedUntil { get; init; }

    public VoiceStatus Status { get; init; } = VoiceStatus.Pending;

    public string? EditedWords { get; init; }

    /// <summary>Why the words were edited. It may quote them, and goes when they go.</summary>
    public string? EditReason { get; init; }

    /// <summary>Who edited the words; null where they stand as captured.</summary>
    public Signature? Edited { get; init; }

    /// <summary>The last reviewer's reason. It may quote the words, and goes when they go.</summary>
    public string? Note { get; init; }

    /// <summary>Who decided last.</summary>
    public Signature? Reviewed { get; init; }

    /// <summary>
    /// The motivated intruder's questions (their keys) that <see cref="Reviewed"/> ticked before approving; empty where none were put, as
    /// when a script approves.
    /// </summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>The last time somebody was worried, be it over or not.</summary>
    public Referral? Referral { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>What is shown: the edit where there is one.</summary>
    public string Words => EditedWords ?? OriginalWords;

    /// <summary>Whether a withdrawal of that consent takes these words.</summary>
    public bool HangsOn(ConsentId consent) => Consent == consent || EarlierConsents.Contains(consent);

    /// <summary>True from the moment somebody is worried until the lead lets it go: for everybody but the lead it does not exist.</summary>
    public bool WithLead => Status is VoiceStatus.Held or VoiceStatus.Closed || Referral is { Released: null };

    public Voice Approve(Signature by, string? note, IReadOnlyList<string>? ticked = null) =>
        Decided(VoiceStatus.Approved, by, note, ticked ?? []);

    /// <summary>Approves other words than were captured: a spelling, or a detail that would tell who spoke.</summary>
    public Voice Edit(Signature by, string words, string? reason, IReadOnlyList<string>? ticked = null)
    {
        var edited = words == Words && (EditedWords is null || reason == EditReason) ? this
            : words == OriginalWords ? this with { EditedWords = null, EditReason = null, Edited = null }
            : this with { EditedWords = words, EditReason = reason, Edited = by };
        return (ReferenceEquals(edited, this) ? this : edited with { Reviewed = null }).Decided(VoiceStatus.Approved, by, reason, ticked ?? []);
    }

    public Voice Reject(Signature by, string? note) => Decided(VoiceStatus.Rejected, by, note, []);

    /// <summary>Holds it. What a reviewer noted before stays with it.</summary>
    public Voice Refer(Signature by, string? concern) =>
        this with { Status = VoiceStatus.Held, Ticked = [], Referral = new(by, concern) };

    /// <summary>Back to the queue: a hold that ends does not approve anything. The worry itself is not passed on.</summary>
    public Voice Release(Signature by, string? note) => this with
    {
        Status = VoiceStatus.Pending,
        Note = note,
        Referral = (Referral ?? new(by, null)) with { Concern = null, Released = by },
    };

    /// <summary>From now on another consent decides, and the one until now is remembered.</summary>
    public Voice Renew(Consent consent) => this with
    {
        Consent = consent.Id,
        EarlierConsents = [.. EarlierConsents, Consent],
        ConsentedAudiences = consent.Audiences,
        ConsentedPurposes = consent.Purposes,
        ConsentedUntil = consent.ExpiresOn,
    };

    /// <summary>
    /// Ends a hold for good; only the lead sees it from here on. Words that are erased leave a marker. Said again, it may still erase.
    /// </summary>
    public Voice Close(Signature by, string reason, bool erase)
    {
        var held = Referral ?? new(by, null);
        var closed = held.Closed is not null ? this : this with { Note = reason, Referral = held with { Closed = by } };
        if (Status == VoiceStatus.Erased)
            return closed;
        closed = closed with { Status = VoiceStatus.Closed };
        return erase && ErasedAt is null ? closed.WithoutWords(by.At) with { Note = closed.Note } : closed;
    }

    /// <summary>
    /// Leaves a marker that something was said and taken back, and by which consent; nothing of what. That somebody was worried, who
    /// and when, stays with the lead where the lead has not let it go (docs/decisions).
    /// </summary>
    public Voice Erase(DateTimeOffset at) => Status == VoiceStatus.Erased ? this : WithoutWords(at) with { Status = VoiceStatus.Erased };

    private Voice WithoutWords(DateTimeOffset at) => this with
    {
        ErasedAt = ErasedAt ?? at,
        OriginalWords = "",
        EditedWords = null,
        EditReason = null,
        Edited = null,
        Note = null,
        Ticked = [],
        Referral = Referral is null ? null : Referral with { Concern = null },
        Credit = null,
        Themes = [],
    };

    /// <summary>The same decision said again changes nothing: whoever said it first stays.</summary>
    private Voice Decided(VoiceStatus status, Signature by, string? note, IReadOnlyList<string> ticked)
    {
        var same = Status == status && Note == note && Reviewed is not null && (ticked.Count == 0 || ticked.SequenceEqual(Ticked, StringComparer.Ordinal));
        return same ? this : this with { Status = status, Note = note, Reviewed = by, Ticked = ticked };
    }

    /// <summary>The marker of a voice that was withdrawn before it was recorded: nothing can be put in its place.</summary>
    public static Voice Marker(ProjectId project, VoiceId voice, ConsentId consent, DateTimeOffset at) => new()
    {
        Id = voice,
        Project = project,
        Session = default,
        Participant = default,
        Consent = consent,
        Prompt = Prompt.Other,
        OriginalWords = "",
        Language = "und",
        CapturedAt = at,
        Themes = [],
        CapturedBy = "",
        ConsentedAudiences = [],
        ConsentedPurposes = [],
        Status = VoiceStatus.Erased,
        ErasedAt = at,
    };

    /// <summary>Whether both capture the same, by whomever and whatever review made of either.</summary>
    public bool IsSameCaptureAs(Voice other) =>
        Themes.SequenceEqual(other.Themes, StringComparer.Ordinal)
        && CapturedUnder == other.CapturedUnder
        && this with
        {
            Consent = other.Consent,
            EarlierConsents = other.EarlierConsents,
            Themes = other.Themes,
            CapturedBy = other.CapturedBy,
            ReceivedAt = other.ReceivedAt,
            ConsentedAudiences = other.ConsentedAudiences,
            ConsentedPurposes = other.ConsentedPurposes,
            ConsentedUntil = other.ConsentedUntil,
            Status = other.Status,
            EditedWords = other.EditedWords,
            EditReason = other.EditReason,
            Edited = other.Edited,
            Note = other.Note,
            Reviewed = other.Reviewed,
            Ticked = other.Ticked,
            Referral = other.Referral,
            ErasedAt = other.ErasedAt,
        } == other;

    private ConsentId CapturedUnder => EarlierConsents is [var first, ..] ? first : Consent;
}
