using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Responses;

/// <summary>
/// Somebody who knows every rule, and looks before and after one more answer, lists all the ways in which readers may have answered that look like this. No count that is
/// hidden may be the same in all of them and of few.
/// </summary>
public sealed class WorkedOutTests
{
    [Theory]
    [InlineData(5, 5, 13)]
    [InlineData(5, 4, 16)]
    [InlineData(5, 3, 24)]
    [InlineData(3, 5, 13)]
    [InlineData(3, 3, 20)]
    [InlineData(2, 5, 13)]
    [InlineData(2, 3, 24)]
    [InlineData(5, 5, 22, 20)]
    [InlineData(3, 5, 21, 20)]
    public void No_hidden_step_can_be_worked_out(int threshold, int steps, int answers, int least = 0)
    {
        var disclosure = new Disclosure(threshold);
        AssertNothingIsPinned(threshold, steps, least, answers, counts =>
        {
            var told = ScaleCounts.Of(new(counts.Index().ToDictionary(count => count.Index + 1, count => (long)count.Item)), steps, disclosure);
            var rest = told is null ? "" : $"{counts.Sum()} {told.Mean} {told.Spread} {told.Withheld}";
            return told?.Steps is { } shown ? (string.Join(' ', shown) + rest, []) : (rest, counts);
        });
    }

    /// <summary>With the part in favour beside it, which a report tells; not before and after one answer, as that part follows answers one by one (docs/figures.md). Under a threshold of two whatever is hidden is one, so there this can't hold.</summary>
    [Theory]
    [InlineData(5, 13)]
    [InlineData(3, 13)]
    [InlineData(5, 22, 20)]
    [InlineData(3, 21, 20)]
    public void Nor_a_step_beside_the_part_in_favour(int threshold, int answers, int least = 0)
    {
        var tell = new TellCard(new(threshold), []);
        var card = new FeedbackCard("f", [new("q", FeedbackKind.Scale, "How clear was it?")]);
        AssertNothingIsPinned(threshold, 5, least, answers, counts =>
        {
            var cells = counts.Index().ToDictionary(count => $"q={count.Index + 1}", count => (long)count.Item);
            var years = new Dictionary<ReportingYear, AnswerSums> { [ReportingYear.Of(new(2026, 6, 1))] = new(counts.Sum(), cells) };
            var told = tell.Of(card, asked: true, new(default, default, "f", years, null)).Questions![0];
            var rest = $"{told.Answers} {told.InFavour} {told.Scale?.Mean} {told.Scale?.Withheld}";
            return told.Scale?.Steps is { } shown ? (string.Join(' ', shown) + rest, []) : (rest, counts);
        }, twice: false);
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(3, 7)]
    public void Nor_how_many_stood_or_moved_where(int threshold, int pairs)
    {
        var disclosure = new Disclosure(threshold);
        AssertNothingIsPinned(threshold, 9, 0, pairs, counts =>
        {
            var moves = counts.Index().Where(count => count.Item > 0).Select(count => new Moved((count.Index / 3) + 1, (count.Index % 3) + 1, count.Item)).ToList();
            var after = new ScaleSum(moves.GroupBy(move => move.After).ToDictionary(step => step.Key, step => step.Sum(move => move.Count)));
            var told = ShiftCounts.Of(new(moves), after, 3, disclosure);
            var (stood, moved) = (ScaleCounts.Of(after, 3, disclosure, told), new ShiftSum(moves));
            int[] hidden =
            [
                .. told?.Mean is null || told.Withheld is not null ? Enumerable.Range(-2, 5).Select(by => Sum(move => move.After - move.Before == by)) : [],
                .. told?.Up is null ? [(int)moved.Up, (int)moved.Same, (int)moved.Down] : Array.Empty<int>(),
                .. stood?.Steps is null ? Enumerable.Range(1, 3).Select(step => Sum(move => move.After == step)) : [],
            ];
            return ($"{told} {stood?.Mean} {stood?.Spread} {stood?.Withheld} {string.Join(' ', stood?.Steps ?? [])}", hidden);

            int Sum(Func<Moved, bool> of) => (int)moves.Where(of).Sum(move => move.Count);
        });
    }

