namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// Reads a sentence in the language of a report's figures. It is true only where it is read whole, from the first word to the last: what is left over might
/// turn it round (not), narrow it (in May), or be about something that was not counted (people, where accesses were).
/// </summary>
internal sealed class ClaimReader
{
    private readonly string? _key;
    private readonly List<ClaimTopic> _figures;
    private readonly StoryPatterns _stories;

    public ClaimReader(Report report, string? key)
    {
        _key = key;
        var periods = ClaimPeriods.Of(report.Year);
        _stories = new(report, periods);
        var patterns = new FigurePatterns(periods, chosen: key is not null);
        _figures =
        [
            .. report.Figures.Where(figure => key is null || figure.Key == key).Select(patterns.Of),
            .. key is null ? FigureForms.All.Where(about => report.Figures.All(figure => figure.Key != about.Key)).Select(patterns.Untold) : [],
        ];
    }

    public ClaimChecked Read(string sentence)
    {
        var words = ClaimWords.Of(sentence);
        if (Whole(sentence, words) is { } whole)
            return whole;
        // Several sentences, each true or not by itself.
        var parts = Sentences(sentence, words);
        var read = parts.Count > 1 ? parts.Select(part => Whole(sentence, part)).ToList() : [];
        if (read is [] || read.Contains(null))
            return new ClaimRemains(sentence, Topics(words)).Of(words);
        return new(sentence, Together([.. read.Select(part => part!.Verdict)]), [.. read.SelectMany(part => part!.Phrases)], [], [.. read.SelectMany(part => part!.Nearest).Distinct()]);
    }

    private ClaimChecked? Whole(string sentence, IReadOnlyList<ClaimWord> words)
    {
        if (words.Count == 0)
            return null;
        var read = (from topic in Topics(words)
                    from pattern in topic.Patterns
                    from said in pattern.ReadAll(words)
                    select (Topic: topic, Phrases: Phrases(sentence, words, said))).ToList();
        if (read is [])
            return null;
        var byTopic = read.GroupBy(reading => reading.Topic.Key).Select(readings => readings.MinBy(reading => Rank(VerdictOf(reading.Phrases)))).ToList();
        if (byTopic.Select(reading => VerdictOf(reading.Phrases)).Distinct().Count() == 1)
            return new(sentence, VerdictOf(byTopic[0].Phrases), byTopic[0].Phrases, [], byTopic is [_] ? [] : Figures(byTopic.Select(reading => reading.Topic)));
        return new(
            sentence, ClaimVerdict.NotKnown,
            [.. byTopic[0].Phrases.Select(phrase => new CheckedPhrase(phrase.Phrase, ClaimVerdict.NotKnown, null, null, [], "It may be about several figures, and is not true of all of them. Choose one.", phrase.From, phrase.To))],
            [], Figures(byTopic.Select(reading => reading.Topic)));
    }

    private List<ClaimTopic> Topics(IReadOnlyList<ClaimWord> words) => [.. _figures, .. _stories.For(words).Where(topic => _key is null || topic.Key == _key)];

    private static List<ReportedFigure> Figures(IEnumerable<ClaimTopic> topics) => [.. topics.Select(topic => topic.Figure).OfType<ReportedFigure>().Distinct()];

    internal static List<CheckedPhrase> Phrases(string sentence, IReadOnlyList<ClaimWord> words, IReadOnlyList<Said> said) =>
    [
        .. said.Select(phrase => (phrase.Judged, From: words[phrase.From].From, To: words[phrase.To - 1].To)).Select(phrase => new CheckedPhrase(
            sentence[phrase.From..phrase.To], phrase.Judged.Verdict, phrase.Judged.Figure, phrase.Judged.Story, phrase.Judged.Instead, phrase.Judged.Why, phrase.From, phrase.To)),
    ];

    private static ClaimVerdict VerdictOf(IReadOnlyList<CheckedPhrase> phrases) => Together([.. phrases.Select(phrase => phrase.Verdict)]);

    private static ClaimVerdict Together(IReadOnlyList<ClaimVerdict> verdicts) =>
        verdicts.Contains(ClaimVerdict.False) ? ClaimVerdict.False
        : verdicts is [] || verdicts.Contains(ClaimVerdict.NotKnown) ? ClaimVerdict.NotKnown
        : ClaimVerdict.True;

    private static int Rank(ClaimVerdict verdict) => verdict switch { ClaimVerdict.True => 0, ClaimVerdict.NotKnown => 1, _ => 2 };

    /// <summary>Parted where a full stop or the like stands before a blank.</summary>
    private static List<IReadOnlyList<ClaimWord>> Sentences(string sentence, IReadOnlyList<ClaimWord> words)
    {
        var parts = new List<IReadOnlyList<ClaimWord>>();
        var from = 0;
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (sentence[words[i].To..words[i + 1].From].IndexOfAny(['.', ';', '!']) < 0)
                continue;
            parts.Add([.. words.Skip(from).Take(i + 1 - from)]);
            from = i + 1;
        }

        parts.Add([.. words.Skip(from)]);
        return parts;
    }
}
