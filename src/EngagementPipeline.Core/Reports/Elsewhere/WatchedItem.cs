using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Elsewhere;

public readonly record struct WatchedId(Guid Value) : IId<WatchedId>
{
    public static WatchedId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public enum WatchState
{
    /// <summary>Nothing was read yet.</summary>
    New,

    Current,

    /// <summary>It is not where it was. What was counted before stays.</summary>
    Vanished,

    /// <summary>It could not be read; <see cref="WatchedItem.Trouble"/> says why and what to do.</summary>
    Failing,

    /// <summary>A file was imported that counts the same days, or its own figures were taken away: nothing more is brought in.</summary>
    Stopped,
}

/// <summary>Where to look for what is registered: exactly one of these.</summary>
public abstract record PlaceElsewhere
{
    private PlaceElsewhere()
    {
    }

    /// <summary>A sharing link, or any link to it.</summary>
    public sealed record ByLink(Uri Link) : PlaceElsewhere;

    /// <summary>A file in a library, by Graph's ids of both.</summary>
    public sealed record InDrive(string Drive, string Item) : PlaceElsewhere;

    /// <summary>A file in a site's own library of documents.</summary>
    public sealed record InSite(string Site, string Item) : PlaceElsewhere;

    /// <summary>A page of a site.</summary>
    public sealed record PageOf(string Site, string Page) : PlaceElsewhere;
}

/// <summary>Days without figures, both included.</summary>
public sealed record Gap(DateOnly From, DateOnly To)
{
    /// <summary>Those from a day to the newest of <paramref name="days"/> that are not among them.</summary>
    public static IReadOnlyList<Gap> Between(DateOnly from, IReadOnlySet<DateOnly> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var gaps = new List<Gap>();
        var last = days.Count > 0 ? days.Max() : DateOnly.MinValue;
        for (var day = from; day <= last; day = day.AddDays(1))
        {
            if (days.Contains(day))
                continue;
            if (gaps is [.., var open] && open.To.AddDays(1) == day)
                gaps[^1] = open with { To = day };
            else
                gaps.Add(new(day, day));
        }

        return gaps;
    }
}

/// <summary>A page or video that SharePoint counts, whose figures are brought in day by day.</summary>
/// <param name="Id">Made by whoever registers it.</param>
/// <param name="Key">Of its figure in the report; no other item and no file has it.</param>
/// <param name="Title">Of the figure.</param>
/// <param name="Drive">Where it is.</param>
/// <param name="Item">Its id there.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Link">Where people open it.</param>
/// <param name="From">The first day that is asked for.</param>
/// <param name="AddedAt">When it was registered.</param>
/// <param name="AddedBy">Whose name it was.</param>
public sealed record WatchedItem(
    WatchedId Id, string Key, string Title, string Drive, string Item, string Name, Uri Link, DateOnly From, DateTimeOffset AddedAt, string AddedBy)
{
    /// <summary>What its views are called in the report; never a share, and never people.</summary>
    public ImportedKind Kind { get; init; } = ImportedKind.Views;

    public WatchState State { get; init; }

    public string? Trouble { get; init; }

    /// <summary>The newest day that there is a figure for.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>All days to this one have been asked for.</summary>
    public DateOnly? ReadThrough { get; init; }

    /// <summary>When it was read last with an answer.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    public DateTimeOffset NextAt { get; init; }

    /// <summary>The reporting years that figures of it were completed for.</summary>
    public IReadOnlyList<ReportingYear> Years { get; init; } = [];

    /// <summary>Days before the newest that there is no figure for: nobody knows, which is not nought.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>What SharePoint said in sum when it was read last, and what the days come to; none where it did not say.</summary>
    public CrossCheck? Check { get; init; }

    /// <summary>With the days since the newest that were asked for and had no figure.</summary>
    public IReadOnlyList<Gap> AllGaps() => LastDay is { } last && ReadThrough is { } through && last < through ? [.. Gaps, new(last.AddDays(1), through)] : Gaps;

    /// <summary>64 hex digits that name the item's figures of a year, as a file's hash names it.</summary>
    public string NameOf(ReportingYear year) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"elsewhere/{Id}/{year}")));

    public ImportBatchId BatchOf(ReportingYear year) => ImportBatchId.Of(NameOf(year));

    /// <summary>A day's figure. Its line is the day's number, so the same day again takes its own place.</summary>
    public ImportedFigure FigureOf(DayCounted counted) => new(
        counted.Day.DayNumber - new DateOnly(2000, 1, 1).DayNumber + 1,
        Key,
        Title,
        Kind,
        counted.Day,
        counted.Day,
        counted.Views,
        string.Create(CultureInfo.InvariantCulture, $"SharePoint, {Name}"));
}

/// <summary>What was counted on one day, in UTC as SharePoint counts.</summary>
public sealed record DayCounted(DateOnly Day, long Views);

/// <summary>What SharePoint says in sum, by another call than the days. <paramref name="Week"/>: of the days that it calls the last seven; each none where it does not say.</summary>
public sealed record SumsElsewhere(long? AllTime, Gap? WeekOf, long? Week);

/// <summary>The same beside the sum of the days that were brought in. A difference is shown, and nothing made of it: nobody here knows which of them is right.</summary>
public sealed record CrossCheck(SumsElsewhere There, long AllTime, long Week)
{
    public bool Differs => (There.AllTime is { } all && all != AllTime) || (There.Week is { } week && week != Week);
}

/// <summary>Where an item is, and what it is called there.</summary>
public sealed record ItemElsewhere(string Drive, string Item, string Name, Uri Link);

/// <summary>Views that SharePoint counts. What it does not do is an <see cref="OutsideException"/>.</summary>
public interface IViewsElsewhere
{
    /// <summary>What is missing before anything can be brought in, in plain words; null where all is set.</summary>
    string? Missing { get; }

    Task<ItemElsewhere> FindAsync(PlaceElsewhere place, CancellationToken cancellationToken);

    /// <summary>What is said of it in sum.</summary>
    Task<SumsElsewhere> SumsAsync(string drive, string item, CancellationToken cancellationToken);

    /// <summary>The days of which there are figures, in order; none of the others. Less than 90 days at once. Null where the item is gone.</summary>
    Task<IReadOnlyList<DayCounted>?> ReadAsync(string drive, string item, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}

public interface IWatchedItems
{
    /// <summary>By when they were registered.</summary>
    Task<IReadOnlyList<WatchedItem>> ListAsync(CancellationToken cancellationToken);

    Task<Versioned<WatchedItem>?> FindAsync(WatchedId id, CancellationToken cancellationToken);

    /// <summary>The new mark; null where it has moved on since <paramref name="mark"/>, or where that is null and it, its key or what it counts is registered already.</summary>
    Task<string?> TrySaveAsync(WatchedItem item, string? mark, CancellationToken cancellationToken);

    /// <summary>At one stroke it is watched no more, and its key and what it counts are free. False, and nothing changes, where it has moved on since <paramref name="mark"/>.</summary>
    Task<bool> StopAsync(WatchedItem item, string mark, CancellationToken cancellationToken);

    /// <summary>Those that are watched no more, as they were then.</summary>
    Task<IReadOnlyList<WatchedItem>> FormerAsync(CancellationToken cancellationToken);
}
