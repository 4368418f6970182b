using System.Globalization;
using DocumentFormat.OpenXml.Drawing.Charts;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>A chart's numbers as the drawing keeps them: where each is in the workbook, and a copy of it for who only reads.</summary>
internal sealed class WordChartData(ReportChart chart)
{
    /// <summary>Months are cut short, so that twelve of them stand under a line; the table has their whole names.</summary>
    public IReadOnlyList<string> Categories { get; } = [.. chart.Categories.Select(name => WordText.Line(
        DateOnly.TryParseExact(name, "MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.ToString("MMM yyyy", CultureInfo.InvariantCulture)
            : name))];

    /// <summary>Time goes by as a line, from three points on; all else is bars.</summary>
    public bool IsLines => chart.OverTime && chart.Categories.Count >= 3;

    public IReadOnlyList<ChartSeries> Series { get; } = [.. chart.Series.Select(series => series with { Name = WordText.Line(series.Name.Replace('-', '–')) })];

    public SeriesText NameOf(int series) => new(new StringReference(
        new Formula(WordChartBook.Place(series + 1, 1, 1)),
        new StringCache(new PointCount { Val = 1 }, new StringPoint(new NumericValue(Series[series].Name)) { Index = 0 })));

    public CategoryAxisData CategoriesOf()
    {
        var cache = new StringCache(new PointCount { Val = (uint)Categories.Count });
        cache.Append(Categories.Select((name, i) => new StringPoint(new NumericValue(name)) { Index = (uint)i }));
        return new(new StringReference(new Formula(WordChartBook.Place(0, 2, Categories.Count + 1)), cache));
    }

    public Values ValuesOf(int series)
    {
        var cache = new NumberingCache(new FormatCode("#,##0"), new PointCount { Val = (uint)Categories.Count });
        cache.Append(
            from value in Series[series].Values.Index()
            where value.Item is not null
            select new NumericPoint(new NumericValue(value.Item!.Value.ToString(CultureInfo.InvariantCulture))) { Index = (uint)value.Index });
        return new(new NumberReference(new Formula(WordChartBook.Place(series + 1, 2, Categories.Count + 1)), cache));
    }

    /// <summary>The last category that a series has a value for; null where it has none.</summary>
    public int? LastOf(int series) => Series[series].Values.Index().Where(value => value.Item is not null).Select(value => (int?)value.Index).LastOrDefault();

    /// <summary>The category of the highest value of this year; null where there is none.</summary>
    public int? HighestOf(int series) =>
        Series[series].Values.Index().Where(value => value.Item is not null).Select(value => ((int Index, decimal? Item)?)value).MaxBy(value => value!.Value.Item)?.Index;
}
