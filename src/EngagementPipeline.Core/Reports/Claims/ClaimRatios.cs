using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// What may stand beside a number: each phrase of <see cref="RatioPhrases"/>, in the words that a report says it in and in a few more of the same meaning, and
/// the earlier number itself.
/// </summary>
internal sealed class ClaimRatios(Pattern before)
{
    private const string TheYearBefore = "the year before";

    private static readonly (string Said, string Pattern)[] Qualifiers =
    [
        ("slightly more than", "(slightly more than|just over)"), ("just over", "(just over|slightly over|slightly more than)"), ("more than", "(more than|over)"),
        ("over", "(over|more than)"), ("almost", "(almost|nearly)"), ("less than", "(less than|under)"), ("under", "(under|less than)"),
    ];

    private readonly Lazy<IReadOnlyList<(Pattern Pattern, RatioPhrase Phrase)>> _beside = new(() =>
        [.. RatioPhrases.All.Select(phrase => (PatternText.Read(Besides(phrase), Named(before)), phrase))]);

    private readonly Lazy<IReadOnlyList<(Pattern Pattern, RatioPhrase Phrase)>> _alone = new(() =>
        [.. RatioPhrases.All.Select(phrase => (PatternText.Read($"{Alones(phrase)}|{Besides(phrase)}", Named(before)), phrase))]);

    /// <summary>After a number: "two and a half times the number of the year before", "up from 97% in 2020-21".</summary>
    public Pattern Beside(Judge judge, WordingKind kind) => Of(_beside, judge, kind);

    /// <summary>In the place of a number: "doubled", "up by 24% on the year before".</summary>
    public Pattern Alone(Judge judge, WordingKind kind) => Of(_alone, judge, kind);

    /// <summary>Words of them all.</summary>
    private static readonly Lazy<IReadOnlyList<string>> AllWords = new(() =>
        [.. RatioPhrases.All.SelectMany(phrase => ClaimWords.Of($"{phrase.Text} {phrase.Beside} as many up down from compared with")).Select(word => word.Text).Distinct()]);

    private Pattern Of(Lazy<IReadOnlyList<(Pattern Pattern, RatioPhrase Phrase)>> phrases, Judge judge, WordingKind kind) => Pattern.Late(
        () => Pattern.OneOf([.. phrases.Value.Select(phrase => Pattern.Claiming(phrase.Pattern, () => judge.Ratio(phrase.Phrase))), .. Earlier(judge, kind)]),
        () => AllWords.Value);

    private IEnumerable<Pattern> Earlier(Judge judge, WordingKind kind)
    {
        var number = kind == WordingKind.Share ? (Func<IReadOnlyList<ClaimWord>, int, IEnumerable<(int, ClaimedNumber)>>)ClaimedNumber.Share : ClaimedNumber.Count;
        foreach (var (words, direction) in new[] { ("up from", 1), ("down from", -1), ("(compared with|against)", 0) })
            yield return Read($"{words} {{earlier}} [{{before}}]", ("earlier", Pattern.Number(number, claimed => judge.Before(direction, claimed))));
        if (kind != WordingKind.Share)
            yield break;
        yield return Pattern.Claiming(Read("the same as {before}"), () => judge.SameShare(about: false));
        yield return Pattern.Claiming(Read("about the same as {before}"), () => judge.SameShare(about: true));
    }

    private static string Besides(RatioPhrase phrase)
    {
        var said = phrase.Beside;
        if (Before(said, $" the number of {TheYearBefore}") is { } times)
            return $"{Widened(times)} ((the number|that) (of|in|for) {{before}} | as many [times] as {{before}})";
        return Before(said, $" {TheYearBefore}") is { } other ? $"{Widened(other)} {{before}}" : Widened(said);
    }

    private static string Alones(RatioPhrase phrase)
    {
        var said = Widened(phrase.Text);
        if (phrase.Text.StartsWith("up by ", StringComparison.Ordinal))
            return $"(up|rose|increased|grew) {said["up ".Length..]} [(on|from|since) {{before}}]";
        if (phrase.Text.StartsWith("down by ", StringComparison.Ordinal))
            return $"(down|fell|decreased) {said["down ".Length..]} [(on|from|since) {{before}}]";
        return phrase.Text.EndsWith("ed", StringComparison.Ordinal) ? $"{said} [(since|from) {{before}}]" : said;
    }

    private static string? Before(string text, string end) => text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : null;

    /// <summary>With the other words for the same: for the first that qualifies it, and for any of one word.</summary>
    private static string Widened(string text)
    {
        var words = text.Replace("%", " %", StringComparison.Ordinal);
        var place = words.LastIndexOf(" by ", StringComparison.Ordinal) is var by and >= 0 ? by + " by ".Length : 0;
        var qualified = words[place..];
        if (Qualifiers.FirstOrDefault(q => qualified.StartsWith($"{q.Said} ", StringComparison.Ordinal)) is { Said: { } said, Pattern: var pattern })
            words = words[..place] + pattern + qualified[said.Length..];
        return string.Join(' ', words.Split(' ').Select(word => word switch
        {
            "twice" => "(twice|double)",
            "%" => "(%|percent|per cent)",
            "fewer" => "(fewer|less)",
            _ => word,
        }));
    }

    private Pattern Read(string text, params (string Name, Pattern Pattern)[] more) => PatternText.Read(text, Named(before, more));

    private static Dictionary<string, Pattern> Named(Pattern before, params (string Name, Pattern Pattern)[] more) =>
        more.Append(("before", before)).ToDictionary(m => m.Item1, m => m.Item2, StringComparer.Ordinal);
}
