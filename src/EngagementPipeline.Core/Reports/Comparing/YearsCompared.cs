using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Comparing;

/// <summary>
/// Reports of several years side by side. Each year's figures are those of its own report and no others: what one report has of another year, and what
/// counting a frozen year again would give, are second counts of the same people, and stand in nothing here.
/// </summary>
/// <param name="Reports">From the earliest year.</param>
/// <param name="Figures">In the order of the latest report that has them.</param>
public sealed record YearsCompared(IReadOnlyList<Report> Reports, IReadOnlyList<ComparedFigure> Figures)
{
    /// <param name="reports">Of different years, from the earliest.</param>
    public static YearsCompared Of(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var years = reports.Select(report => FiguresOf(report).ToDictionary(figure => figure.Key)).ToList();
        var order = reports.Reverse().SelectMany(FiguresOf).DistinctBy(figure => figure.Key);
        return new(reports, [.. order.Select(figure => FigureOf(figure, reports, years))]);
    }

    public IReadOnlyList<ReportingYear> Years => [.. Reports.Select(report => report.Year)];

    /// <summary>Figures that a frozen year never froze have no part in it.</summary>
    private static IEnumerable<ReportedFigure> FiguresOf(Report report) => report.Figures.Where(figure => !LaterDifferences.IsAdded(figure));

    private static ComparedFigure FigureOf(ReportedFigure newest, IReadOnlyList<Report> reports, List<Dictionary<string, ReportedFigure>> years)
    {
        var values = new ComparedValue?[years.Count];
        (ReportedFigure Figure, ReportingYear Year, int At)? before = null;
        for (var i = 0; i < years.Count; i++)
        {
            if (years[i].GetValueOrDefault(newest.Key) is not { } figure)
                continue;
            values[i] = new(figure.Value, figure.Provisional, figure.Version, before is { } earlier ? FigureChange.Between(earlier.Figure, earlier.Year, figure, IsOfFew(earlier.Figure, earlier.At) || IsOfFew(figure, i)) : null) { Corrections = figure.Corrections };
            before = (figure, reports[i].Year, i);
        }

        return new(newest.Key, newest.Title, newest.Definition, newest.Unit, ReportSection.PartOf(newest), values);

        bool IsOfFew(ReportedFigure figure, int at) =>
            figure.Unit == "%" && years[at].GetValueOrDefault(FigureWords.OutOf(figure.Key)) is { } whole && !Wording.CanCompare((long)whole.Value);
    }
}

/// <param name="Key">The figure's.</param>
/// <param name="Title">As the latest of the years has it, with its definition and unit.</param>
/// <param name="Definition">What it counts.</param>
/// <param name="Unit">Of every value.</param>
/// <param name="Part">The part of a report that it belongs to.</param>
/// <param name="Values">One for each year; null where its report does not have the figure.</param>
public sealed record ComparedFigure(string Key, string Title, string Definition, string Unit, Part Part, IReadOnlyList<ComparedValue?> Values)
{
    /// <summary>Values that were counted by different definitions are shown, and nothing is said of how they changed.</summary>
    public bool DefinedAnew => Values.OfType<ComparedValue>().Select(value => value.Version).Distinct().Count() > 1;
}

/// <param name="Value">What the year's own report says.</param>
/// <param name="Provisional">It may still change.</param>
/// <param name="Version">Of the definition that it was counted by.</param>
/// <param name="Change">From the year shown before it that has the figure; null where nothing can be said of it.</param>
public sealed record ComparedValue(decimal Value, bool Provisional, int Version, FigureChange? Change)
{
    /// <summary>What was said of it since it was frozen.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
}

/// <summary>
/// How a figure changed, as far as that can be claimed: of whole years only, by one definition, and never from a base so small that one more or fewer
/// would change the claim.
/// </summary>
/// <param name="Since">The year that it is set beside.</param>
/// <param name="Ratio">To four places; null for shares, which are set beside each other in words.</param>
/// <param name="Words">Such as "almost two and a half times", or "up from about half in 2021–22".</param>
public sealed record FigureChange(ReportingYear Since, decimal? Ratio, string Words)
{
    public static FigureChange? Between(ReportedFigure before, ReportingYear year, ReportedFigure now, bool ofFew = false)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        if (ofFew || before.Provisional || now.Provisional || before.Version != now.Version || before.Unit != now.Unit)
            return null;
        if (now.Unit == "%")
            return new(year, null, Of(FigureWords.Compare(WordingKind.Share, now.Value, before.Value).Preferred, year));
        return IsCount(before) && IsCount(now) && Wording.CanCompare((long)before.Value)
            ? new(year, FigureWords.Ratio(now.Value, before.Value), Of(FigureWords.Compare(WordingKind.Count, now.Value, before.Value).Preferred, year))
            : null;
    }

    // The words are made for the year before; here it may be another one.
    private static string Of(string words, ReportingYear year)
    {
        var name = year.Printed;
        return words.Replace(" as the year before", $" as in {name}", StringComparison.Ordinal).Replace(" the year before", $" in {name}", StringComparison.Ordinal);
    }

    /// <summary>A shift in steps is a count of nothing: it has no multiple.</summary>
    private static bool IsCount(ReportedFigure figure) => figure.Unit != "steps" && decimal.IsInteger(figure.Value) && figure.Value >= 0;
}
