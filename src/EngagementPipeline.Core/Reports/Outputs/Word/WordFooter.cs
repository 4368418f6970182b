using DocumentFormat.OpenXml.Wordprocessing;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>At the foot of each page: what it is a page of, and which.</summary>
internal static class WordFooter
{
    public static Footer Of(Report report)
    {
        var paragraph = WordParagraph.Of(WordParagraph.Footer, $"{WordSay.Title}, {report.Year.Printed} ({WordSay.State(report)})");
        paragraph.AppendChild(new Run(new TabChar()));
        paragraph.Append(WordText.Runs("Page "));
        paragraph.AppendChild(Field("PAGE"));
        paragraph.Append(WordText.Runs(" of "));
        paragraph.AppendChild(Field("NUMPAGES"));
        return new(paragraph);
    }

    /// <summary>Worked out whenever the page is laid out.</summary>
    private static SimpleField Field(string name) => new(WordText.Runs("1")) { Instruction = $" {name} " };
}
