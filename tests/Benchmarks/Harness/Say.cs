using System.Globalization;

namespace Benchmarks.Harness;

/// <summary>Prints results the same way everywhere: invariant numbers, aligned columns.</summary>
internal static class Say
{
    public static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    /// <summary>A table as Markdown, so that it can go into docs/scale.md as it is.</summary>
    public static void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [head, .. rows];
        var widths = Enumerable.Range(0, head.Count).Select(column => all.Max(row => row[column].Length)).ToList();
        foreach (var (index, row) in all.Index())
        {
            Console.WriteLine($"| {string.Join(" | ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |");
            if (index == 0)
                Console.WriteLine($"|{string.Join('|', widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":"))}|");
        }
    }

    /// <summary>Whole with thousands separated from 100 on, otherwise with so many digits that it still says something.</summary>
    public static string Number(double value) => value.ToString(
        value >= 100 ? "N0" : value >= 10 ? "0.0" : value >= 0.1 || value == 0 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
