using System.Globalization;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Packaging;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Reports.Outputs.Word;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

public sealed class WordChartTests
{
    [Theory]
    [InlineData("full")]
    [InlineData("provisional")]
    [InlineData("one month")]
    public async Task A_chart_draws_what_the_report_has_and_so_does_the_workbook_behind_it(string name)
    {
        var report = await ReportsToWrite.All[name]();
        using var document = new WordReader(report);

        var charts = ReportCharts.Of(report);
        var parts = document.Main.ChartParts.OrderBy(document.Main.GetIdOfPart, StringComparer.Ordinal).ToList();
        Assert.Equal(3, charts.Count);
        Assert.All(charts.Zip(parts), pair =>
        {
            var (chart, part) = pair;
            var (drawn, kept) = (Drawn(part), Kept(part));
            Assert.Equal(chart.Title, part.ChartSpace.Descendants<Title>().Single().InnerText);
            Assert.Equal(chart.Series.Select(series => series.Name.Replace('-', '–')), drawn.Select(series => series.Name));
            Assert.Equal(chart.Series.SelectMany(series => series.Values), drawn.SelectMany(series => series.Values));
            Assert.Equal([chart.Category, .. drawn.Select(series => series.Name)], kept[0]);
            Assert.Equal(chart.Categories.Count + 1, kept.Count);
            Assert.All(chart.Series.Index(), series => Assert.Equal(series.Item.Values.Select(Said), kept.Skip(1).Select(row => row[series.Index + 1])));
            Assert.Equal($"Data!$B$2{(chart.Categories.Count == 1 ? "" : $":$B${chart.Categories.Count + 1}")}", part.ChartSpace.Descendants<Values>().First().Descendants<Formula>().Single().Text);
            Assert.Equal("Data!$A$2", part.ChartSpace.Descendants<CategoryAxisData>().First().Descendants<Formula>().Single().Text.Split(':')[0]);
        });
    }

    [Fact]
    public async Task Axes_begin_at_zero_and_names_stand_beside_what_they_name()
    {
        using var document = new WordReader(await ReportsToWrite.FullAsync());

        Assert.All(document.Main.ChartParts, part =>
        {
            Assert.Equal(0, part.ChartSpace.Descendants<ValueAxis>().Single().Descendants<MinAxisValue>().Single().Val!.Value);
            Assert.Empty(part.ChartSpace.Descendants<Legend>());
            Assert.All(Series(part), series => Assert.Contains(series.Descendants<ShowSeriesName>(), shown => shown.Val!.Value));
            Assert.Equal("5B4B8A", Series(part).First().Descendants<DocumentFormat.OpenXml.Drawing.RgbColorModelHex>().First().Val!.Value);
            Assert.Equal("en-GB", part.ChartSpace.Descendants<EditingLanguage>().Single().Val!.Value);
        });
    }

    /// <summary>Names of two lines that end at one height would be one over the other.</summary>
    [Theory]
    [InlineData(100, 40, "r", "r")]
    [InlineData(100, 95, "t", "b")]
    [InlineData(95, 100, "b", "t")]
    [InlineData(100, 100, "t", "b")]
    public void Names_at_the_ends_of_lines_keep_apart(int now, int before, string first, string second)
    {
        var data = new WordChartData(new("c", "Chart", "Says.", "page views", "Month", ["a", "b", "c"], [new("now", [1, 2, now]), new("before", [1, 2, before])], OverTime: true));

        var ends = WordChartLines.Of(data).Descendants<DataLabel>().Where(label => label.GetFirstChild<ShowSeriesName>()!.Val!.Value);

        Assert.Equal([first, second], ends.Select(label => label.GetFirstChild<DataLabelPosition>()!.Val!.InnerText));
    }

    [Fact]
    public void A_value_that_was_not_counted_is_neither_drawn_nor_kept()
    {
        var data = new WordChartData(new("c", "Chart", "Says.", "page views", "Month", ["a", "b", "c"], [new("now", [1, null, null])], OverTime: true));

        Assert.Equal([0u], data.ValuesOf(0).Descendants<NumericPoint>().Select(point => point.Index!.Value));
        Assert.Equal((0, 0), (data.LastOf(0), data.HighestOf(0)));
    }

    private static IEnumerable<DocumentFormat.OpenXml.OpenXmlElement> Series(ChartPart part) =>
        part.ChartSpace.Descendants<LineChartSeries>().Concat<DocumentFormat.OpenXml.OpenXmlElement>(part.ChartSpace.Descendants<BarChartSeries>());

    private static IReadOnlyList<(string Name, IReadOnlyList<decimal?> Values)> Drawn(ChartPart part) =>
    [
        .. Series(part).Select(series =>
        {
            var cache = series.Descendants<NumberingCache>().Single();
            var points = cache.Elements<NumericPoint>().ToDictionary(point => point.Index!.Value, point => (decimal?)decimal.Parse(point.NumericValue!.Text, CultureInfo.InvariantCulture));
            return (
                series.Descendants<SeriesText>().Single().Descendants<NumericValue>().Single().Text,
                (IReadOnlyList<decimal?>)[.. Enumerable.Range(0, (int)cache.PointCount!.Val!.Value).Select(i => points.GetValueOrDefault((uint)i))]);
        }),
    ];

    /// <summary>The workbook's cells as they are written; "" where there is none.</summary>
    private static List<string[]> Kept(ChartPart part)
    {
        using var book = WordReader.Book(part);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<S.Row>().ToList();
        var columns = rows[0].Elements<S.Cell>().Count();
        return
        [
            .. rows.Select(row => Enumerable.Range(0, columns)
                .Select(column => row.Elements<S.Cell>().SingleOrDefault(cell => cell.CellReference == $"{(char)('A' + column)}{row.RowIndex}")?.InnerText ?? "")
                .ToArray()),
        ];
    }

    private static string Said(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
