using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

public enum ConsentFact
{
    ConsentRecorded,

    /// <summary>It covers less than before. What stays, at most, stands in the details.</summary>
    ConsentNarrowed,
    ConsentWithdrawn,
    ConsentExpired,

    /// <summary>A voice that was under an earlier consent of the participant counts under this one from now on.</summary>
    VoiceRenewed,

    /// <summary>A voice's words were kept as long as its project keeps them, and are gone.</summary>
    WordsErased,
}

/// <summary>Who did it, as far as the ledger says: it names nobody. The audit knows which worker it was.</summary>
public enum LedgerParty
{
    EngagementWorker,
    YoungPerson,
    System,
}

/// <summary>
/// Something that happened to a consent, to be written in the ledger before it takes effect. Each fact happens to a consent
/// once, or once on each <paramref name="Occurrence"/>; said again, the first stands. <paramref name="Details"/> is compact JSON without words
/// or names.
/// </summary>
/// <param name="Occurrence">Of a fact that may happen several times to one consent: what tells this time from the others, such as
/// an id. Letters, digits and hyphens.</param>
public sealed record ConsentEvent(
    ProjectId Project,
    ConsentId Consent,
    ConsentFact Fact,
    DateTimeOffset At,
    LedgerParty By,
    string Details = "{}",
    string? Occurrence = null)
{
    public static LedgerParty PartyOf(Actor actor) =>
        actor.Id == Actor.CodeHolder.Id ? LedgerParty.YoungPerson
        : actor.Id == Actor.System.Id ? LedgerParty.System
        : LedgerParty.EngagementWorker;
}
