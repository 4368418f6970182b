using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>A sentence that somebody means to publish. <paramref name="Key"/>: the figure it is about; null to look for it by the sentence's words.</summary>
public sealed record CheckClaim(ReportingYear Year, string Sentence, string? Key)
{
    public const int LongestSentence = 500;
}

public enum ClaimVerdict
{
    True,
    False,

    /// <summary>Nothing says that it is true, and nothing that it is not.</summary>
    NotKnown,
}

/// <summary>
/// What is to be said of one phrase. <paramref name="Figure"/> is the one it was held against, and <paramref name="Story"/> the story of which it is true
/// where it is true of one alone; <paramref name="Instead"/> is what would be true, the best first.
/// </summary>
public sealed record CheckedPhrase(
    string Phrase, ClaimVerdict Verdict, ReportedFigure? Figure, string? Story, IReadOnlyList<string> Instead, string? Why);

/// <summary>
/// The whole sentence is true where each of its phrases is, and there is no word left that claims something. <paramref name="Unread"/> are such words.
/// </summary>
public sealed record ClaimChecked(string Sentence, ClaimVerdict Verdict, IReadOnlyList<CheckedPhrase> Phrases, IReadOnlyList<string> Unread);

public sealed class CheckClaimHandler(ReadReportHandler readReport)
{
    /// <summary>Holds a sentence against the figures of a year. Refused for a year that has not begun and for a key that is no figure of it.</summary>
    public async Task<Result<ClaimChecked>> HandleAsync(CheckClaim command, CancellationToken cancellationToken) =>
        (await readReport.HandleAsync(command.Year, cancellationToken)).Then(report => Check(command, report));

    /// <summary>As <see cref="HandleAsync"/>, against a report that is at hand.</summary>
    public static Result<ClaimChecked> Check(CheckClaim command, Report report)
    {
        if (command.Key is { } key && report.Figures.All(figure => figure.Key != key))
            return Refusals.NotFound("figure");

        var read = ClaimReader.Read(command.Sentence);
        var phrases = read.Phrases.Select(phrase => Check(phrase, read, report, command.Key)).ToList();
        if (Levels(read, report) is { } levels)
            phrases.Add(levels);
        var verdict = phrases.Any(phrase => phrase.Verdict == ClaimVerdict.False) ? ClaimVerdict.False
            : phrases is [] || read.Unread is not [] || phrases.Any(phrase => phrase.Verdict == ClaimVerdict.NotKnown) ? ClaimVerdict.NotKnown
            : ClaimVerdict.True;
        return new ClaimChecked(command.Sentence, verdict, phrases, read.Unread);
    }

    private static CheckedPhrase Check(ClaimPhrase phrase, ClaimRead read, Report report, string? key)
    {
        var fitting = report.Figures.Where(figure => (figure.Unit == "%") == (phrase.Of == ClaimOf.Share) || phrase.Of == ClaimOf.Ratio).ToList();
        if (FigureOf(fitting, read, key) is not { } figure)
            return new(phrase.Text, ClaimVerdict.NotKnown, null, null, [], "It is not clear which figure this is about. Choose one.");
        return phrase.Of == ClaimOf.Ratio ? CheckRatio(phrase, figure) : CheckNumber(phrase, figure);
    }

    private static CheckedPhrase CheckNumber(ClaimPhrase phrase, ReportedFigure figure)
    {
        if (phrase.Range.Holds(figure.Value))
            return new(phrase.Text, ClaimVerdict.True, figure, null, [], figure.Provisional ? "So far: the figure is provisional." : null);
        if (figure.Parts.Count > 1 && figure.Parts.Where(part => phrase.Range.Holds(part.Value)).ToList() is [var only])
            return new(phrase.Text, ClaimVerdict.True, figure, only.Title, [], "True of this story alone, not of all stories together.");
        var words = figure.Unit == "%" ? Wording.Share(figure.Value) : Wording.Count((long)figure.Value);
        return new(phrase.Text, ClaimVerdict.False, figure, null, Instead(figure.Wording, [words.Preferred, .. words.Also]), null);
    }

