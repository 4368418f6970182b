using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>How much of what is held is in a file that is handed over (docs/decisions/0024).</summary>
public enum Reach
{
    /// <summary>
    /// What nobody has to look at first: facts, and words that a reviewer approved. Words that wait, are on hold, were turned down or closed stand there by their day and
    /// their state alone, so that nothing tells which of them it is; what a worker wrote about them stands there as something to ask for.
    /// </summary>
    AtOnce,

    /// <summary>Also those words, and reviewers' and competence notes: the safeguarding lead has looked at them. Never what was referred, nor that anything was.</summary>
    LookedAt,
}

/// <summary>Everything that is held about one person, in one project. Of others it names roles only.</summary>
public sealed record EverythingHeld
{
    /// <summary>Of the shape, for whoever reads the file by a program.</summary>
    public string Form { get; init; } = "engagement-pipeline-everything-1";

    public required DateTimeOffset At { get; init; }

    public required Reach Reach { get; init; }

    public required HeldController Controller { get; init; }

    public required HeldProject Project { get; init; }

    public required HeldPerson Person { get; init; }

    /// <summary>In the order in which they were recorded.</summary>
    public required IReadOnlyList<HeldConsent> Consents { get; init; }

    /// <summary>In the order in which they were said.</summary>
    public required IReadOnlyList<HeldVoice> Words { get; init; }

    public required IReadOnlyList<HeldMedia> Media { get; init; }

    /// <summary>Pages that show some of it now, or did. By the day they first did.</summary>
    public required IReadOnlyList<HeldPage> Pages { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<MyOutcome> Outcomes { get; init; }

    /// <summary>What is there and not in here, and why: in words for the person.</summary>
    public required IReadOnlyList<string> NotInHere { get; init; }
}

/// <summary>Who answers for all this.</summary>
public sealed record HeldController(string Name, string Contact, string Address);

public sealed record HeldProject(ProjectId Id, string Title, string Purpose);

/// <summary>Under a pseudonym: there is no name. <paramref name="ErasedAt"/> is set once they asked for everything to go.</summary>
public sealed record HeldPerson(
    ParticipantId Id, AgeBand AgeBand, DateTimeOffset? AddedAt, string? District, string? EthnicGroup, string? Sex, DateTimeOffset? DetailsErasedAt, DateTimeOffset? ErasedAt);

/// <summary><paramref name="CompetenceNote"/> is left out where it has to be looked at first; <paramref name="HasNote"/> says that there is one.</summary>
public sealed record HeldConsent(
    ConsentId Id,
    ConsentState State,
    AgeBand AgeBand,
    ConsentRule Rule,
    StatementShown Statement,
    string? StatementSha256,
    IReadOnlyList<Use> Uses,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<Audience> Audiences,
    Scope? AgreedAtFirst,
    HeldAnswer YoungPerson,
    HeldAnswer? ParentOrCarer,
    bool HasNote,
    string? CompetenceNote,
    DateOnly? ExpiresOn,
    DateTimeOffset RecordedAt,
    DateTimeOffset? WithdrawnAt,
    IReadOnlyList<HeldEvent> History);

/// <summary>Somebody's yes or no, how they said it, and the day they did.</summary>
public sealed record HeldAnswer(bool Agreed, HowAgreed How, DateOnly On);

/// <summary>An entry of the ledger. <paramref name="By"/> is a role: a worker, the young person, or the service.</summary>
public sealed record HeldEvent(long Number, string At, string Fact, string By, string Details, string Hash);

/// <summary>Where and when something was said.</summary>
public sealed record HeldSession(SessionId Id, DateOnly HeldOn, string Place, Setting Setting, Phase Phase);

/// <summary>
/// One thing that was said. <paramref name="Words"/> as captured, <paramref name="EditedWords"/> as a reviewer put it; all that is null below <paramref name="LaterConsents"/>
/// is not there, or has to be looked at first (<paramref name="Ask"/>).
/// </summary>
public sealed record HeldVoice(
    VoiceId Id,
    WordsState State,
    bool Ask,
    HeldSession? Session,
    Prompt Prompt,
    string Language,
    DateTimeOffset CapturedAt,
    DateTimeOffset? ReceivedAt,
    ConsentId Consent,
    IReadOnlyList<ConsentId> EarlierConsents)
{
    public string? Words { get; init; }

    public string? EditedWords { get; init; }

    public string? EditReason { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public IReadOnlyList<string> Themes { get; init; } = [];

    public string? Credit { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary><paramref name="File"/>: what it is called beside this, where the file has it.</summary>
public sealed record HeldMedia(
    MediaId Id, MediaKind Kind, string ContentType, int Width, int Height, int Length, IReadOnlyList<ConsentId> Consents, string? Says, string File)
{
    /// <summary>Where the bytes are, for whoever makes the file.</summary>
    internal MediaFile Kept { get; init; } = null!;
}

/// <summary>
/// A page. <paramref name="Now"/>: it shows some of it now, and <paramref name="Opened"/> is how often it was opened since its launch. <paramref name="PutThere"/>:
/// when versions that named these words or pictures were put before readers. <paramref name="GivenTo"/>: whom the page was sent to.
/// </summary>
public sealed record HeldPage(
    StoryId Story, Slug Slug, string Title, Audience Audience, bool Now, long Opened, IReadOnlyList<DateOnly> PutThere, IReadOnlyList<HeldShare> GivenTo);

public sealed record HeldShare(string To, Audience Level, SharedVia Via, DateOnly SharedOn);
