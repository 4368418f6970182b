using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>
/// docs/tables/ViewsByDay.md. A day of a story is a row without a share, which says what was received and guards the day, and a
/// row for each share that has views.
/// </summary>
internal sealed class ViewsByDayRow : ITableEntity
{
    public const string Table = "ViewsByDay";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public bool Provisional { get; set; }

    public long Views { get; set; }

    public long Completed { get; set; }

    public long Interactions { get; set; }

    public long Glances { get; set; }

    public long QuickReads { get; set; }

    public long DeepReads { get; set; }

    public long Visitors { get; set; }

    public long ActiveMs { get; set; }

    public string Cards { get; set; } = "";

    public string Versions { get; set; } = "";

    public byte[] ActiveTimes { get; set; } = [];

    public byte[] VisitorSketch { get; set; } = [];

    public long? Lines { get; set; }

    public bool? Settled { get; set; }

    public long? Received { get; set; }

    public long? Repeats { get; set; }

    public long? Objected { get; set; }

    public long? Previews { get; set; }

    public long? Bots { get; set; }

    public long? UnknownVersions { get; set; }

    public DateOnly DayOf() => DateOnly.ParseExact(RowKey.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string ShareOf() => RowKey[11..];

    public bool IsTheDays() => RowKey.Length == 11;

    public static string KeyOf(DateOnly day, string share) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}_{share}");

    /// <summary>The row that guards the day; there is one whenever anything was received.</summary>
    public static ViewsByDayRow OfDay(StoryDay found)
    {
        var row = OfShare(found, "");
        row.Lines = found.Lines;
        row.Received = found.Received;
        row.Repeats = found.Repeats;
        row.Objected = found.Excluded.GetValueOrDefault(Exclusion.Objected);
        row.Previews = found.Excluded.GetValueOrDefault(Exclusion.Preview);
        row.Bots = found.Excluded.GetValueOrDefault(Exclusion.Bot);
        row.UnknownVersions = found.Excluded.GetValueOrDefault(Exclusion.UnknownVersion);
        return row;
    }

    public static ViewsByDayRow OfShare(StoryDay found, string share)
    {
        var row = new ViewsByDayRow
        {
            PartitionKey = found.Story.ToString(),
            RowKey = KeyOf(found.Day, share),
            Project = found.Project.ToString(),
            Provisional = found.Provisional,
        };
        if (found.Shares.TryGetValue(share, out var sums))
            row.Take(sums);
        return row;
    }

    /// <summary>What reports read of it: numbers.</summary>
    public DailyViews ToDaily() =>
        new(StoryId.From(Guid.Parse(PartitionKey)), DayOf(), ShareOf(), Views, Visitors, Completed, (ActiveMs + 500) / 1000, Provisional)
        {
            Glances = Glances,
            QuickReads = QuickReads,
            DeepReads = DeepReads,
        };

    /// <summary>A day from its rows, the guarding one first.</summary>
    public static StoryDay ToDay(IReadOnlyList<ViewsByDayRow> rows)
    {
        var guard = rows[0];
        return new(
            StoryId.From(Guid.Parse(guard.PartitionKey)), ProjectId.From(Guid.Parse(guard.Project)), guard.DayOf(),
            guard.Lines ?? 0, guard.Provisional, guard.Received ?? 0, guard.Repeats ?? 0,
            new Dictionary<Exclusion, long>
            {
                [Exclusion.Objected] = guard.Objected ?? 0,
                [Exclusion.Preview] = guard.Previews ?? 0,
                [Exclusion.Bot] = guard.Bots ?? 0,
                [Exclusion.UnknownVersion] = guard.UnknownVersions ?? 0,
            },
            rows.Where(row => row.Views > 0).ToDictionary(row => row.ShareOf(), row => row.ToSums(), StringComparer.Ordinal));
    }

    private void Take(ViewSums sums)
    {
        Views = sums.Views;
        Completed = sums.Completed;
        Interactions = sums.Interactions;
        Glances = sums.Glances;
        QuickReads = sums.QuickReads;
        DeepReads = sums.DeepReads;
        Visitors = sums.Visitors.Count;
        ActiveMs = sums.ActiveTimes.TotalMs;
        Cards = string.Join(',', sums.Cards.Select(views => views.ToString(CultureInfo.InvariantCulture)));
        Versions = string.Join(',', sums.Versions.OrderBy(v => v.Key).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}={v.Value}")));
        ActiveTimes = sums.ActiveTimes.ToBytes();
        VisitorSketch = sums.Visitors.ToBytes();
    }

    private ViewSums ToSums() => new()
    {
        Views = Views,
        Completed = Completed,
        Interactions = Interactions,
        Glances = Glances,
        QuickReads = QuickReads,
        DeepReads = DeepReads,
        Visitors = Core.Views.VisitorSketch.FromBytes(VisitorSketch),
        ActiveTimes = Core.Views.ActiveTimes.FromBytes(ActiveTimes),
        Cards = [.. Numbers(Cards)],
        Versions = Versions.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToImmutableSortedDictionary(pair => int.Parse(pair[0], CultureInfo.InvariantCulture), pair => long.Parse(pair[1], CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<long> Numbers(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => long.Parse(number, CultureInfo.InvariantCulture));
}
