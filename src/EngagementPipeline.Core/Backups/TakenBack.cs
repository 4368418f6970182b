namespace EngagementPipeline.Core.Backups;

/// <summary>What kind of thing nobody may bring back from a backup that is older.</summary>
public enum TakenBackKind
{
    /// <summary>A consent was withdrawn, at an instant, by a party as the ledger names it.</summary>
    ConsentWithdrawn,

    /// <summary>A consent covers less. What stays at most is in the details, as in the ledger.</summary>
    ConsentNarrowed,

    /// <summary>A voice has no words any more.</summary>
    WordsErased,

    /// <summary>A voice was decided about: referred, edited, approved or rejected. The details are what it was decided to be.</summary>
    VoiceDecided,

    /// <summary>A story that was published is not, any more; the details are the number of that change.</summary>
    StoryTakenDown,

    /// <summary>Everything of a participant was erased; the id is the participant's.</summary>
    PersonErased,

    /// <summary>A picture or a sound shows, or lets be heard, whoever gave the consent; the id is the picture's or the sound's. Nobody knows since when.</summary>
    MediaTied,

    /// <summary>A voice came under a later consent, which may cover less than the earlier one; the consent is the later one.</summary>
    VoiceRenewed,
}

/// <summary>
/// One line of the list that a restore repeats: ids and instants, never words or names. A line stays true for ever, so that lists of
/// different hours are joined by union. <paramref name="Id"/> is the consent's, the voice's, the story's, the participant's or the picture's; <paramref name="Consent"/> that of a voice or a picture.
/// </summary>
public sealed record TakenBack(
    TakenBackKind Kind, string Project, string Id, DateTimeOffset At, string? Consent = null, string? By = null, string? Details = null);
