using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;

namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>Writes one sheet as SpreadsheetML, row after row: what it takes grows with a row, not with the table.</summary>
internal sealed class SheetWriter(SheetContent content)
{
    /// <summary>Of the one column of a sheet without a table.</summary>
    private const int TextWidth = 100;

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private readonly List<(string Cell, string Sheet)> _links = [];

    /// <summary>The row of the table's header; under the title and the lines.</summary>
    public int HeaderRow => content.Lines.Count + 2;

    private IReadOnlyList<Column> Columns => content.Table?.Columns ?? [new("", TextWidth)];

    private int LastRow => content.Table is { } table ? HeaderRow + table.Rows.Count : content.Lines.Count + 1;

    /// <summary>As <c>A5:K21</c>; a table's header is its first row.</summary>
    public string RangeOfTable => $"A{HeaderRow}:{NameOf(Columns.Count - 1)}{LastRow}";

    /// <param name="part">New and empty.</param>
    /// <param name="first">Whether it is the sheet that the workbook opens at.</param>
    /// <param name="table">The relationship to its table's part; null without one.</param>
    public void Write(WorksheetPart part, bool first, string? table)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Sheet.Worksheet());
        xml.WriteElement(new Sheet.SheetProperties(new Sheet.PageSetupProperties { FitToPage = true }));
        xml.WriteElement(new Sheet.SheetDimension { Reference = $"A1:{NameOf(Columns.Count - 1)}{LastRow}" });
        xml.WriteElement(new Sheet.SheetViews(new Sheet.SheetView { WorkbookViewId = 0, TabSelected = first }));
        xml.WriteElement(new Sheet.SheetFormatProperties { DefaultRowHeight = 15.75 });
        xml.WriteElement(new Sheet.Columns(Columns.Select((column, i) =>
            new Sheet.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true })));
        WriteRows(xml);
        if (_links.Count > 0)
            xml.WriteElement(new Sheet.Hyperlinks(_links.Select(link => new Sheet.Hyperlink { Reference = link.Cell, Location = $"'{link.Sheet}'!A1" })));
        xml.WriteElement(new Sheet.PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        xml.WriteElement(new Sheet.PageSetup { PaperSize = 9, Orientation = Sheet.OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        if (table is not null)
            xml.WriteElement(new Sheet.TableParts(new Sheet.TablePart { Id = table }) { Count = 1 });
        xml.WriteEndElement();
    }

    private void WriteRows(OpenXmlWriter xml)
    {
        xml.WriteStartElement(new Sheet.SheetData());
        WriteRow(xml, 1, RowHeight.Title, [TextCell("A1", content.Title, CellStyle.Title)]);
        foreach (var (i, line) in content.Lines.Index())
            WriteRow(xml, i + 2, HeightOf(line), [LineCell($"A{i + 2}", line)]);
        if (content.Table is { } table)
        {
            WriteRow(xml, HeaderRow, RowHeight.Of(table.Columns.Select(column => (column.Title, column.Width - 3))), table.Columns.Select((column, i) =>
                TextCell($"{NameOf(i)}{HeaderRow}", column.Title, column.Right ? CellStyle.HeaderOfNumbers : i == 0 ? CellStyle.HeaderOfFirst : CellStyle.HeaderOfText)));
            foreach (var (r, row) in table.Rows.Index())
            {
                WriteRow(xml, HeaderRow + 1 + r, HeightOf(row, table.Columns), row.Select((cell, i) =>
                    TableCell($"{NameOf(i)}{HeaderRow + 1 + r}", cell, i)));
            }
        }

        xml.WriteEndElement();
    }

    private static double HeightOf(IReadOnlyList<Cell> row, IReadOnlyList<Column> columns) =>
        RowHeight.Of(row.Zip(columns).Where(pair => pair.First is Cell.Text).Select(pair => (((Cell.Text)pair.First).Value, pair.Second.Width - 2)));

    private double HeightOf(Line line) =>
        line is Line.Heading ? RowHeight.Heading : RowHeight.Of(content.Table is null ? [(line.Text, TextWidth)] : []);

    private static void WriteRow(OpenXmlWriter xml, int row, double height, IEnumerable<Sheet.Cell> cells)
    {
        xml.WriteStartElement(new Sheet.Row { RowIndex = (uint)row, Height = height, CustomHeight = true });
        foreach (var cell in cells)
            xml.WriteElement(cell);
        xml.WriteEndElement();
    }

    /// <summary>Lines above a table run on over the cells beside them; text alone is wrapped.</summary>
    private Sheet.Cell LineCell(string place, Line line) => line switch
    {
        Line.Heading => TextCell(place, line.Text, CellStyle.Heading),
        Line.Link link => LinkCell(place, link.Text, link.Sheet),
        _ => TextCell(place, line.Text, content.Table is null ? CellStyle.First : CellStyle.Standard),
    };

    private Sheet.Cell TableCell(string place, Cell cell, int column) => cell switch
    {
        Cell.Number number => NumberCell(place, number.Value),
        Cell.Day day => new() { CellReference = place, StyleIndex = (uint)CellStyle.Day, CellValue = new(day.Value.DayNumber - DayZero.DayNumber) },
        Cell.Link link => LinkCell(place, link.Value, link.Sheet),
        Cell.Text text => TextCell(place, text.Value, StyleOf(text.Value, column)),
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    private CellStyle StyleOf(string text, int column) => (Columns[column].Right, column, CellText.LooksLikeFormula(text)) switch
    {
        (true, _, _) => CellStyle.Mark,
        (_, 0, true) => CellStyle.FirstLikeFormula,
        (_, 0, false) => CellStyle.First,
        (_, _, true) => CellStyle.TextLikeFormula,
        _ => CellStyle.Text,
    };

    private Sheet.Cell LinkCell(string place, string text, string sheet)
    {
        _links.Add((place, sheet));
        return TextCell(place, text, CellStyle.Link);
    }

    /// <summary>As text of the cell itself, which no reader of the file takes for a formula or a number.</summary>
    private static Sheet.Cell TextCell(string place, string text, CellStyle style) => new()
    {
        CellReference = place,
        StyleIndex = (uint)style,
        DataType = Sheet.CellValues.InlineString,
        InlineString = new(new Sheet.Text(CellText.Of(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static Sheet.Cell NumberCell(string place, decimal value)
    {
        var digits = value.ToString("0.####", CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        return new() { CellReference = place, StyleIndex = Styles.OfNumber(point < 0 ? 0 : digits.Length - point - 1), CellValue = new(digits) };
    }

    private static char NameOf(int column) => column < 26 ? (char)('A' + column) : throw new ArgumentOutOfRangeException(nameof(column), "No table is wider than Z.");
}
