namespace EngagementPipeline.Core.Responses;

/// <summary>How much of a scale may be told.</summary>
public enum Detail
{
    Nothing,

    /// <summary>The average, rounded so far that it gives no count away.</summary>
    Rounded,

    /// <summary>Each step, and with them whatever follows from them.</summary>
    Whole,
}

/// <summary>
/// <paramref name="Steps"/> and <paramref name="Spread"/> are null where a step would be below the threshold; then <paramref name="Mean"/> is rounded, or null as well,
/// and <paramref name="Withheld"/> says why. <paramref name="OfAnswers"/>: how many answers steps, average and spread are of, where these are not all that are told.
/// </summary>
public sealed record ScaleCounts(int From, int To, double? Mean, double? Spread, IReadOnlyList<StepCount>? Steps, string? Withheld = null, long? OfAnswers = null)
{
    /// <summary>
    /// Of several years, what may be told of each by itself: the steps of those that have them. Of more than one there is no rounded average, which no other could
    /// be taken from.
    /// </summary>
    public static ScaleCounts? Together(IReadOnlyList<(ScaleSum Sum, ScaleCounts? Told)> years, Disclosure disclosure)
    {
        var told = years.Where(year => year.Told is not null).ToList();
        if (told.Count < 2)
            return told is [] ? null : told[0].Told;
        var whole = told.Where(year => year.Told!.Steps is not null).ToList();
        var (from, to) = (told[0].Told!.From, told[0].Told!.To);
        if (whole is [])
            return new(from, to, null, null, null, Told.Why("chose some of the steps in each year", Detail.Nothing, disclosure));
        var sum = ScaleSum.Of(whole.Select(year => year.Sum));
        var steps = whole.SelectMany(year => year.Told!.Steps!).GroupBy(step => step.Value).Select(step => new StepCount(step.Key, step.Sum(year => year.Answers)));
        return new(from, to, Told.Exactly(sum.Mean), Told.Exactly(sum.Spread), [.. steps], null, whole.Count < told.Count ? sum.Answers : null);
    }

    /// <summary>Null while too few answered. <paramref name="shift"/>: how far the same readers moved; where some of that is hidden, where they stand would tell of it.</summary>
    public static ScaleCounts? Of(ScaleSum scale, int steps, Disclosure disclosure, ShiftCounts? shift = null)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(disclosure);
        if (!disclosure.Enough(scale.Answers))
            return null;
        var counts = Enumerable.Range(1, steps).Select(value => new StepCount(value, scale.Counts.GetValueOrDefault(value))).ToList();
        // A version with more steps may have been answered; those count in the whole.
        var gone = scale.Counts.Where(count => count.Key > steps).Select(count => count.Value);
        var detail = disclosure.OfScale([.. counts.Select(count => count.Answers), .. gone]);
        if (detail == Detail.Whole && shift?.Withheld is null)
            return new(1, steps, Told.Exactly(scale.Mean), Told.Exactly(scale.Spread), counts);

        // Near an end there is too little room for anything else.
        var mean = Disclosure.Round(scale.Mean);
        if (detail == Detail.Whole || mean <= 1 || mean >= steps)
            detail = Detail.Nothing;
        return new(1, steps, detail == Detail.Rounded ? mean : null, null, null, Told.Why("chose some of the steps", detail, disclosure));
    }
}

public sealed record StepCount(int Value, long Answers);

/// <summary>
/// <paramref name="Mean"/> is the average shift and <paramref name="Spread"/> its standard deviation. All but the number of pairs is null where they, or how many moved which way, would give a count of few
/// away; the average shift is rounded then, or null as well. Then <paramref name="Withheld"/> says why. <paramref name="OfPairs"/>: how many pairs all that is of, where these are not all.
/// </summary>
public sealed record ShiftCounts(
    long Pairs, double? MeanBefore, double? MeanAfter, double? Mean, double? Spread, long? Up, long? Same, long? Down, string? Withheld = null, long? OfPairs = null)
{
    /// <summary>As with a scale: of several parts, what may be told of each by itself.</summary>
    public static ShiftCounts? Together(IReadOnlyList<(ShiftSum Sum, ShiftCounts? Told)> parts, Disclosure disclosure)
    {
        var told = parts.Where(part => part.Told is not null).ToList();
        if (told.Count < 2)
            return told is [] ? null : told[0].Told;
        var pairs = told.Sum(part => part.Told!.Pairs);
        var whole = told.Where(part => part.Told!.Withheld is null).ToList();
        return whole is []
            ? new(pairs, null, null, null, null, null, null, null, Told.Why("stood at some of the steps, or moved as far as some did, in each year", Detail.Nothing, disclosure))
            : Whole(new([.. whole.SelectMany(part => part.Sum.Moves)])) with { Pairs = pairs, OfPairs = whole.Count < told.Count ? whole.Sum(part => part.Told!.Pairs) : null };
    }

    /// <summary>Null while too few answered before and after. <paramref name="stands"/>: all who answered after, so what is told of those must not tell of the others.</summary>
    public static ShiftCounts? Of(ShiftSum shift, ScaleSum stands, int steps, Disclosure disclosure)
    {
        ArgumentNullException.ThrowIfNull(shift);
        ArgumentNullException.ThrowIfNull(stands);
        ArgumentNullException.ThrowIfNull(disclosure);
        if (!disclosure.Enough(shift.Pairs))
            return null;
        // A version with more steps may have been answered.
        var most = Math.Max(steps, shift.Moves.Max(move => Math.Max(move.Before, move.After)));
        var before = Counts(1, most, move => move.Before);
        var after = Counts(1, most, move => move.After);
        var moved = Counts(1 - most, most - 1, move => move.After - move.Before);
        var others = after.Index().Select(count => stands.Counts.GetValueOrDefault(count.Index + 1) - count.Item).ToList();
        var ofMoves = disclosure.OfScale(moved);
        var ways = disclosure.MayShowWhole([shift.Up, shift.Same, shift.Down]);
        var whole = ofMoves == Detail.Whole && ways && disclosure.OfScale(before) == Detail.Whole && disclosure.OfScale(after) == Detail.Whole && disclosure.MayShowWhole(others);
        if (whole)
            return Whole(shift);

        var mean = Disclosure.Round(shift.MeanShift);
        var detail = ofMoves == Detail.Rounded && Math.Abs(mean) < most - 1 ? Detail.Rounded : Detail.Nothing;
        return new(
            shift.Pairs, null, null, detail == Detail.Rounded ? mean : null, null, null, null, null,
            Told.Why("stood at some of the steps, or moved as far as some did", detail, disclosure));

        List<long> Counts(int from, int to, Func<Moved, int> of) =>
            [.. Enumerable.Range(from, to - from + 1).Select(value => shift.Moves.Where(move => of(move) == value).Sum(move => move.Count))];
    }

    private static ShiftCounts Whole(ShiftSum shift) =>
        new(shift.Pairs, Told.Exactly(shift.MeanBefore), Told.Exactly(shift.MeanAfter), Told.Exactly(shift.MeanShift), Told.Exactly(shift.Spread), shift.Up, shift.Same, shift.Down);
}

internal static class Told
{
    public static double Exactly(double number) => Math.Round(number, 2, MidpointRounding.AwayFromZero);

    public static string Why(string chose, Detail detail, Disclosure disclosure) =>
        $"Fewer than {disclosure.Threshold} readers {chose}, or the next answer could tell that. " + (detail == Detail.Rounded
            ? "So the average is rounded to halves, and nothing else is told."
            : "So the average could tell what somebody answered, and is left out.");
}
