namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>What can be said of a count. Coarse round numbers allow 4% beside them, finer ones 1%: a finer number promises more.</summary>
public static class CountPhrases
{
    private static readonly (string Word, Func<RoundNumber, TruthRange> Range)[] Qualifiers =
    [
        ("just under", Under),
        ("just over", JustOver),
        ("over", Over),
        ("almost", Under),
        ("about", About),
    ];

    public static Phrase Exact(long count) => new(NumberWords.Of(count), TruthRange.Exactly(count));

    public static Phrase JustUnderOf(RoundNumber round) => Of("just under", round);

    public static Phrase JustOverOf(RoundNumber round) => Of("just over", round);

    public static Phrase OverOf(RoundNumber round) => Of("over", round);

    public static Phrase AboutOf(RoundNumber round) => Of("about", round);

    /// <summary>Everything that may be said of a count, the most exact first. A count is not below 0.</summary>
    public static IEnumerable<Phrase> TrueOf(long count)
    {
        yield return Exact(count);
        if (count < 100)
            yield break;

        var below = RoundNumber.CoarseAtOrBelow(count);
        RoundNumber[] near = [below, below.NextCoarse, RoundNumber.AtOrBelow(count), RoundNumber.Nearest(count)];
        var phrases =
            from qualifier in Qualifiers
            from round in near.Distinct()
            let phrase = new Phrase($"{qualifier.Word} {NumberWords.Figures(round.Value)}", qualifier.Range(round))
            where phrase.Range.Holds(count)
            select phrase;
        foreach (var phrase in phrases)
            yield return phrase;
    }

    /// <summary>The phrase that reads so, with its range; null when nothing here is written like that.</summary>
    public static Phrase? Parse(string text)
    {
        if (NumberWords.TryParse(text, out var exact))
            return Exact(exact) with { Text = text };

        foreach (var (word, range) in Qualifiers)
        {
            if (text.StartsWith(word + " ", StringComparison.Ordinal)
                && NumberWords.TryParse(text[(word.Length + 1)..], out var number)
                && RoundNumber.TryFrom(number, out var round))
                return new(text, range(round));
        }

        return null;
    }

    private static Phrase Of(string word, RoundNumber round) => Parse($"{word} {NumberWords.Figures(round.Value)}")!;

    private static TruthRange Under(RoundNumber round) => TruthRange.UpTo(round.Value - Slack(round), round.Value);

    private static TruthRange JustOver(RoundNumber round) => TruthRange.AboveTo(round.Value, round.Value + Slack(round));

    /// <summary>"Over 300" ends where 400 begins: it would still be true of 900, and would hide most of it.</summary>
    private static TruthRange Over(RoundNumber round) =>
        TruthRange.Between(round.Value, round.IsCoarse ? round.NextCoarse.Value : round.Value + round.Step);

    private static TruthRange About(RoundNumber round)
    {
        var slack = round.IsCoarse ? round.Value * 0.05m : round.Step * 0.5m;
        return TruthRange.Within(round.Value - slack, round.Value + slack);
    }

    private static decimal Slack(RoundNumber round) => round.Value * (round.IsCoarse ? 0.04m : 0.01m);
}
