using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Charts;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>What charts are drawn with: plum for this year, quiet ink for the one before, hairlines behind.</summary>
internal static class WordChartLook
{
    public const string Ink = "1D2433";
    public const string QuietInk = "4A5568";
    private const string Hairline = "DCD8E8";

    private static readonly string[] Colours = ["5B4B8A", QuietInk];

    public static string ColourOf(int series) => Colours[series % Colours.Length];

    /// <summary>A solid bar; the year before in outline, so that the two differ also where there is no colour.</summary>
    public static ChartShapeProperties Bar(int series) => series == 0
        ? new(Fill(ColourOf(0)))
        : new(Fill("FFFFFF"), new Outline(Fill(ColourOf(series))) { Width = 12700 });

    /// <summary>A line; the year before thinner, and dashed.</summary>
    public static ChartShapeProperties Line(int series)
    {
        var line = new Outline(Fill(ColourOf(series))) { Width = series == 0 ? 31750 : 19050, CapType = LineCapValues.Round };
        if (series > 0)
            line.AppendChild(new PresetDash { Val = PresetLineDashValues.SystemDash });
        line.AppendChild(new DocumentFormat.OpenXml.Drawing.Round());
        return new(line);
    }

    public static Marker Dot(int series) => new(
        new Symbol { Val = MarkerStyleValues.Circle },
        new Size { Val = 5 },
        new ChartShapeProperties(Fill(series == 0 ? ColourOf(0) : "FFFFFF"), new Outline(Fill(ColourOf(series))) { Width = 9525 }));

    public static ChartShapeProperties Rule() => new(new Outline(Fill(Hairline)) { Width = 6350 });

    public static ChartShapeProperties Axis() => new(new Outline(Fill(QuietInk)) { Width = 9525 });

    public static ChartShapeProperties NoLine() => new(new NoFill(), new Outline(new NoFill()));

    /// <summary>The page shows through.</summary>
    public static DocumentFormat.OpenXml.Drawing.Charts.ShapeProperties Bare() => new(new NoFill(), new Outline(new NoFill()));

    public static TextProperties Text(int hundredths, string colour = QuietInk, bool bold = false) => new(
        new BodyProperties(),
        new ListStyle(),
        new Paragraph(
            new ParagraphProperties(new DefaultRunProperties(
                Fill(colour), new LatinFont { Typeface = "Calibri" }, new ComplexScriptFont { Typeface = "Calibri" })
            { FontSize = hundredths, Bold = bold }),
            new EndParagraphRunProperties { Language = "en-GB" }));

    public static SolidFill Fill(string colour) => new(new RgbColorModelHex { Val = colour });
}
