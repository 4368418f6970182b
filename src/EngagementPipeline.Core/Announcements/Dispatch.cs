using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements;

public enum DispatchKind
{
    /// <summary>To the safeguarding lead: that something waits.</summary>
    Alert,

    /// <summary>To one worker: what became of the voices they captured.</summary>
    Digest,
}

public enum DispatchState
{
    Waiting,

    /// <summary>Somebody is at it, or stopped half-way: whoever comes next looks before anything is sent.</summary>
    Sending,
    Sent,

    /// <summary>Mail isn't set up for it: this is what would have been sent.</summary>
    InOutbox,

    /// <summary><see cref="Dispatch.Trouble"/> says what to do. An alert is tried again all the same, every hour.</summary>
    Failed,

    /// <summary>A digest of a month in which nothing happened.</summary>
    NothingToSay,

    /// <summary>A digest to somebody who does not want it, or whose address is not known.</summary>
    NotWanted,
}

/// <summary>
/// A mail to somebody of our own, and what became of it. It holds no text: that is put together when it is sent or shown, of what then stands. Kind and key
/// make it what it is: asked for twice, it stands once.
/// </summary>
public sealed record Dispatch
{
    public required DispatchKind Kind { get; init; }

    /// <summary>Newest first, and the same for the same fact; it tells nobody what that is.</summary>
    public required string Key { get; init; }

    /// <summary>When what it tells of happened; of a digest, when its month was over.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Of an alert.</summary>
    public ProjectId? Project { get; init; }

    /// <summary>Of an alert: what happened.</summary>
    public AnnouncementKind? About { get; init; }

    /// <summary>Of a digest: whose (<see cref="Actor.Id"/>).</summary>
    public string? Worker { get; init; }

    public DispatchState State { get; init; }

    /// <summary>When somebody has to look at it again; none where nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What went wrong and what to do next.</summary>
    public string? Trouble { get; init; }

    /// <summary>Of a digest.</summary>
    public CalendarMonth? Month => Kind == DispatchKind.Digest ? CalendarMonth.Of(London.DayOf(At).AddDays(-1)) : null;

    /// <summary>What the mailbox knows it by.</summary>
    public string MailKey => $"{Kebab.Of(Kind)}/{Key}";

    /// <summary>Whether it goes on by itself or waits for somebody.</summary>
    public bool IsOpen => State is DispatchState.Waiting or DispatchState.Sending or DispatchState.Failed;

    public static Dispatch Of(Announcement announcement, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        return new()
        {
            Kind = DispatchKind.Alert,
            Key = KeyOf(announcement),
            At = announcement.At,
            Project = announcement.Project,
            About = announcement.Kind,
            DueAt = now,
        };
    }

    public static Dispatch Of(string worker, CalendarMonth month, DateTimeOffset now)
    {
        var at = London.StartOf(month.Next.First);
        return new() { Kind = DispatchKind.Digest, Key = KeyOf(at, worker), At = at, Worker = worker, DueAt = now };
    }

    public static string KeyOf(Announcement announcement)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        return KeyOf(announcement.At, $"{Kebab.Of(announcement.Kind)} {announcement.Subject}");
    }

    /// <summary>Before every key of that instant and of all before it.</summary>
    public static string PlaceOf(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string KeyOf(DateTimeOffset at, string fact) =>
        $"{PlaceOf(at)}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact)))[..32]}";
}

public interface IDispatches
{
    /// <summary>False, and nothing changes, when it stands already.</summary>
    Task<bool> AddAsync(Dispatch dispatch, CancellationToken cancellationToken);

    Task<Versioned<Dispatch>?> FindAsync(DispatchKind kind, string key, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when it is no longer the one of <paramref name="onlyIf"/>.</summary>
    Task<bool> ReplaceAsync(Dispatch dispatch, string onlyIf, CancellationToken cancellationToken);

    /// <summary>Of one kind, newest first, from those whose key follows <paramref name="after"/>.</summary>
    IAsyncEnumerable<Dispatch> ReadAsync(DispatchKind kind, string after, CancellationToken cancellationToken);

    /// <summary>All of one kind that are <see cref="Dispatch.IsOpen"/>.</summary>
    Task<IReadOnlyList<Dispatch>> OpenAsync(DispatchKind kind, CancellationToken cancellationToken);

    /// <summary>Lets go of those that were over before. Safe to repeat.</summary>
    Task ForgetAsync(DispatchKind kind, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>Asks for one to be seen to, by a message of its own: one that can't be sent never holds another.</summary>
public interface IDispatchRequests
{
    Task SendAsync(DispatchKind kind, string key, CancellationToken cancellationToken);
}
