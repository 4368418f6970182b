using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>A line for each series, with its name at its end and, for this year, its highest number over it.</summary>
internal static class WordChartLines
{
    /// <summary>Ends of lines nearer than this part of the highest value would have their names one over the other.</summary>
    private const decimal Near = 0.1m;

    public static LineChart Of(WordChartData data)
    {
        var lines = new LineChart(new Grouping { Val = GroupingValues.Standard }, new VaryColors { Val = false });
        lines.Append(data.Series.Select((_, i) => SeriesOf(data, i)));
        lines.Append(new ShowMarker { Val = true }, new AxisId { Val = WordChartAxes.Categories }, new AxisId { Val = WordChartAxes.Values });
        return lines;
    }

    private static LineChartSeries SeriesOf(WordChartData data, int series) => new LineChartSeries(
        new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)series },
        new Order { Val = (uint)series },
        data.NameOf(series),
        WordChartLook.Line(series),
        WordChartLook.Dot(series),
        LabelsOf(data, series),
        data.CategoriesOf(),
        data.ValuesOf(series),
        new Smooth { Val = false });

    private static DataLabels LabelsOf(WordChartData data, int series)
    {
        var labels = new DataLabels();
        var last = data.LastOf(series);
        var highest = series == 0 ? data.HighestOf(series) : null;
        foreach (var at in new[] { last, highest }.OfType<int>().Distinct().Order())
            labels.AppendChild(LabelOf(series, at, name: at == last, value: at == highest, at == last ? EndOf(data, series) : DataLabelPositionValues.Top));
        labels.Append(Shown(name: false, value: false));
        return labels;
    }

    private static DataLabel LabelOf(int series, int at, bool name, bool value, DataLabelPositionValues where)
    {
        var label = new DataLabel(
            new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)at },
            new NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
            WordChartLook.NoLine(),
            WordChartLook.Text(900, WordChartLook.ColourOf(series), bold: series == 0),
            new DataLabelPosition { Val = where });
        label.Append(Shown(name, value));
        if (name && value)
            label.AppendChild(new Separator(": "));
        return label;
    }

    private static DataLabelPositionValues EndOf(WordChartData data, int series)
    {
        if (data.Series.Count < 2 || data.LastOf(0) != data.LastOf(1) || data.LastOf(0) is not { } last)
            return DataLabelPositionValues.Right;
        var (own, other) = (data.Series[series].Values[last]!.Value, data.Series[1 - series].Values[last]!.Value);
        var most = data.Series.SelectMany(one => one.Values).Max()!.Value;
        if (Math.Abs(own - other) > most * Near)
            return DataLabelPositionValues.Right;
        return own > other || (own == other && series == 0) ? DataLabelPositionValues.Top : DataLabelPositionValues.Bottom;
    }

    private static OpenXmlElement[] Shown(bool name, bool value) =>
    [
        new ShowLegendKey { Val = false },
        new ShowValue { Val = value },
        new ShowCategoryName { Val = false },
        new ShowSeriesName { Val = name },
        new ShowPercent { Val = false },
        new ShowBubbleSize { Val = false },
    ];
}
