using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// What a page says of one opening of itself, so far: every number only ever grows, so records of one <see cref="Id"/> merge by
/// maximum and union, and one that comes twice, late or out of order changes nothing.
/// </summary>
/// <param name="Version">The published version of the story that was opened, from 1.</param>
/// <param name="Seq">0 for the opening, then counting up.</param>
/// <param name="Via">The share code in the page's address; empty for none. Whether the story has such a share is asked when views are rolled up.</param>
/// <param name="ActiveMs">Milliseconds the page has been on screen with somebody there, 0 to a day.</param>
/// <param name="Done">The end of the last card has been on screen.</param>
/// <param name="Interactions">How often something on a card was pressed.</param>
public readonly record struct PageRecord(
    ViewId Id,
    StoryId Story,
    int Version,
    int Seq,
    string Via,
    int ActiveMs,
    CardSet Cards,
    bool Done,
    int Interactions)
{
    public const int MaxVersion = 1_000_000;
    public const int MaxSeq = 1_000_000;
    public const int MaxActiveMs = 86_400_000;
    public const int MaxInteractions = 1_000_000;

    /// <summary>Records one request may carry, and the bytes they may take.</summary>
    public const int MaxRecords = 50;
    public const int MaxBytes = 16 * 1024;

    /// <summary>That a page was opened, and nothing of how, or how far it was read.</summary>
    public PageRecord OpeningOnly() => new(Id, Story, Version, Seq, "", 0, default, false, 0);

    public static bool IsShareCode(ReadOnlySpan<byte> ascii) =>
        ascii.Length is >= 3 and <= 32 && !ascii.ContainsAnyExcept(ShareCodeAlphabet);

    private static readonly System.Buffers.SearchValues<byte> ShareCodeAlphabet =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);
}

/// <summary>Why a record is not a view by a reader. Each is counted by itself; none is dropped in silence.</summary>
public enum Exclusion
{
    /// <summary>The reader's browser or the request says not to be tracked. Nothing of the reader is kept with it.</summary>
    Objected,

    /// <summary>A chat or social network made a picture of a link somebody pasted.</summary>
    Preview,

    /// <summary>A crawler, an uptime check or a headless browser that says so.</summary>
    Bot,

    /// <summary>Of a version of the story that was never published: no page that we made says that.</summary>
    UnknownVersion,
}

/// <summary>
/// A record as it was received, at <paramref name="AtMs"/> (Unix milliseconds, by the collector's clock). <paramref name="Visitor"/>
/// is the day's keyed hash (<see cref="VisitorHash"/>); 0 for an excluded record.
/// </summary>
public readonly record struct ReceivedRecord(PageRecord Page, long AtMs, Exclusion? Excluded, ulong Visitor)
{
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);
}
