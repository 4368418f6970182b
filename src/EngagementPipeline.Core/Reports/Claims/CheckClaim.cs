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
/// What is to be said of one phrase, which stands in the sentence from one character (the first is 0) to before another. <paramref name="Figure"/> is the one it
/// was held against, and <paramref name="Story"/> the story that it is about, where it is one; <paramref name="Instead"/> is what would be true, the best first.
/// </summary>
public sealed record CheckedPhrase(
    string Phrase, ClaimVerdict Verdict, ReportedFigure? Figure, string? Story, IReadOnlyList<string> Instead, string? Why, int From, int To);

/// <summary>Words that could not be weighed, and where they stand.</summary>
public sealed record UnreadWords(string Text, int From, int To);

/// <summary>
/// The whole sentence is true where every word of it is understood and each of its phrases is true. <paramref name="Unread"/> are the words that are not
/// understood, and <paramref name="Nearest"/> the figures that it may be about where that is not clear.
/// </summary>
public sealed record ClaimChecked(
    string Sentence, ClaimVerdict Verdict, IReadOnlyList<CheckedPhrase> Phrases, IReadOnlyList<UnreadWords> Unread, IReadOnlyList<ReportedFigure> Nearest);

public sealed class CheckClaimHandler(ReadReportHandler readReport)
{
    /// <summary>Holds a sentence against the figures of a year. Refused for a year that has not begun and for a key that is no figure of it.</summary>
    public async Task<Result<ClaimChecked>> HandleAsync(CheckClaim command, CancellationToken cancellationToken) =>
        (await readReport.HandleAsync(command.Year, cancellationToken)).Then(report => Check(command, report));

    /// <summary>As <see cref="HandleAsync"/>, against a report that is at hand.</summary>
    public static Result<ClaimChecked> Check(CheckClaim command, Report report)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(report);
        return command.Key is { } key && report.Figures.All(figure => figure.Key != key)
            ? Refusals.NotFound("figure")
            : new ClaimReader(report, command.Key).Read(command.Sentence);
    }
}
