using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Axes that begin at zero.</summary>
internal static class WordChartAxes
{
    public const uint Categories = 1;
    public const uint Values = 2;

    /// <summary>Values up the left with hairlines across, categories along the foot.</summary>
    public static OpenXmlElement[] OfLines() =>
    [
        CategoryAxis(OrientationValues.MinMax, AxisPositionValues.Bottom),
        new ValueAxis(
            new AxisId { Val = Values },
            FromZero(),
            new Delete { Val = false },
            new AxisPosition { Val = AxisPositionValues.Left },
            new MajorGridlines(WordChartLook.Rule()),
            new NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.None },
            new MinorTickMark { Val = TickMarkValues.None },
            new TickLabelPosition { Val = TickLabelPositionValues.NextTo },
            WordChartLook.NoLine(),
            WordChartLook.Text(900),
            new CrossingAxis { Val = Categories },
            new Crosses { Val = CrossesValues.AutoZero },
            new CrossBetween { Val = CrossBetweenValues.Between }),
    ];

    /// <summary>Categories down the left, the first on top; every bar says its number, so that values need no axis to be read from.</summary>
    public static OpenXmlElement[] OfBars() =>
    [
        CategoryAxis(OrientationValues.MaxMin, AxisPositionValues.Left),
        new ValueAxis(
            new AxisId { Val = Values },
            FromZero(),
            new Delete { Val = true },
            new AxisPosition { Val = AxisPositionValues.Top },
            new NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.None },
            new MinorTickMark { Val = TickMarkValues.None },
            new TickLabelPosition { Val = TickLabelPositionValues.NextTo },
            new CrossingAxis { Val = Categories },
            new Crosses { Val = CrossesValues.AutoZero },
            new CrossBetween { Val = CrossBetweenValues.Between }),
    ];

    private static CategoryAxis CategoryAxis(OrientationValues orientation, AxisPositionValues position) => new(
        new AxisId { Val = Categories },
        new Scaling(new Orientation { Val = orientation }),
        new Delete { Val = false },
        new AxisPosition { Val = position },
        new NumberingFormat { FormatCode = "General", SourceLinked = false },
        new MajorTickMark { Val = TickMarkValues.None },
        new MinorTickMark { Val = TickMarkValues.None },
        new TickLabelPosition { Val = TickLabelPositionValues.Low },
        WordChartLook.Axis(),
        WordChartLook.Text(900),
        new CrossingAxis { Val = Values },
        new Crosses { Val = CrossesValues.AutoZero },
        new AutoLabeled { Val = true },
        new LabelAlignment { Val = LabelAlignmentValues.Center },
        new LabelOffset { Val = 100 },
        new NoMultiLevelLabels { Val = true });

    private static Scaling FromZero() => new(new Orientation { Val = OrientationValues.MinMax }, new MinAxisValue { Val = 0 });
}
