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
}

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

    public VoiceStatus Status { get; init; } = VoiceStatus.Pending;

    public string? EditedWords { get; init; }

    /// <summary>The last reviewer's reason. It may quote the words, and goes when they go.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>What is shown: the edit where there is one.</summary>
    public string Words => EditedWords ?? OriginalWords;

    /// <summary>Whether a withdrawal of that consent takes these words.</summary>
    public bool HangsOn(ConsentId consent) => Consent == consent || EarlierConsents.Contains(consent);

    public Voice Approve(string? note) => this with { Status = VoiceStatus.Approved, Note = note };

    /// <summary>Approves other words than were captured: a spelling, or a detail that would tell who spoke.</summary>
    public Voice Edit(string words, string? note) =>
        this with { Status = VoiceStatus.Approved, EditedWords = words == OriginalWords ? null : words, Note = note };

    public Voice Reject(string? note) => this with { Status = VoiceStatus.Rejected, Note = note };

    public Voice Refer(string? note) => this with { Status = VoiceStatus.Held, Note = note };

    /// <summary>Back to the queue: a hold that ends does not approve anything.</summary>
    public Voice Release(string? note) => this with { Status = VoiceStatus.Pending, Note = note };

    /// <summary>From now on another consent decides, and the one until now is remembered.</summary>
    public Voice Renew(Consent consent) => this with
    {
        Consent = consent.Id,
        EarlierConsents = [.. EarlierConsents, Consent],
        ConsentedAudiences = consent.Audiences,
        ConsentedPurposes = consent.Purposes,
    };

    /// <summary>Leaves a marker that something was said and taken back, and by which consent; nothing of what.</summary>
    public Voice Erase(DateTimeOffset at) => Status == VoiceStatus.Erased
        ? this
        : this with
        {
            Status = VoiceStatus.Erased,
            ErasedAt = at,
            OriginalWords = "",
            EditedWords = null,
            Note = null,
            Credit = null,
            Themes = [],
        };

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
            ConsentedAudiences = other.ConsentedAudiences,
            ConsentedPurposes = other.ConsentedPurposes,
            Status = other.Status,
            EditedWords = other.EditedWords,
            Note = other.Note,
            ErasedAt = other.ErasedAt,
        } == other;

    private ConsentId CapturedUnder => EarlierConsents is [var first, ..] ? first : Consent;
}
