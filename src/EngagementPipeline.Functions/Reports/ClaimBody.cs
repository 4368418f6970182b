using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;

namespace EngagementPipeline.Functions.Reports;

/// <summary>docs/wording.md, "A sentence of your own".</summary>
public sealed record ClaimBody(
    string Sentence,
    ClaimVerdict Verdict,
    IReadOnlyList<ClaimPhraseBody> Phrases,
    IReadOnlyList<string> Unread,
    IReadOnlyList<UnreadWords> UnreadAt,
    IReadOnlyList<ClaimFigureBody> Nearest)
{
    public static ClaimBody Of(ClaimChecked claim) => new(
        claim.Sentence,
        claim.Verdict,
        claim.Phrases.Select(ClaimPhraseBody.Of).ToList(),
        claim.Unread.Select(words => words.Text).ToList(),
        claim.Unread,
        claim.Nearest.Select(ClaimFigureBody.Of).ToList());
}

public sealed record ClaimPhraseBody(
    string Phrase, ClaimVerdict Verdict, ClaimFigureBody? Figure, string? Story, IReadOnlyList<string> Instead, string? Why, int From, int To)
{
    public static ClaimPhraseBody Of(CheckedPhrase phrase) => new(
        phrase.Phrase,
        phrase.Verdict,
        phrase.Figure is { } figure ? ClaimFigureBody.Of(figure) : null,
        phrase.Story,
        phrase.Instead,
        phrase.Why,
        phrase.From,
        phrase.To);
}

public sealed record ClaimFigureBody(string Key, string Title, decimal Value, string Unit, decimal? Previous, string Sentence)
{
    public static ClaimFigureBody Of(ReportedFigure figure) => new(figure.Key, figure.Title, figure.Value, figure.Unit, figure.Previous, figure.Sentence);
}
