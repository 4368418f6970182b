using System.Globalization;
using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Puts a chart of Word's own into the document, with the workbook that its data are edited in.</summary>
internal static class WordChart
{
    private const string Workbook = "data";

    /// <summary>The paragraph that the chart stands in.</summary>
    /// <param name="main">Gets the chart's part.</param>
    /// <param name="chart">What to draw.</param>
    /// <param name="number">1 for the document's first.</param>
    public static W.Paragraph Add(MainDocumentPart main, ReportChart chart, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"chart{number}");
        var data = new WordChartData(chart);
        var part = main.AddNewPart<ChartPart>(id);
        part.ChartSpace = WordChartSpace.Of(chart, data, Workbook);
        using var book = new MemoryStream(WordChartBook.Of(chart.Category, data.Categories, data.Series));
        part.AddEmbeddedPackagePart(EmbeddedPackagePartType.Xlsx, Workbook).FeedData(book);
        return WordParagraph.Of(WordParagraph.Chart, [new W.Run(new W.Drawing(InlineOf(chart, data.IsLines, id, (uint)number)))]);
    }

    private static Inline InlineOf(ReportChart chart, bool lines, string id, uint number) => new(
        new Extent { Cx = WordPage.TextWidthEmu, Cy = HeightOf(chart, lines) },
        new EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
        new DocProperties
        {
            Id = number,
            Name = string.Create(CultureInfo.InvariantCulture, $"Chart {number}"),
            Title = WordText.Line(chart.Title),
            Description = $"{(lines ? "Line" : "Bar")} chart, {WordText.Line(chart.Title)}. {WordText.Line(chart.Says)} The table after it has every value.",
        },
        new DocumentFormat.OpenXml.Drawing.Wordprocessing.NonVisualGraphicFrameDrawingProperties(),
        new Graphic(new GraphicData(new ChartReference { Id = id }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
    {
        DistanceFromTop = 0,
        DistanceFromBottom = 0,
        DistanceFromLeft = 0,
        DistanceFromRight = 0,
    };

    /// <summary>Lines want height, bars as much as there are of them.</summary>
    private static long HeightOf(ReportChart chart, bool lines) =>
        (lines ? 66 : 16 + (chart.Categories.Count * ((chart.Series.Count * 6) + 4))) * WordPage.Millimetre;
}
