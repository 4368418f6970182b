using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

public readonly record struct StoryAnnouncementId(Guid Value) : IId<StoryAnnouncementId>
{
    public static StoryAnnouncementId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public enum AnnouncedBy
{
    /// <summary>A news page on the SharePoint site.</summary>
    Page,

    /// <summary>A mail to the distribution lists.</summary>
    Mail,
}

public enum AnnouncingState
{
    /// <summary>To be sent at a time; can be called off until then.</summary>
    Scheduled,

    /// <summary>On its way, for the first time or again.</summary>
    Waiting,

    /// <summary>Somebody is at it; if nothing is heard by <see cref="StoryAnnouncement.DueAt"/>, it is looked into.</summary>
    Sending,
    Sent,

    /// <summary>Microsoft 365 isn't set up for it: this is what would have been sent.</summary>
    InOutbox,

    /// <summary>Not sent; somebody has to do something, and then try again.</summary>
    Failed,
    Cancelled,

    /// <summary>The page was removed, because the story is not on show any more.</summary>
    TakenDown,
}

/// <summary>
/// That a story is made known by one way, and what became of it. It holds what comms wrote and never a young person's words; nor the story's picture, which hangs on a consent.
/// </summary>
public sealed record StoryAnnouncement
{
    public required StoryAnnouncementId Id { get; init; }

    public required StoryId Story { get; init; }

    public required ProjectId Project { get; init; }

    public required AnnouncedBy By { get; init; }

    /// <summary>How far those reach who get it; its views count at this level.</summary>
    public required Audience Level { get; init; }

    /// <summary>What comms say before the story's own title and summary.</summary>
    public required string Introduction { get; init; }

    /// <summary>Where the story is read, as it was when this was asked for.</summary>
    public required Uri Origin { get; init; }

    public required Actor AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>None: at once.</summary>
    public required DateTimeOffset? SendAt { get; init; }

    public required AnnouncingState State { get; init; }

    /// <summary>When somebody has to look at it again; none where nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Since it was last asked for, sent or given up.</summary>
    public int Tries { get; init; }

    /// <summary>The day its share is noted for: that of the first try.</summary>
    public DateOnly? Day { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Whom it was sent to: addresses of lists, or the name of the site.</summary>
    public string To { get; init; } = "";

    /// <summary>The SharePoint page.</summary>
    public Uri? Link { get; init; }

    /// <summary>What was sent last; none before that.</summary>
    public AnnouncedText? Said { get; init; }

    /// <summary><see cref="AnnouncementText.Mark"/> of what stands there now; empty where nothing does.</summary>
    public string Shows { get; init; } = "";

    /// <summary>What the last try was to bring about, as <see cref="AnnouncementText.Mark"/>; empty where the page was to go, none before the first try.</summary>
    public string? Wants { get; init; }

    /// <summary>Its project is erased: nothing is known of it but the page, which has to go; then this goes too.</summary>
    public bool Erased { get; init; }

    /// <summary>What went wrong and what to do next.</summary>
    public string? Trouble { get; init; }

    /// <summary>Begun once: its page may stand on the site, although nobody may have noted it.</summary>
    public bool MayHavePage => this is { By: AnnouncedBy.Page, Day: not null, State: not AnnouncingState.TakenDown };

    /// <summary>It was done with while nothing was connected, and stays what would have been sent: nobody pressed for it to go out later.</summary>
    public bool OnlyInOutbox => this is { By: AnnouncedBy.Page, SentAt: not null, Link: null };

    /// <summary>Its page may stand on the site as it should not: it could not be changed or removed yet, and is tried again by itself.</summary>
    public bool StillStands => this is { State: AnnouncingState.Failed, DueAt: not null };

    /// <summary>Whether something is to be done by <paramref name="now"/>, where <paramref name="mark"/> is of what is on show; empty for nothing.</summary>
    public bool IsToBeDone(string mark, DateTimeOffset now) => State switch
    {
        AnnouncingState.Scheduled or AnnouncingState.Waiting or AnnouncingState.Sending => DueAt <= now,
        AnnouncingState.Sent or AnnouncingState.InOutbox => By == AnnouncedBy.Page && Shows != mark,
        // What comms pressed and never stood anywhere waits for them; what stands has to say what is on show, or go.
        AnnouncingState.Failed => MayHavePage && (DueAt <= now || (Wants != mark && (mark.Length == 0 || SentAt is not null))),
        _ => false,
    };

    /// <summary>The same where nobody knows yet what is on show.</summary>
    public bool MayBeToBeDone(DateTimeOffset now) => IsToBeDone("", now) || IsToBeDone("anything else", now);

    /// <summary>Without anything that was said: only what is needed to take the page away.</summary>
    public StoryAnnouncement Bare(DateTimeOffset now) => this with
    {
        State = State == AnnouncingState.Sending ? State : AnnouncingState.Waiting,
        // Whoever is at it may put the page there until then.
        DueAt = State == AnnouncingState.Sending ? DueAt : now,
        Tries = 0,
        Introduction = "",
        Said = null,
        AskedBy = Actor.System,
        Trouble = null,
        Erased = true,
    };

    /// <summary>Its share's code, the same however often it is tried.</summary>
    public ShareCode Code => CodeOf(By, Id);

    public static ShareCode CodeOf(AnnouncedBy by, StoryAnnouncementId id) =>
        ShareCode.TryParse($"{Kebab.Of(by)}-{id.Value.ToString("N")[^12..]}", out var code) ? code : throw new InvalidOperationException("No code.");
}

/// <summary>Of what was sent, the part that is kept.</summary>
public sealed record AnnouncedText(string Title, string Summary, Uri Address);

public interface IStoryAnnouncements
{
    Task<Versioned<StoryAnnouncement>?> FindAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken);

    /// <summary>A story's, newest first.</summary>
    Task<IReadOnlyList<StoryAnnouncement>> ListAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when it is no longer the one of <paramref name="onlyIf"/>.</summary>
    Task<bool> PutAsync(StoryAnnouncement announcement, string onlyIf, CancellationToken cancellationToken);

    /// <summary>Whose turn it is to send something of this story: another value once somebody has. Read it before looking at what was sent.</summary>
    Task<string?> TurnAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>
    /// Puts one that is to be sent, for the first time (<paramref name="onlyIf"/> null) or again, and takes the turn. False, and nothing changes, when somebody took a turn since
    /// <paramref name="turn"/> was read, or it is no longer the one of <paramref name="onlyIf"/>.
    /// </summary>
    Task<bool> PutInTurnAsync(StoryAnnouncement announcement, string? onlyIf, string? turn, CancellationToken cancellationToken);

    /// <summary>Nothing is to be sent of it any more.</summary>
    Task EndTurnsAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>Those with something to be done by then.</summary>
    Task<IReadOnlyList<StoryAnnouncement>> DueAsync(DateTimeOffset by, CancellationToken cancellationToken);

    /// <summary>Of every story, in no particular order.</summary>
    Task<IReadOnlyList<StoryAnnouncement>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Pages that stand somewhere, or would, or may although they failed.</summary>
    Task<IReadOnlyList<StoryAnnouncement>> StandingAsync(CancellationToken cancellationToken);

    /// <summary>False where it is no longer the one of <paramref name="onlyIf"/>.</summary>
    Task<bool> RemoveAsync(StoryAnnouncement announcement, string onlyIf, CancellationToken cancellationToken);
}

/// <summary>Asks for one announcement to be seen to, by a message of its own: one that can't be sent never holds another.</summary>
public interface IAnnouncementRequests
{
    Task SendAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken);
}
