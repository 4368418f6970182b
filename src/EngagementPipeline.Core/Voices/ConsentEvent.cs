using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

public enum ConsentFact
{
    ConsentRecorded,
    ConsentWithdrawn,
    ConsentExpired,
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
/// once; said again, the first stands. <paramref name="Details"/> is compact JSON without words or names.
/// </summary>
public sealed record ConsentEvent(
    ProjectId Project, ConsentId Consent, ConsentFact Fact, DateTimeOffset At, LedgerParty By, string Details = "{}")
{
    public static LedgerParty PartyOf(Actor actor) =>
        actor.Id == Actor.CodeHolder.Id ? LedgerParty.YoungPerson
        : actor.Id == Actor.System.Id ? LedgerParty.System
        : LedgerParty.EngagementWorker;
}
