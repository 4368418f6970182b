using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using EngagementPipeline.Core.Reports.Outputs.Packages;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>
/// The workbook inside a chart, which opens when somebody edits its data: one sheet, the categories in column A, a column for each series.
/// </summary>
internal static class WordChartBook
{
    public const string Sheet = "Data";

    public static byte[] Of(string category, IReadOnlyList<string> categories, IReadOnlyList<ChartSeries> series)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            document.ChangeIdOfPart(book, "book");
            book.AddNewPart<WorksheetPart>("data").Worksheet = new(RowsOf(category, categories, series));
            book.Workbook = new(new Sheets(new Sheet { Name = Sheet, SheetId = 1, Id = "data" }));
        }

        return DeterministicPackage.Repack(file.ToArray());
    }

    /// <summary>Where a series' name or values are: column 1 is B, row 1 the header.</summary>
    public static string Place(int column, int from, int to)
    {
        var letter = (char)('A' + column);
        return from == to ? $"{Sheet}!${letter}${Number(from)}" : $"{Sheet}!${letter}${Number(from)}:${letter}${Number(to)}";
    }

    private static SheetData RowsOf(string category, IReadOnlyList<string> categories, IReadOnlyList<ChartSeries> series)
    {
        var data = new SheetData(new Row([TextCell(category, 0, 1), .. series.Select((one, i) => TextCell(one.Name, i + 1, 1))]) { RowIndex = 1 });
        foreach (var (i, name) in categories.Index())
        {
            var row = i + 2;
            data.AppendChild(new Row([TextCell(name, 0, row), .. series.SelectMany((one, column) => NumberCell(one.Values[i], column + 1, row))]) { RowIndex = (uint)row });
        }

        return data;
    }

    private static Cell TextCell(string text, int column, int row) => new(new InlineString(new Text(WordText.Line(text)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        CellReference = Reference(column, row),
        DataType = CellValues.InlineString,
    };

    private static IEnumerable<Cell> NumberCell(decimal? value, int column, int row) =>
        value is { } number ? [new(new CellValue(number)) { CellReference = Reference(column, row), DataType = CellValues.Number }] : [];

    private static string Reference(int column, int row) => $"{(char)('A' + column)}{Number(row)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
