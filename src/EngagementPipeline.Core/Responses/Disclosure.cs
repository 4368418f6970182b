namespace EngagementPipeline.Core.Responses;

/// <summary>
/// The one rule of what may be shown of answers (docs/responses.md). <paramref name="Threshold"/>: a count of people below it is not shown, and can't be
/// worked out from what is.
/// </summary>
public sealed record Disclosure(int Threshold)
{
    public const int UsualThreshold = 5;

    /// <summary>In fewer steps even a rounded average leaves too little open.</summary>
    private const int FewestSteps = 5;

    private long Many => Math.Max(20, 4 * Threshold);

    public bool Enough(long answers) => answers >= Threshold;

    /// <summary>
    /// Each count, or null where it is hidden. Beside those below the threshold, further ones are hidden, the smallest first, until there are two at least and each of
    /// them might be anything from one to the threshold, whoever subtracts what is shown from the whole. Where there is nothing left to hide behind, all are.
    /// </summary>
    public IReadOnlyList<long?> Hide(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (!Enough(counts.Sum()))
            return [.. counts.Select(_ => (long?)null)];

        var hidden = counts.Index().Where(c => c.Item > 0 && c.Item < Threshold).Select(c => c.Index).ToHashSet();
        foreach (var (index, _) in counts.Index().Where(c => c.Item >= Threshold).OrderBy(c => c.Item).ThenBy(c => c.Index))
        {
            if (hidden.Count == 0 || IsSafe(hidden, counts))
                break;
            hidden.Add(index);
        }

        return hidden.Count > 0 && !IsSafe(hidden, counts)
            ? [.. counts.Select(_ => (long?)null)]
            : [.. counts.Select((count, index) => hidden.Contains(index) ? null : (long?)count)];
    }

    /// <summary>
    /// Steps stand beside their average, from which a single hidden one could be worked out; so they are told all, or none. None either with exactly one empty step, because
    /// the next answer to be hidden could then only be there. Otherwise an average is told, rounded, of many answers in enough steps, unless those who chose
    /// a step with few are themselves few: what was shown before them would tell which answers they gave.
    /// </summary>
    public Detail OfScale(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var answers = counts.Sum();
        if (!Enough(answers))
            return Detail.Nothing;
        var few = counts.Where(count => count < Threshold).Sum();
        if (few == 0 && counts.Count(count => count == 0) != 1)
            return Detail.Whole;
        return Enough(few) && counts.Count >= FewestSteps && answers >= Many ? Detail.Rounded : Detail.Nothing;
    }

    /// <summary>To halves, so that many answers may each have been another step and leave what is told as it is.</summary>
    public static double Round(double mean) => Math.Round(mean * 2, MidpointRounding.AwayFromZero) / 2;

    /// <summary>Counts that only mean something together: whether none of them is of few.</summary>
    public bool MayShowWhole(IEnumerable<long> counts) => counts.All(count => count == 0 || count >= Threshold);

    /// <summary>
    /// What the public page is told: <see cref="Hide"/>, and to the nearest multiple of the threshold. Together with <see cref="IsDue"/>, whoever looks before and
    /// after one answer learns nothing of it.
    /// </summary>
    public IReadOnlyList<long?> Blur(IReadOnlyList<long> counts) => [.. Hide(counts).Select(count => count is { } shown ? Blur(shown) : (long?)null)];

    public long Blur(long count) => (count + (Threshold / 2)) / Threshold * Threshold;

    /// <summary>Whether what the public page is told may change: only once at least a threshold's worth of answers has come since.</summary>
    public bool IsDue(long answers, long shown) => answers - shown >= Threshold;

    // Whoever knows the whole knows what the hidden ones come to together, and that each is at least one.
    private bool IsSafe(HashSet<int> hidden, IReadOnlyList<long> counts) =>
        hidden.Count >= 2 && hidden.Sum(index => counts[index]) >= hidden.Count + Threshold - 1;
}