    [Theory]
    [InlineData("0 0 0 1 5", null, null)] // 4.83 of six: one said 4
    [InlineData("0 0 0 2 5", null, null)]
    [InlineData("0 0 0 0 6", 5.0, 0.0)]
    [InlineData("0 0 0 5 5", 4.5, 0.5)]
    [InlineData("5 5 5 5 0", null, null)] // the next answer may be the first 5
    [InlineData("1 2 3 4 5", null, null)]
    [InlineData("1 2 4 6 7", 4.0, null)] // 3.8 of twenty
    [InlineData("4 0 0 8 8", null, null)] // four are few
    [InlineData("4 4 4 20 20", 4.0, null)]
    [InlineData("23 4 1 0 0", null, null)] // 1.2, so near the end that only these could be meant
    public void An_average_is_exact_rounded_or_left_out_in_words(string counts, double? mean, double? spread)
    {
        var told = ScaleCounts.Of(new(counts.Split(' ').Index().ToDictionary(count => count.Index + 1, count => long.Parse(count.Item, System.Globalization.CultureInfo.InvariantCulture))), 5, new(5))!;

        Assert.Equal((mean, spread), (told.Mean, told.Spread));
        Assert.Equal((spread is null, spread is null), (told.Steps is null, told.Withheld is not null));
    }

    [Fact]
    public void Those_who_were_not_asked_before_are_not_what_is_left_over()
    {
        var shift = new ShiftSum([new(3, 5, 10)]);
        Assert.NotNull(ShiftCounts.Of(shift, new(new Dictionary<int, long> { [5] = 10 }), 7, new(5))!.MeanAfter);

        Assert.Null(ShiftCounts.Of(shift, new(new Dictionary<int, long> { [5] = 10, [4] = 1 }), 7, new(5))!.MeanAfter);
        Assert.Null(ShiftCounts.Of(shift, new(new Dictionary<int, long> { [5] = 11 }), 7, new(5))!.MeanAfter);
    }

    [Theory]
    [InlineData(23, 4, 1, null)] // 1.8 of 2: with so little room to the end, only these could be meant
    [InlineData(10, 4, 14, 1.0)]
    public void A_shift_near_its_end_is_left_out(int allTheWay, int halfWay, int not, double? mean)
    {
        var shift = new ShiftSum([new(1, 3, allTheWay), new(1, 2, halfWay), new(1, 1, not - (not / 14)), new(2, 1, not / 14)]);
        var after = new ScaleSum(shift.Moves.GroupBy(move => move.After).ToDictionary(step => step.Key, step => step.Sum(move => move.Count)));

        Assert.Equal(mean, ShiftCounts.Of(shift, after, 3, new(5))!.Mean);
    }

    private static void AssertNothingIsPinned(int threshold, int cells, int least, int most, Func<int[], (string Shown, int[] Hidden)> look, bool twice = true)
    {
        var seen = new Dictionary<string, (int[] Least, int[] Most)>(StringComparer.Ordinal);
        var looks = Enumerable.Range(least, most - least + 1).SelectMany(whole => Ways(cells, whole)).ToDictionary(counts => string.Join(' ', counts), counts => look(counts), StringComparer.Ordinal);
        foreach (var (counts, (shown, hidden)) in looks)
        {
            Note(shown, hidden);
            var before = counts.Split(' ').Select(int.Parse).ToArray();
            for (var cell = 0; cell < cells && twice; cell++)
            {
                before[cell]++;
                if (looks.TryGetValue(string.Join(' ', before), out var after))
                    Note($"{shown} → {after.Shown}", after.Hidden);
                before[cell]--;
            }
        }

        Assert.Contains(seen, each => each.Value.Least.Length > 0);
        var pinned = seen.Where(each => each.Value.Least.Zip(each.Value.Most).Any(count => count.First == count.Second && count.First > 0 && count.First < threshold));
        Assert.Empty(pinned.Select(each => $"{each.Key}: {string.Join(' ', each.Value.Least)}").Take(5));

        void Note(string what, int[] hidden) => seen[what] = seen.TryGetValue(what, out var others)
            ? ([.. others.Least.Zip(hidden, Math.Min)], [.. others.Most.Zip(hidden, Math.Max)])
            : (hidden, hidden);
    }

    private static IEnumerable<int[]> Ways(int cells, int whole) =>
        cells == 1 ? [[whole]] : Enumerable.Range(0, whole + 1).SelectMany(first => Ways(cells - 1, whole - first).Select(rest => (int[])[first, .. rest]));
}
