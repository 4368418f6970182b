using System.Globalization;
using EngagementPipeline.Core.Reports.Outputs;

namespace EngagementPipeline.Pages.Charts;

/// <summary>
/// Where everything of a chart over time stands, in units of its viewBox: the first series as columns, any other as a line over them; zero on the
/// axis, at most four steps above it, a label under as many columns as have room, each series' name at its end.
/// </summary>
/// <param name="chart">What is drawn.</param>
/// <param name="width">720, or 360 for a phone: letters keep their size, and fewer columns get a label.</param>
/// <param name="top">The highest value that must have room, for charts side by side on one scale.</param>
public sealed class Columns(ReportChart chart, int width, decimal? top = null)
{
    public const int Height = 240;
    public const int Left = 56;
    public const int Top = 24;
    public const int Bottom = 28;
    private const int LetterWidth = 7;
    private const int Few = 6;

    /// <summary>Two lines of letters nearer than this would lie on one another.</summary>
    private const int LineHeight = 15;

    public ReportChart Chart { get; } = chart;

    public int Width { get; } = width;

    /// <summary>Room for the names of the series.</summary>
    public int Right => Chart.Series.Count > 1 ? 66 : 12;

    public IReadOnlyList<decimal?> First => Chart.Series[0].Values;

    /// <summary>Columns that carry their number: all of a few, otherwise the first of the highest; none where all are 0.</summary>
    public IEnumerable<int> Told
    {
        get
        {
            var most = First.Max() ?? 0;
            if (most == 0)
                return [];
            return First.Count <= Few ? First.Index().Where(column => column.Item is not null).Select(column => column.Index) : [First.TakeWhile(value => value != most).Count()];
        }
    }

    private decimal Highest => Math.Max(top ?? 0, Chart.Series.SelectMany(series => series.Values).Max() ?? 0);

    public IEnumerable<decimal> Steps()
    {
        var step = StepOf(Highest);
        for (var value = 0m; value < Highest + step; value += step)
            yield return value;
    }

    public double Y(decimal value) => Height - Bottom - ((double)(value / Steps().Last()) * (Height - Bottom - Top));

    public double X(int column) => Left + (column * Slot) + ((Slot - ColumnWidth) / 2);

    public double Middle(int column) => Left + ((column + 0.5) * Slot);

    public double ColumnWidth => Math.Min(48, Slot * 0.72);

    public int LabelEvery =>
        Math.Max(1, (int)Math.Ceiling(((Chart.Categories.Max(category => SayChart.Short(category).Length) * LetterWidth) + 8) / Slot));

    /// <summary>The points of a line, parted where nothing was counted.</summary>
    public IEnumerable<string> Lines(ChartSeries series)
    {
        var points = new List<string>();
        for (var i = 0; i <= series.Values.Count; i++)
        {
            if (i < series.Values.Count && series.Values[i] is { } value)
            {
                points.Add($"{N(Middle(i))},{N(Y(value))}");
                continue;
            }

            if (points.Count > 0)
                yield return string.Join(' ', points);
            points.Clear();
        }
    }

    /// <summary>The names of the series at their ends, moved apart where they would lie on one another.</summary>
    public IReadOnlyList<(int Series, double Y)> Names()
    {
        if (Chart.Series.Count < 2)
            return [];
        var wanted = Chart.Series.Index()
            .Select(series => (series.Index, Y: Y(series.Item.Values.LastOrDefault(value => value is not null) ?? 0) + 4))
            .OrderBy(name => name.Y)
            .ToList();
        var lowest = Height - Bottom + 4d;
        for (var i = wanted.Count - 1; i >= 0; i--)
        {
            wanted[i] = (wanted[i].Index, Math.Min(wanted[i].Y, lowest));
            lowest = wanted[i].Y - LineHeight;
        }

        return wanted;
    }

    public static string N(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private double Slot => (Width - Left - Right) / (double)Math.Max(Chart.Categories.Count, 1);

    /// <summary>1, 2 or 5 times a power of ten, such that at most four steps reach the top.</summary>
    private static decimal StepOf(decimal highest)
    {
        for (var power = 1m; ; power *= 10)
        {
            foreach (var step in (decimal[])[power, 2 * power, 5 * power])
            {
                if (step * 4 >= highest)
                    return step;
            }
        }
    }
}
