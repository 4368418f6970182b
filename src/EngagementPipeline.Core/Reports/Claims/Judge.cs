using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// What comes of holding a phrase against the figures. <paramref name="Story"/>: the story that it is about, where it is about one;
/// <paramref name="Instead"/>: what would be true, the best first.
/// </summary>
public sealed record Judged(ClaimVerdict Verdict, ReportedFigure? Figure, string? Story, IReadOnlyList<string> Instead, string? Why);

/// <summary>Holds what a phrase claims against one figure: null where the report does not say it.</summary>
internal sealed class Judge(ReportedFigure? figure, string title, WordingKind kind)
{
    private const string NoRange = "Words like these are said of round numbers, and of whole per cents, only.";
    private const string SoFar = "So far: the figure is provisional.";
    private const string Estimate = "The number is an estimate, so its last digits mean nothing.";
    private const string OneShare = "Shares are set beside each other by their per cents, not by multiples.";
    private static readonly string SmallBase = $"A number of the year before under {Wording.SmallestBase} is too small to claim growth or a fall from.";

    /// <summary>Whatever is claimed of what a report does not say: neither what it may be nor why it is not there.</summary>
    public Judged Untold { get; } = new(
        ClaimVerdict.NotKnown, null, null, [],
        $"The report does not say “{title}”: it leaves out counts that would tell of few people, and what was not counted. So nothing is said of it, whatever the number.");

    public Judged Number(ClaimedNumber number) =>
        figure is null ? Untold : Held(figure, null, figure.Value, figure.Provisional, figure.Wording, number);

    /// <summary>What one story makes up of the figure: none where it has no part in it.</summary>
    public Judged Part(string story, ReportedPart? part, ClaimedNumber number) =>
        figure is null ? Untold : Held(figure, story, part?.Value ?? 0, part?.Provisional ?? figure.Provisional, part?.Wording, number);

    public Judged Ratio(RatioPhrase phrase)
    {
        if (figure is null)
            return Untold;
        if (CannotCompare(figure) is { } cannot)
            return cannot;
        if (kind == WordingKind.Share)
            return new(ClaimVerdict.NotKnown, figure, null, InsteadOfRatio(figure), OneShare);
        var (value, before) = ((long)figure.Value, (long)figure.Previous!.Value);
        return Wording.CanCompare(before) ? Is(phrase.Range.HoldsRatio(value, before), figure) : TooSmall(figure);
    }

    /// <summary>
    /// "Up from 97% the year before", "compared with 13": the earlier number itself. <paramref name="direction"/> is above 0 for up, below it for down, and 0
    /// where neither is claimed.
    /// </summary>
    public Judged Before(int direction, ClaimedNumber number)
    {
        if (figure is null)
            return Untold;
        if (CannotCompare(figure) is { } cannot)
            return cannot;
        var before = figure.Previous!.Value;
        if (number.Range is null)
            return new(ClaimVerdict.NotKnown, figure, null, InsteadOfRatio(figure), NoRange);
        if (!number.Range.Holds(before))
            return Is(false, figure);
        if (IsTooExact(number, before))
            return new(ClaimVerdict.NotKnown, figure, null, InsteadOfRatio(figure), Estimate);
        if (direction == 0)
            return Is(true, figure);
        // That two shares differ is said only where their words do too.
        if (kind == WordingKind.Share)
            return Is(direction == Math.Sign(figure.Value - before) && Wording.Share(figure.Value).Preferred != Wording.Share(before).Preferred, figure);
        return Wording.CanCompare((long)before) ? Is(direction == Math.Sign(figure.Value - before), figure) : TooSmall(figure);
    }

    /// <summary>Two shares that are the same; <paramref name="about"/>: as far as their words go.</summary>
    public Judged SameShare(bool about) =>
        figure is null ? Untold
        : CannotCompare(figure) ?? Is(about ? Wording.Share(figure.Value).Preferred == Wording.Share(figure.Previous!.Value).Preferred : figure.Value == figure.Previous, figure);

    private Judged Held(ReportedFigure held, string? story, decimal value, bool provisional, string? wording, ClaimedNumber number)
    {
        var instead = Distinct(wording, kind == WordingKind.Share || (value >= 0 && decimal.IsInteger(value)) ? FigureWords.Of(kind, value) : null);
        if (number.Range is null)
            return new(ClaimVerdict.NotKnown, held, story, instead, NoRange);
        if (!number.Range.Holds(value))
            return new(ClaimVerdict.False, held, story, instead, provisional ? SoFar : null);
        return IsTooExact(number, value)
            ? new(ClaimVerdict.NotKnown, held, story, [.. instead.Where(words => words.StartsWith("about ", StringComparison.Ordinal))], Estimate)
            : new(ClaimVerdict.True, held, story, [], provisional ? SoFar : null);
    }

    /// <summary>Below 100 an estimate is exact (<see cref="Wording.Estimate"/>).</summary>
    private bool IsTooExact(ClaimedNumber number, decimal value) => kind == WordingKind.Estimate && number.Exact && value >= 100;

    private Judged Is(bool isTrue, ReportedFigure held) =>
        isTrue ? new(ClaimVerdict.True, held, null, [], null) : new(ClaimVerdict.False, held, null, InsteadOfRatio(held), null);

    private Judged TooSmall(ReportedFigure held) => new(ClaimVerdict.False, held, null, InsteadOfRatio(held), SmallBase);

    private static Judged? CannotCompare(ReportedFigure held) =>
        held.Previous is null ? new(ClaimVerdict.NotKnown, held, null, [], "There is no figure of the year before to compare with.")
        : held.Provisional ? new(ClaimVerdict.NotKnown, held, null, [], "The year is not over: part of a year is not set beside a whole one.")
        : null;

    private List<string> InsteadOfRatio(ReportedFigure held)
    {
        var words = FigureWords.Compare(kind, held.Value, held.Previous!.Value);
        return [words.Preferred, .. words.Also];
    }

    private static List<string> Distinct(string? preferred, Words? words) =>
        [.. new[] { preferred, words?.Preferred }.Concat(words?.Also ?? []).OfType<string>().Distinct(StringComparer.Ordinal)];
}
