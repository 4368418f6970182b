using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements;

public enum OutboxKind
{
    /// <summary>What the safeguarding lead was told.</summary>
    Alert,

    /// <summary>A worker's monthly digest.</summary>
    Digest,

    /// <summary>A story that was announced.</summary>
    Story,

    /// <summary>A report's file for the library.</summary>
    Report,
}

/// <summary>How anything that leaves this service stands, whatever it is.</summary>
public enum OutboxState
{
    /// <summary>It goes at a time, or on its way, or is tried again by itself.</summary>
    UnderWay,
    Sent,

    /// <summary>Microsoft 365 isn't set up for it: it is kept here as it would have been sent.</summary>
    KeptHere,

    /// <summary><see cref="OutboxItem.Next"/> says what to do.</summary>
    NeedsSomebody,

    /// <summary>Called off, taken down, not wanted, or nothing to say.</summary>
    Over,
}

/// <summary>Something that went out of this service, will, or would have. It holds no young person's words.</summary>
public sealed record OutboxItem
{
    public required OutboxKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Parts those of one instant; ordinal.</summary>
    public required string Key { get; init; }

    /// <summary>What it is: a story's title, a file's name, what happened.</summary>
    public required string What { get; init; }

    /// <summary>Of an alert: what happened.</summary>
    public AnnouncementKind? Told { get; init; }

    public string? Project { get; init; }

    /// <summary>To whom: a role, lists, a place. Never a person.</summary>
    public required string To { get; init; }

    /// <summary>Who asked for it, or did what it tells of.</summary>
    public string? By { get; init; }

    public required OutboxState State { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What stands in the way, and what to do next.</summary>
    public string? Next { get; init; }

    /// <summary>Where to go on, from the root.</summary>
    public string? Link { get; init; }

    /// <summary>What its mail says, or would.</summary>
    public LetterText? Letter { get; init; }

    internal OutboxPlace Place => new(At, Key);
}

/// <summary>Where a list of <see cref="OutboxItem"/>s goes on: after that one. Newest first.</summary>
public readonly record struct OutboxPlace(DateTimeOffset At, string Key) : IComparable<OutboxPlace>
{
    public static readonly OutboxPlace Top = new(DateTimeOffset.MaxValue, "");

    public int CompareTo(OutboxPlace other) =>
        other.At.UtcTicks != At.UtcTicks ? other.At.UtcTicks.CompareTo(At.UtcTicks) : string.CompareOrdinal(Key, other.Key);

    public static bool operator <(OutboxPlace one, OutboxPlace other) => one.CompareTo(other) < 0;

    public static bool operator >(OutboxPlace one, OutboxPlace other) => one.CompareTo(other) > 0;

    public static bool operator <=(OutboxPlace one, OutboxPlace other) => one.CompareTo(other) <= 0;

    public static bool operator >=(OutboxPlace one, OutboxPlace other) => one.CompareTo(other) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Key}");

    public static OutboxPlace? Parse(string text) =>
        text?.Split('.', 2) is [var ticks, var key] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new(new(at, TimeSpan.Zero), key)
            : null;
}

/// <summary>One kind of what goes out, as its feature knows it.</summary>
public interface IOutboxSource
{
    OutboxKind Kind { get; }

    /// <summary>Whether somebody may see it.</summary>
    bool MayBeSeenBy(Actor reader);

    /// <summary>Those after a place, in the order of <see cref="OutboxPlace"/>.</summary>
    IAsyncEnumerable<OutboxItem> ReadAsync(OutboxPlace after, CancellationToken cancellationToken);
}
