namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>What a phrase claims of a figure, and what comes of holding it against that.</summary>
public sealed record Said(int From, int To, Judged Judged);

/// <summary>How far a pattern reaches, and the phrases in it that claim something.</summary>
public readonly record struct Reading(int To, IReadOnlyList<Said> Said);

/// <summary>
/// A piece of the language that a claim is read in. It is closed: a sentence is read only where a pattern reaches from its first word to its last, so no word
/// that changes what is claimed is ever passed over.
/// </summary>
public abstract class Pattern
{
    /// <summary>Every way to read the words from one of them on.</summary>
    public abstract IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at);

    /// <summary>The words that it knows, without numbers.</summary>
    public abstract IEnumerable<string> Words { get; }

    /// <summary>Every way to read all the words.</summary>
    public IEnumerable<IReadOnlyList<Said>> ReadAll(IReadOnlyList<ClaimWord> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return ReadFrom(words, 0).Where(reading => reading.To == words.Count).Select(reading => reading.Said);
    }

    /// <summary>The words of a text as they stand in it.</summary>
    public static Pattern Text(string text) => new Row([.. ClaimWords.Of(text).Select(word => new OneWord(word.Text))]);

    public static Pattern Word(string word) => new OneWord(word);

    public static Pattern InARow(params Pattern[] parts) => new Row(parts);

    public static Pattern OneOf(IEnumerable<Pattern> choices) => new Choice([.. choices]);

    public static Pattern Perhaps(Pattern part) => new Choice([part, new Row([])]);

    /// <summary>A phrase that says something: what <paramref name="judge"/> says of it comes with the reading.</summary>
    public static Pattern Claiming(Pattern phrase, Func<Judged> judge) => new Claim(phrase, judge);

    /// <summary>A number, read by <paramref name="read"/>: where it ends, and what it claims.</summary>
    public static Pattern Number(Func<IReadOnlyList<ClaimWord>, int, IEnumerable<(int To, ClaimedNumber Number)>> read, Func<ClaimedNumber, Judged> judge) => new Numbers(read, judge);

    /// <summary>Made when it is first needed.</summary>
    public static Pattern Late(Func<Pattern> make, Func<IReadOnlyList<string>> words) => new LatePattern(new(make), words);

    private static readonly IReadOnlyList<Said> Nothing = [];

    private sealed class LatePattern(Lazy<Pattern> made, Func<IReadOnlyList<string>> words) : Pattern
    {
        public override IEnumerable<string> Words => words();

        public override IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at) => at < words.Count ? made.Value.ReadFrom(words, at) : [];
    }

    private sealed class OneWord(string word) : Pattern
    {
        public override IEnumerable<string> Words => [word];

        public override IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at) =>
            at < words.Count && string.Equals(words[at].Text, word, StringComparison.Ordinal) ? [new(at + 1, Nothing)] : [];
    }

    private sealed class Row(IReadOnlyList<Pattern> parts) : Pattern
    {
        public override IEnumerable<string> Words => parts.SelectMany(part => part.Words);

        public override IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at) => ReadFrom(words, at, 0);

        private IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at, int part)
        {
            if (part == parts.Count)
                return [new(at, Nothing)];
            return parts[part].ReadFrom(words, at).SelectMany(first => ReadFrom(words, first.To, part + 1).Select(rest => new Reading(
                rest.To, first.Said.Count == 0 ? rest.Said : rest.Said.Count == 0 ? first.Said : [.. first.Said, .. rest.Said])));
        }
    }

    private sealed class Choice(IReadOnlyList<Pattern> choices) : Pattern
    {
        public override IEnumerable<string> Words => choices.SelectMany(choice => choice.Words);

        public override IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at) => choices.SelectMany(choice => choice.ReadFrom(words, at));
    }

    private sealed class Claim(Pattern phrase, Func<Judged> judge) : Pattern
    {
        public override IEnumerable<string> Words => phrase.Words;

        public override IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at) =>
            phrase.ReadFrom(words, at).Select(reading => new Reading(reading.To, [.. reading.Said, new Said(at, reading.To, judge())]));
    }

    private sealed class Numbers(Func<IReadOnlyList<ClaimWord>, int, IEnumerable<(int To, ClaimedNumber Number)>> read, Func<ClaimedNumber, Judged> judge) : Pattern
    {
        public override IEnumerable<string> Words => [];

        public override IEnumerable<Reading> ReadFrom(IReadOnlyList<ClaimWord> words, int at) =>
            read(words, at).Select(number => new Reading(number.To, [new Said(at, number.To, judge(number.Number))]));
    }
}
