using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Charts;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>The drawing itself: lines where time goes by, bars otherwise; zero on the axis, names and numbers beside what they name.</summary>
internal static class WordChartSpace
{
    public static ChartSpace Of(ReportChart chart, WordChartData data, string workbook)
    {
        var lines = data.IsLines;
        var plot = new PlotArea(LayoutOf(lines), lines ? WordChartLines.Of(data) : WordChartBars.Of(data));
        plot.Append(lines ? WordChartAxes.OfLines() : WordChartAxes.OfBars());
        plot.AppendChild(WordChartLook.Bare());
        var space = new ChartSpace(
            new Date1904 { Val = false },
            new EditingLanguage { Val = "en-GB" },
            new RoundedCorners { Val = false },
            new DocumentFormat.OpenXml.Drawing.Charts.Chart(
                TitleOf(chart),
                new AutoTitleDeleted { Val = false },
                plot,
                new PlotVisibleOnly { Val = true },
                new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap }),
            WordChartLook.Bare(),
            WordChartLook.Text(900),
            new ExternalData(new AutoUpdate { Val = false }) { Id = workbook });
        space.AddNamespaceDeclaration("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
        return space;
    }

    /// <summary>Room on the right for the names at the lines' ends, or the numbers at the bars'.</summary>
    private static Layout LayoutOf(bool lines) => new(new ManualLayout(
        new LayoutTarget { Val = LayoutTargetValues.Inner },
        new LeftMode { Val = LayoutModeValues.Edge },
        new TopMode { Val = LayoutModeValues.Edge },
        new Left { Val = lines ? 0.08 : 0.24 },
        new Top { Val = lines ? 0.15 : 0.18 },
        new Width { Val = lines ? 0.80 : 0.54 },
        new Height { Val = lines ? 0.66 : 0.78 }));

    private static Title TitleOf(ReportChart chart) => new(
        new ChartText(new RichText(
            new BodyProperties(),
            new ListStyle(),
            new Paragraph(
                new ParagraphProperties(new DefaultRunProperties { FontSize = 1100, Bold = true }),
                new Run(
                    new RunProperties(WordChartLook.Fill(WordChartLook.Ink), new LatinFont { Typeface = "Calibri" }) { Language = "en-GB", FontSize = 1100, Bold = true },
                    new Text(WordText.Line(chart.Title)))))),
        new Layout(new ManualLayout(
            new LeftMode { Val = LayoutModeValues.Edge },
            new TopMode { Val = LayoutModeValues.Edge },
            new Left { Val = 0.0 },
            new Top { Val = 0.01 })),
        new Overlay { Val = false });
}
