using DocumentFormat.OpenXml;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Under the title: whether the figures are fixed, may still change, or have invented ones among them.</summary>
internal static class WordState
{
    public static IEnumerable<OpenXmlElement> Of(Report report)
    {
        foreach (var note in report.Notes)
            yield return WordParagraph.Of(WordParagraph.Notice, note);
        if (report.Frozen is { } mark)
        {
            yield return WordParagraph.Of(WordParagraph.Notice, [.. WordText.Runs("Frozen", "Strong"), .. WordText.Runs($" on {WordSay.Time(mark.At)}. {Fixed(mark)}")]);
            if (report.Figures.Any(figure => figure.Corrections is not []))
            {
                yield return WordParagraph.Of(
                    WordParagraph.Notice,
                    [.. WordText.Runs("Corrected", "Strong"), .. WordText.Runs(". Some of the figures were wrong, and stand as they were published. The notes at the end say what is right.")]);
            }

            yield return WordParagraph.Of(WordParagraph.Notice, [.. WordText.Runs("SHA-256 of the frozen file: "), .. WordText.Runs(mark.Sha256, "Fingerprint")]);
        }

        if (report.Provisional)
        {
            yield return WordParagraph.Of(
                WordParagraph.Notice,
                [.. WordText.Runs("Provisional", "Strong"), .. WordText.Runs(". Some days of the year are not closed yet. Figures that may still change are marked “provisional”.")]);
        }
        else if (report.Frozen is null)
        {
            yield return WordParagraph.Of(
                WordParagraph.Notice,
                [.. WordText.Runs("Not frozen", "Strong"), .. WordText.Runs(". The counting of the year is over. Freeze the year before you publish its figures, so that they stay as they are.")]);
        }
    }

    private static string Fixed(FrozenMark mark) => mark.Provisional
        ? "The counting of the year was not over then: freeze it again when it is."
        : "The figures stay as they were then.";
}
