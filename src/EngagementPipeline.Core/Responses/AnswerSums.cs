using System.Collections.Immutable;
using System.Globalization;

namespace EngagementPipeline.Core.Responses;

/// <summary>What the answers to one card add up to: how many there are, and how many of them are in each <see cref="Cell"/>.</summary>
public sealed record AnswerSums(long Answers, IReadOnlyDictionary<string, long> Cells)
{
    public static readonly AnswerSums None = new(0, ImmutableDictionary<string, long>.Empty);

    public static AnswerSums Of(IEnumerable<AnswerSums> parts)
    {
        var answers = 0L;
        var cells = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            answers += part.Answers;
            foreach (var (cell, count) in part.Cells)
                cells[cell] = cells.GetValueOrDefault(cell) + count;
        }

        return new(answers, cells);
    }

    public long Count(string cell) => Cells.GetValueOrDefault(cell);

    /// <summary>Where readers stand on a slider, whether or not they were asked before.</summary>
    public ScaleSum Stands() => new(Gather(cell => Number(cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..])));

    /// <summary>How readers moved who were asked before and after in one reading.</summary>
    public ShiftSum Shift() => new(
    [
        .. from cell in Cells
           let parts = cell.Key.Split('>')
           where parts.Length == 2 && Number(parts[0]) is not null && Number(parts[1]) is not null
           select new Moved(Number(parts[0])!.Value, Number(parts[1])!.Value, cell.Value),
    ]);

    /// <summary>The answers to one question with a scale.</summary>
    public ScaleSum Scale(string question) =>
        new(Gather(cell => cell.StartsWith(question + '=', StringComparison.Ordinal) ? Number(cell[(question.Length + 1)..]) : null));

    public bool Equals(AnswerSums? other) =>
        other is not null && Answers == other.Answers && Cells.Count == other.Cells.Count && Cells.All(cell => other.Cells.TryGetValue(cell.Key, out var count) && count == cell.Value);

    public override int GetHashCode() => HashCode.Combine(Answers, Cells.Count);

    private SortedDictionary<int, long> Gather(Func<string, int?> valueOf)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var (cell, count) in Cells)
            if (valueOf(cell) is { } value)
                counts[value] = counts.GetValueOrDefault(value) + count;
        return counts;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>How many answers gave each value.</summary>
public sealed record ScaleSum(IReadOnlyDictionary<int, long> Counts)
{
    public static ScaleSum Of(IEnumerable<ScaleSum> parts) => new(
        parts.SelectMany(part => part.Counts).GroupBy(count => count.Key).ToDictionary(count => count.Key, count => count.Sum(part => part.Value)));

    public long Answers => Counts.Values.Sum();

    /// <summary>0 when there are no answers.</summary>
    public double Mean => Answers == 0 ? 0 : Counts.Sum(count => (double)count.Key * count.Value) / Answers;

    /// <summary>The standard deviation of these answers (not of a sample).</summary>
    public double Spread => Spreading.Of(Counts.Select(count => ((double)count.Key, count.Value)));
}

/// <summary>So many moved from one value to another.</summary>
public sealed record Moved(int Before, int After, long Count);

/// <summary>How far readers moved between being asked before and after.</summary>
public sealed record ShiftSum(IReadOnlyList<Moved> Moves)
{
    public long Pairs => Moves.Sum(move => move.Count);

    public double MeanBefore => Mean(move => move.Before);

    public double MeanAfter => Mean(move => move.After);

    /// <summary>Above 0: upwards.</summary>
    public double MeanShift => Mean(move => move.After - move.Before);

    /// <summary>The standard deviation of the shifts.</summary>
    public double Spread => Spreading.Of(Moves.Select(move => ((double)(move.After - move.Before), move.Count)));

    public long Up => Moves.Where(move => move.After > move.Before).Sum(move => move.Count);

    public long Same => Moves.Where(move => move.After == move.Before).Sum(move => move.Count);

    public long Down => Moves.Where(move => move.After < move.Before).Sum(move => move.Count);

    private double Mean(Func<Moved, int> of) => Pairs == 0 ? 0 : Moves.Sum(move => (double)of(move) * move.Count) / Pairs;
}

internal static class Spreading
{
    public static double Of(IEnumerable<(double Value, long Count)> counts)
    {
        var all = counts.ToList();
        var number = all.Sum(count => count.Count);
        if (number == 0)
            return 0;
        var mean = all.Sum(count => count.Value * count.Count) / number;
        return Math.Sqrt(all.Sum(count => Math.Pow(count.Value - mean, 2) * count.Count) / number);
    }
}
