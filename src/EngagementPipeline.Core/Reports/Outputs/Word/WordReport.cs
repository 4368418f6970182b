using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using EngagementPipeline.Core.Reports.Outputs.Packages;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>
/// A report as a Word document (ECMA-376, transitional): the section for the annual report, ready to paste. The same report gives the same bytes.
/// docs/report-files.md says what it holds.
/// </summary>
public static class WordReport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>As <see cref="ReportCsv.FileName"/>.</summary>
    public static string FileName(Report report) => $"engagement-{report.Year}{(report.Sample ? "-with-sample" : "")}.docx";

    public static byte[] Write(Report report)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            document.ChangeIdOfPart(main, "main");
            Copy(main.AddNewPart<StyleDefinitionsPart>("styles"), "styles");
            Copy(main.AddNewPart<NumberingDefinitionsPart>("numbering"), "numbering");
            Copy(main.AddNewPart<DocumentSettingsPart>("settings"), "settings");
            main.AddNewPart<FooterPart>("footer").Footer = WordFooter.Of(report);
            var body = new Body(new WordBody(report, main).Write());
            body.AppendChild(WordPage.WithFooter("footer"));
            main.Document = new(body);
            CoreProperties.Write(document.AddNewPart<CoreFilePropertiesPart>("core"), $"{WordSay.Title}, {report.Year.Printed}", WordSay.Subtitle(report), report.Frozen?.At);
        }

        return DeterministicPackage.Repack(file.ToArray());
    }

    /// <summary>Parts that are the same in every document are kept as they are.</summary>
    private static void Copy(OpenXmlPart part, string name)
    {
        using var from = typeof(WordReport).Assembly.GetManifestResourceStream($"Word/{name}.xml")
            ?? throw new InvalidOperationException($"{name}.xml is not in the assembly.");
        part.FeedData(from);
    }
}
