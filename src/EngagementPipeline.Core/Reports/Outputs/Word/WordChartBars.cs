using DocumentFormat.OpenXml.Drawing.Charts;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Bars from the left, each with its number at its end, and with its year where there are two.</summary>
internal static class WordChartBars
{
    public static BarChart Of(WordChartData data)
    {
        var bars = new BarChart(
            new BarDirection { Val = BarDirectionValues.Bar },
            new BarGrouping { Val = BarGroupingValues.Clustered },
            new VaryColors { Val = false });
        bars.Append(data.Series.Select((_, i) => SeriesOf(data, i)));
        bars.Append(
            new GapWidth { Val = 45 },
            new AxisId { Val = WordChartAxes.Categories },
            new AxisId { Val = WordChartAxes.Values });
        return bars;
    }

    private static BarChartSeries SeriesOf(WordChartData data, int series) => new BarChartSeries(
        new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)series },
        new Order { Val = (uint)series },
        data.NameOf(series),
        WordChartLook.Bar(series),
        new InvertIfNegative { Val = false },
        new DataLabels(
            new NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
            WordChartLook.NoLine(),
            WordChartLook.Text(900, WordChartLook.ColourOf(series), bold: series == 0),
            new DataLabelPosition { Val = DataLabelPositionValues.OutsideEnd },
            new ShowLegendKey { Val = false },
            new ShowValue { Val = true },
            new ShowCategoryName { Val = false },
            new ShowSeriesName { Val = data.Series.Count > 1 },
            new ShowPercent { Val = false },
            new ShowBubbleSize { Val = false },
            new Separator(": ")),
        data.CategoriesOf(),
        data.ValuesOf(series));
}
