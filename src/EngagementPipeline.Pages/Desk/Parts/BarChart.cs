using System.Globalization;

namespace EngagementPipeline.Pages.Desk.Parts;

/// <summary>One bar: what stands under it, how high it is, and whether it may still change.</summary>
public sealed record Bar(string Label, long Value, bool Provisional = false);

/// <summary>
/// Where everything of a bar chart stands, in units of its viewBox: zero on the axis, at most four steps above it, a label under
/// as many bars as have room, the number above the highest bar only.
/// </summary>
/// <param name="bars">From left to right.</param>
/// <param name="width">720, or 360 for a phone: letters keep their size, and fewer bars get a label.</param>
public sealed class BarChart(IReadOnlyList<Bar> bars, int width)
{
    public const int Height = 240;
    public const int Left = 52;
    public const int Right = 12;
    public const int Top = 24;
    public const int Bottom = 28;

    /// <summary>A label such as "25 Feb" needs this much.</summary>
    private const int LabelRoom = 64;

    public int Width { get; } = width;

    public IReadOnlyList<Bar> Bars { get; } = bars;

    private long Highest => Bars.Count == 0 ? 0 : Bars.Max(b => b.Value);

    /// <summary>The first of the highest bars; -1 when all are 0.</summary>
    public int Peak => Highest == 0 ? -1 : Bars.TakeWhile(b => b.Value < Highest).Count();

    public IEnumerable<long> Steps()
    {
        var step = StepOf(Highest);
        for (var value = 0L; value < Highest + step; value += step)
            yield return value;
    }

    public double Y(long value) => Height - Bottom - (value / (double)Steps().Last() * (Height - Bottom - Top));

    public double X(int bar) => Left + (bar * Slot) + ((Slot - BarWidth) / 2);

    public double Middle(int bar) => Left + ((bar + 0.5) * Slot);

    public double BarWidth => Math.Min(48, Slot * 0.72);

    public bool Labelled(int bar) => bar % LabelEvery == 0;

    public static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private double Slot => (Width - Left - Right) / (double)Math.Max(Bars.Count, 1);

    private int LabelEvery => Math.Max(1, (int)Math.Ceiling(LabelRoom / Slot));

    /// <summary>1, 2 or 5 times a power of ten, such that at most four steps reach the top.</summary>
    private static long StepOf(long highest)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var step in (long[])[power, 2 * power, 5 * power])
            {
                if (step * 4 >= highest)
                    return step;
            }
        }
    }
}
