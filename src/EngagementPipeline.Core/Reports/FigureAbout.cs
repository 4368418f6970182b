using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// What a figure is, apart from any year. <paramref name="Definition"/> is one or two sentences that anybody can hold the value to;
/// <paramref name="Version"/> goes up whenever a change to it could change a value. docs/figures.md lists them all.
/// </summary>
/// <param name="Key">Stable: other people's scripts and frozen reports are written against it.</param>
/// <param name="Unit">What one of it is, in the plural: <c>page views</c>.</param>
/// <param name="Wording">Which of the true phrases a report says.</param>
/// <param name="Sentence">How the value stands in a whole sentence.</param>
public sealed record FigureAbout(
    string Key, string Title, string Definition, int Version, string Unit, WordingKind Wording, SentenceForm Sentence)
{
    /// <summary>
    /// How the value is said where it is no count and no share, such as a shift. Such a value is set beside no other: nothing is a multiple of it.
    /// </summary>
    public Func<decimal, string>? InWords { get; init; }

    /// <summary>Of a share: how many it is a part of, where that is known. Of few the two numbers are said.</summary>
    public long? OutOf { get; init; }

    public bool IsOfFew => OutOf < Sentences.Wording.SmallestBase;

    public string Say(decimal value) =>
        InWords?.Invoke(value)
        ?? (IsOfFew ? Sentences.Wording.Share((long)Math.Round(value * OutOf!.Value / 100), OutOf.Value) : FigureWords.Of(Wording, value)).Preferred;
}

/// <summary>
/// A sentence for none, for one, and for any other number, which stands where <c>{0}</c> is. No full stop: a comparison may follow.
/// </summary>
public sealed record SentenceForm(string None, string One, string Many)
{
    public string Of(decimal value, string piece) => value switch
    {
        0 => None,
        1 => One,
        _ when Gap == 0 => char.ToUpperInvariant(piece[0]) + piece[1..] + Many[3..],
        _ => Many[..Gap] + piece + Many[(Gap + 3)..],
    };

    /// <summary>The last, because a title that somebody chose may stand before it.</summary>
    private int Gap => Many.LastIndexOf("{0}", StringComparison.Ordinal);
}