    private static CheckedPhrase CheckRatio(ClaimPhrase phrase, ReportedFigure figure)
    {
        if (figure.Unit == "%")
            return new(phrase.Text, ClaimVerdict.NotKnown, figure, null, Instead(figure.Comparison, []), "Shares are set beside each other by their per cents, not by multiples.");
        if (figure.Previous is not { } previous)
            return new(phrase.Text, ClaimVerdict.NotKnown, figure, null, [], "There is no figure of the year before to compare with.");
        if (figure.Provisional)
            return new(phrase.Text, ClaimVerdict.NotKnown, figure, null, [], "The year is not over: part of a year is not set beside a whole one.");
        var (value, before) = ((long)figure.Value, (long)previous);
        if (Wording.IsTrue(phrase.Plain, value, before))
            return new(phrase.Text, ClaimVerdict.True, figure, null, [], null);
        var words = Wording.Compare(value, before);
        var why = Wording.CanCompare(before) ? null : $"A number of the year before under {Wording.SmallestBase} is too small to claim growth or a fall from.";
        return new(phrase.Text, ClaimVerdict.False, figure, null, [words.Preferred, .. words.Also], why);
    }

    /// <summary>"Shared on a local, regional and national level": each level that is named needs a story that was shared at it.</summary>
    private static CheckedPhrase? Levels(ClaimRead read, Report report)
    {
        if (!read.Words.Contains("shared"))
            return null;
        var named = Enum.GetValues<Audience>().Where(level => read.Words.Contains(Kebab.Of(level)) || read.Words.Contains($"{Kebab.Of(level)}ly")).ToList();
        if (named is [])
            return null;
        var figures = named.Select(level => report.Figures.FirstOrDefault(figure => figure.Key == $"stories.shared.{Kebab.Of(level)}")).ToList();
        var shared = Enum.GetValues<Audience>().Where(level => report.Figures.Any(figure => figure.Key == $"stories.shared.{Kebab.Of(level)}" && figure.Value > 0)).Select(Kebab.Of).ToList();
        var isTrue = figures.All(figure => figure is { Value: > 0 });
        return new(
            $"shared: {string.Join(", ", named.Select(Kebab.Of))}",
            isTrue ? ClaimVerdict.True : ClaimVerdict.False,
            figures.FirstOrDefault(figure => figure is null or { Value: 0 }) ?? figures[0],
            null,
            isTrue ? [] : shared is [] ? ["not shared in the year"] : [$"shared on a {Listed(shared)} level"],
            null);
    }

    private static string Listed(List<string> names) => names is [.. var first, var last] && first is not [] ? $"{string.Join(", ", first)} and {last}" : names[0];

    /// <summary>The figure with most of the sentence's words in its title and sentence, if it is one alone.</summary>
    private static ReportedFigure? FigureOf(List<ReportedFigure> fitting, ClaimRead read, string? key)
    {
        if (key is not null)
            return fitting.FirstOrDefault(figure => figure.Key == key);
        var said = read.Words.Where((_, at) => !read.Phrases.Any(phrase => at >= phrase.From && at < phrase.To)).Select(Stem).Where(stem => stem.Length > 3).ToHashSet(StringComparer.Ordinal);
        var scored = fitting.Select(figure => (Figure: figure, Score: StemsOf(figure).Count(said.Contains))).Where(figure => figure.Score > 0).ToList();
        var best = scored.Count == 0 ? 0 : scored.Max(figure => figure.Score);
        return scored.Where(figure => figure.Score == best).ToList() is [var only] ? only.Figure : null;
    }

    private static HashSet<string> StemsOf(ReportedFigure figure) =>
        ClaimReader.Read($"{figure.Title} {figure.Sentence.Split(", ")[0]}").Words.Select(Stem).Where(stem => stem.Length > 3).ToHashSet(StringComparer.Ordinal);

    /// <summary>Enough of a word to know "viewed" from "views" and "accessed" from "training", and no more.</summary>
    private static string Stem(string word) =>
        word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("es", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') ? word[..^1]
        : word;

    private static List<string> Instead(string? preferred, IEnumerable<string> others) =>
        [.. (preferred is null ? [] : new[] { preferred }).Concat(others).Distinct(StringComparer.Ordinal)];
}
