using System.Collections.Concurrent;
using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>The words for the year that a report is about, and for the one before it. No other time is one that it tells of.</summary>
internal sealed class ClaimPeriods(ReportingYear year)
{
    private static readonly ConcurrentDictionary<ReportingYear, ClaimPeriods> Known = new();

    /// <summary>There are under a hundred years; what belongs to each is made once.</summary>
    public static ClaimPeriods Of(ReportingYear year) => Known.GetOrAdd(year, named => new(named));

    public ClaimRatios Ratios => field ??= new(Before);

    /// <summary>In the year.</summary>
    public Pattern Year { get; } = Read(
        "(in|during|over|within) (the [reporting] year [{name}]|{name})"
            .Replace("{name}", Names(year), StringComparison.Ordinal)
        + $" | (from|between) [1] april {year.FirstDay.Year:0000} (to|and) [31] march {year.LastDay.Year:0000}");

    /// <summary>The year before, after a word such as "from": with or without an "in".</summary>
    public Pattern Before { get; } = Read($"[in] (the (year before|previous [reporting] year|[reporting] year {Names(year.Previous)})|{Names(year.Previous)})");

    private static string Names(ReportingYear year) => string.Create(
        CultureInfo.InvariantCulture, $"({year}|{year.StartYear}/{year.LastDay.Year % 100:00}|{year.StartYear}-{year.LastDay.Year}|{year.StartYear}/{year.LastDay.Year})");

    private static Pattern Read(string text) => PatternText.Read(text, new Dictionary<string, Pattern>(StringComparer.Ordinal));
}
