using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>The sentences that say a figure, from where they are made: what writes a report is what a claim is read by.</summary>
internal static class FigureForms
{
    private static readonly Dictionary<string, FigureAbout> Catalogued =
        FigureCatalogue.Stories.Select(figure => figure.About).Concat(VoiceFigures.All).Concat(PeopleAbout.All).Append(Impact.Pledges).ToDictionary(about => about.Key, StringComparer.Ordinal);

    /// <summary>What a report may have without anything being imported or asked.</summary>
    public static IEnumerable<FigureAbout> All => Catalogued.Values;

    public static WordingKind KindOf(ReportedFigure figure) =>
        Catalogued.TryGetValue(figure.Key, out var about) ? about.Wording : figure.Unit == "%" ? WordingKind.Share : WordingKind.Count;

    public static bool IsCatalogued(string key) => Catalogued.ContainsKey(key);

    /// <summary>Null where the figure says itself in words that are made for its question alone, or were made otherwise when it was frozen: those are in its sentence.</summary>
    public static SentenceForm? Of(ReportedFigure figure)
    {
        if (Catalogued.TryGetValue(figure.Key, out var about))
            return about.Version == figure.Version ? about.Sentence : null;
        if (ImportedKindOf(figure) is { } kind)
            return kind.SentenceOf(figure.Title);
        return figure.Unit == "answers" && figure.Title.StartsWith(FeedbackSum.AnswersTo, StringComparison.Ordinal)
            && FeedbackSum.AnswersForm(figure.Title[FeedbackSum.AnswersTo.Length..]) is var form && IsOf(figure, form) ? form : null;
    }

    /// <summary>What an imported figure counts; null for others.</summary>
    public static ImportedKind? ImportedKindOf(ReportedFigure figure) =>
        !Catalogued.ContainsKey(figure.Key) && ImportedKind.OfUnit(figure.Unit) is { } kind && IsOf(figure, kind.SentenceOf(figure.Title)) ? kind : null;

    private static bool IsOf(ReportedFigure figure, SentenceForm form) => form.Of(figure.Value, figure.Wording) == SentenceOf(figure);

    /// <summary>The figure's own sentence, without its full stop and without what stands beside it of the year before.</summary>
    public static string SentenceOf(ReportedFigure figure)
    {
        var sentence = figure.Sentence.EndsWith('.') ? figure.Sentence[..^1] : figure.Sentence;
        if (figure is not { Comparison: not null, Previous: { } previous })
            return sentence;
        var beside = $", {FigureWords.Compare(KindOf(figure), figure.Value, previous).Beside}";
        return sentence.EndsWith(beside, StringComparison.Ordinal) ? sentence[..^beside.Length] : sentence;
    }
}
