using System.Globalization;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Comparing;

/// <summary>What several years draw: of page views only, which are exact.</summary>
public static class ComparedCharts
{
    /// <summary>A column for each year; left out where fewer than two years have something.</summary>
    public static IReadOnlyList<ReportChart> ByYear(YearsCompared compared) =>
        new[] { Chart(compared, "stories.views"), Chart(compared, "stories.first-week-views"), Chart(compared, "stories.completions") }.OfType<ReportChart>().ToList();

    /// <summary>One for each year that has months, all with April first, to stand beside one another on one scale.</summary>
    public static IReadOnlyList<ReportChart> ByMonth(YearsCompared compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        var years = compared.Reports.Where(report => report.Months.Any(month => month.Views > 0)).ToList();
        return years.Count < CompareYears.Fewest ? [] : [.. years.Select(Months)];
    }

    private static ReportChart Months(Report report)
    {
        var most = report.Months.MaxBy(month => month.Views)!;
        var name = report.Year.Printed;
        return new(
            $"months-{report.Year}",
            name,
            $"Most in {most.Month.ToString("MMMM", CultureInfo.InvariantCulture)}: {NumberWords.Of(most.Views)}.",
            "page views",
            "Month",
            [.. Enumerable.Range(0, 12).Select(month => report.Year.FirstDay.AddMonths(month).ToString("MMM", CultureInfo.InvariantCulture))],
            [new(name, [.. Enumerable.Range(0, 12).Select(month => (decimal?)report.Months.ElementAtOrDefault(month)?.Views)])],
            OverTime: true)
        {
            Open = [.. report.Months.Index().Where(month => month.Item.Provisional).Select(month => month.Index)],
        };
    }

    private static ReportChart? Chart(YearsCompared compared, string key)
    {
        ArgumentNullException.ThrowIfNull(compared);
        if (compared.Figures.FirstOrDefault(figure => figure.Key == key) is not { DefinedAnew: false } figure || figure.Values.Count(value => value?.Value > 0) < CompareYears.Fewest)
            return null;
        var years = compared.Reports.Zip(figure.Values, (report, value) => (Name: report.Year.Printed, Value: value)).ToList();
        var (first, last) = (years.First(year => year.Value is not null), years.Last(year => year.Value is not null));
        return new(
            $"years-{key.Replace('.', '-')}",
            figure.Title,
            $"{Say(first.Value!)} in {first.Name}, {Say(last.Value!)} in {last.Name}{(last.Value!.Provisional ? " so far" : "")}.",
            figure.Unit,
            "Year",
            [.. years.Select(year => year.Name)],
            [new(figure.Title, [.. years.Select(year => year.Value?.Value)])],
            OverTime: true)
        {
            Open = [.. years.Index().Where(year => year.Item.Value is { Provisional: true }).Select(year => year.Index)],
        };
    }

    private static string Say(ComparedValue value) => NumberWords.Of((long)value.Value);
}
