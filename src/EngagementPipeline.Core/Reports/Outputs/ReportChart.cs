using System.Globalization;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Outputs;

/// <summary>
/// What a report draws, whichever way: as SVG on a page, as a native chart in a document, as a sheet of a workbook. The table under it has the
/// categories down the side and a column for each series.
/// </summary>
/// <param name="Key">For ids and file names: kebab-case, one of each in a report.</param>
/// <param name="Title">What is counted.</param>
/// <param name="Says">A sentence that says what the chart shows; its description for who can't see it.</param>
/// <param name="Unit">Of every value.</param>
/// <param name="Category">What a category is: the header of the table's first column.</param>
/// <param name="Categories">As many as each series has values.</param>
/// <param name="Series">This year first; at most one more.</param>
/// <param name="OverTime">Categories follow one another.</param>
public sealed record ReportChart(
    string Key,
    string Title,
    string Says,
    string Unit,
    string Category,
    IReadOnlyList<string> Categories,
    IReadOnlyList<ChartSeries> Series,
    bool OverTime)
{
    /// <summary>Places of the categories whose value in the first series is provisional, and marked so.</summary>
    public IReadOnlyList<int> Open { get; init; } = [];
}

/// <param name="Name">Such as the reporting year.</param>
/// <param name="Values">Null where nothing was counted: not drawn, and a dash in the table.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);

/// <summary>A report's charts: of its page views only, which are exact. One with nothing to show is left out.</summary>
public static class ReportCharts
{
    public static IReadOnlyList<ReportChart> Of(Report report) =>
        new[] { ByMonth(report), ByLevel(report), ByDepth(report) }.OfType<ReportChart>().ToList();

    private static ReportChart? ByMonth(Report report)
    {
        if (report.Months.All(month => month.Views == 0))
            return null;
        var most = report.Months.MaxBy(month => month.Views)!;
        var series = new List<ChartSeries> { new(report.Year.ToString(), [.. report.Months.Select(month => (decimal?)month.Views)]) };
        if (report.Months.Any(month => month.Previous is not null))
            series.Add(new(report.Year.Previous.ToString(), [.. report.Months.Select(month => (decimal?)month.Previous)]));
        return new(
            "views-by-month",
            "Page views by month",
            $"The month with the most page views was {NameOf(most.Month)}, with {NumberWords.Of(most.Views)}.",
            "page views",
            "Month",
            [.. report.Months.Select(month => NameOf(month.Month))],
            series,
            OverTime: true)
        {
            Open = [.. report.Months.Index().Where(month => month.Item.Provisional).Select(month => month.Index)],
        };
    }

    private static ReportChart? ByLevel(Report report) => OfFigures(
        report,
        "views-by-level",
        "Page views by how far the link was shared",
        "Shared",
        [("Locally", "stories.views.local"), ("Regionally", "stories.views.regional"), ("Nationally", "stories.views.national"), ("No known share", "stories.views.unshared")],
        values => $"Of {Views(values.Sum())}, {Say(values[0])} came through local shares, {Say(values[1])} through regional and "
            + $"{Say(values[2])} through national ones.");

    private static ReportChart? ByDepth(Report report) => OfFigures(
        report,
        "reading-depth",
        "Page views by how long they were read",
        "Time on the page",
        [("Under 10 seconds", "stories.depth.glance"), ("10 seconds to a minute", "stories.depth.quick"), ("A minute or more", "stories.depth.deep")],
        values => $"Of {Views(values.Sum())}, {Say(values[2])} lasted a minute or more.");

    private static ReportChart? OfFigures(
        Report report, string key, string title, string category, IReadOnlyList<(string Name, string Key)> parts, Func<IReadOnlyList<decimal>, string> says)
    {
        var figures = parts.Select(part => report.Figures.FirstOrDefault(figure => figure.Key == part.Key)).OfType<ReportedFigure>().ToList();
        if (figures.Count < parts.Count || figures.All(figure => figure.Value == 0))
            return null;
        var series = new List<ChartSeries> { new(report.Year.ToString(), [.. figures.Select(figure => (decimal?)figure.Value)]) };
        if (figures.Any(figure => figure.Previous is not null))
            series.Add(new(report.Year.Previous.ToString(), [.. figures.Select(figure => figure.Previous)]));
        return new(key, title, says([.. figures.Select(figure => figure.Value)]), "page views", category, [.. parts.Select(part => part.Name)], series, OverTime: false)
        {
            Open = [.. figures.Index().Where(figure => figure.Item.Provisional).Select(figure => figure.Index)],
        };
    }

    private static string Views(decimal views) => $"{Say(views)} page view{(views == 1 ? "" : "s")}";

    private static string Say(decimal views) => NumberWords.Of((long)views);

    private static string NameOf(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
