using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs.Word;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>A Word document as somebody reads it: paragraphs, tables, charts.</summary>
internal sealed class WordReader : IDisposable
{
    private readonly WordprocessingDocument _document;

    public WordReader(Report report) => _document = WordprocessingDocument.Open(new MemoryStream(WordReport.Write(report), writable: false), isEditable: false);

    public MainDocumentPart Main => _document.MainDocumentPart!;

    public Body Body => Main.Document.Body!;

    public IReadOnlyList<Table> Tables => [.. Body.Elements<Table>()];

    public IEnumerable<Paragraph> Headings => Body.Elements<Paragraph>().Where(paragraph => StyleOf(paragraph).StartsWith("Heading", StringComparison.Ordinal));

    public static string StyleOf(Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "Normal";

    public static string Text(OpenXmlElement element) => string.Concat(element.Descendants().Select(part => part switch
    {
        Text text => text.Text,
        Break => "\n",
        _ => "",
    }));

    /// <summary>The table under a caption, as rows of cells; its header first.</summary>
    public IReadOnlyList<string[]> Table(string caption) => Rows(Tables.Single(table => Caption(table).EndsWith($": {caption}", StringComparison.Ordinal)));

    public static IReadOnlyList<string[]> Rows(Table table) => [.. table.Elements<TableRow>().Select(row => row.Elements<TableCell>().Select(Text).ToArray())];

    public static string Caption(Table table) => Text(table.PreviousSibling<Paragraph>()!);

    public IReadOnlyList<string> Paragraphs(string style) => [.. Body.Elements<Paragraph>().Where(paragraph => StyleOf(paragraph) == style).Select(Text)];

    /// <summary>What Microsoft's validator finds, in the document and in the workbooks within it.</summary>
    public IReadOnlyList<string> Faults()
    {
        var validator = new OpenXmlValidator(FileFormatVersions.Office2019);
        var faults = Say("document", validator.Validate(_document));
        foreach (var chart in Main.ChartParts)
        {
            using var book = Book(chart);
            faults.AddRange(Say("workbook", validator.Validate(book)));
        }

        return faults;
    }

    public static SpreadsheetDocument Book(ChartPart chart) => SpreadsheetDocument.Open(chart.EmbeddedPackagePart!.GetStream(), isEditable: false);

    public void Dispose() => _document.Dispose();

    private static List<string> Say(string what, IEnumerable<ValidationErrorInfo> errors) =>
        [.. errors.Select(error => $"{what} {error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
}
