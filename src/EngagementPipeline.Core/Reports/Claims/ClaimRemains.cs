namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>What to say of a sentence that can't be read whole: which words are in the way, and which figure it seems to be about.</summary>
internal sealed class ClaimRemains(string sentence, IReadOnlyList<ClaimTopic> topics)
{
    private const int MostWordsAtOnce = 6;
    private const int MostFigures = 5;

    public ClaimChecked Of(IReadOnlyList<ClaimWord> words)
    {
        // Numbers that stand where a pattern has none are as much in the way as words.
        var numbers = NumbersIn(words);
        var near = topics.Where(topic => words.Index().Count(word => !numbers.Contains(word.Index) && !topic.Knows(word.Item.Text)) <= MostWordsAtOnce).ToList();
        for (var length = 1; near is not [] && length <= Math.Min(MostWordsAtOnce, words.Count - 1); length++)
            for (var from = 0; from + length <= words.Count; from++)
                if (Without(near, words, from, length) is { } found)
                    return found;
        return ByItsWords(words, numbers);
    }

    /// <summary>Readable but for so many words. What is claimed beside them is neither true nor false then: they might turn it round.</summary>
    private ClaimChecked? Without(List<ClaimTopic> near, IReadOnlyList<ClaimWord> words, int from, int length)
    {
        IReadOnlyList<ClaimWord> rest = [.. words.Take(from), .. words.Skip(from + length)];
        var read = (from topic in near
                    from pattern in topic.Patterns
                    from said in pattern.ReadAll(rest).Take(1)
                    select (topic.Figure, Said: said)).ToList();
        if (read is [])
            return null;
        var figures = read.Select(reading => reading.Figure).Distinct().ToList();
        var one = figures.Count == 1;
        return new(
            sentence,
            ClaimVerdict.NotKnown,
            [
                .. ClaimReader.Phrases(sentence, rest, read[0].Said).Where(phrase => phrase.To <= words[from].From || phrase.From >= words[from + length - 1].To)
                    .Select(phrase => phrase with { Verdict = ClaimVerdict.NotKnown, Figure = one ? phrase.Figure : null, Story = null, Instead = [], Why = one && phrase.Figure is null ? phrase.Why : null }),
            ],
            [Span(words, from, from + length)],
            [.. figures.OfType<ReportedFigure>().Take(MostFigures)]);
    }

    /// <summary>The words that are not known where most of the others are.</summary>
    private ClaimChecked ByItsWords(IReadOnlyList<ClaimWord> words, HashSet<int> numbers)
    {
        var scored = topics.Select(topic => (Topic: topic, Known: words.Index().Where(word => !numbers.Contains(word.Index)).Count(word => topic.Knows(word.Item.Text)))).ToList();
        var most = scored.Count == 0 ? 0 : scored.Max(topic => topic.Known);
        var best = most == 0 ? [] : scored.Where(topic => topic.Known == most).Select(topic => topic.Topic).ToList();
        var unread = new List<UnreadWords>();
        for (var i = 0; i < words.Count; i++)
        {
            var from = i;
            while (i < words.Count && !numbers.Contains(i) && !best.Any(topic => topic.Knows(words[i].Text)))
                i++;
            if (i > from)
                unread.Add(Span(words, from, i));
        }

        return new(sentence, ClaimVerdict.NotKnown, [], unread, [.. best.Select(topic => topic.Figure).OfType<ReportedFigure>().Distinct().Take(MostFigures)]);
    }

    private static HashSet<int> NumbersIn(IReadOnlyList<ClaimWord> words) =>
        [.. Enumerable.Range(0, words.Count).SelectMany(at => ClaimedNumber.Times(words, at).Concat(ClaimedNumber.Share(words, at)).Concat(ClaimedNumber.Count(words, at)).SelectMany(number => Enumerable.Range(at, number.To - at)))];

    private UnreadWords Span(IReadOnlyList<ClaimWord> words, int from, int to) => new(sentence[words[from].From..words[to - 1].To], words[from].From, words[to - 1].To);
}
