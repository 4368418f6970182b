using EngagementPipeline.Core.Reports.Outputs;

namespace EngagementPipeline.Pages.Charts;

/// <summary>
/// Where everything of a chart of parts stands: for each category its name and, under it, a bar for each series with its number at the end. All bars
/// begin at zero, on the left.
/// </summary>
/// <param name="chart">What is drawn.</param>
/// <param name="width">720, or 360 for a phone.</param>
public sealed class Bars(ReportChart chart, int width)
{
    private const int NameHeight = 20;
    private const int Gap = 14;
    private const double LetterWidth = 7;

    public ReportChart Chart { get; } = chart;

    public int Width { get; } = width;

    public int Height => Math.Max(1, Chart.Categories.Count * CategoryHeight) - Gap + 4;

    /// <summary>Letters of a name that fit above its bars.</summary>
    public int Letters => (int)(Width / LetterWidth) - 1;

    public double NameY(int category) => (category * CategoryHeight) + 14;

    public double BarY(int category, int series) => (category * CategoryHeight) + NameHeight + (series == 0 ? 0 : BarHeight(0) + 3 + ((series - 1) * (BarHeight(1) + 3)));

    /// <summary>Where the line that all bars of the category begin at ends; it begins a little above the first.</summary>
    public double AxisEnd(int category) => BarY(category, Chart.Series.Count - 1) + BarHeight(Chart.Series.Count - 1) + 3;

    /// <summary>This year's is the thicker one.</summary>
    public static double BarHeight(int series) => series == 0 ? 18 : 13;

    public double BarWidth(decimal value) => Highest == 0 ? 0 : (double)(value / Highest) * (Width - NumberRoom);

    /// <summary>The number, with the name of its series beside the first of each.</summary>
    public string Words(int category, int series) =>
        SayChart.Number(Chart.Series[series].Values[category]) + (category == 0 && Chart.Series.Count > 1 ? $" in {SayChart.Name(Chart.Series[series].Name)}" : "");

    private decimal Highest => Chart.Series.SelectMany(series => series.Values).Max() ?? 0;

    private double NumberRoom => 12 + (LetterWidth * Chart.Series.Index().SelectMany(s => Enumerable.Range(0, Chart.Categories.Count).Select(c => Words(c, s.Index).Length)).Max());

    private int CategoryHeight => (int)(NameHeight + BarHeight(0) + ((Chart.Series.Count - 1) * (BarHeight(1) + 3))) + Gap;
}
