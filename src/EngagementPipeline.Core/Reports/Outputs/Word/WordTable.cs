using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>A column: what stands over it, and how wide it is beside the others.</summary>
internal sealed record WordColumn(string Header, int Share, bool Numbers = false);

/// <summary>A cell: its text, and a word about it that is said behind it in brackets.</summary>
internal sealed record WordCell(string Text, string? Mark = null)
{
    /// <summary>Where there is nothing to count.</summary>
    public const string Nothing = "–";

    public static WordCell Number(decimal? number) => new(number is { } some ? some.ToString("#,0.##", CultureInfo.InvariantCulture) : Nothing);
}

/// <summary>
/// A table as a screen reader wants it: a caption with its number over it, one header row that is repeated on every page, a description, no cells
/// merged, none empty.
/// </summary>
internal sealed class WordTable(int width)
{
    /// <summary>Rows stay on one page, but for those into which somebody wrote more than this.</summary>
    private const int LongestOnOnePage = 1_000;

    private int _number;

    /// <summary>The caption and the table.</summary>
    /// <param name="caption">What the table is of, without its number.</param>
    /// <param name="columns">From the left.</param>
    /// <param name="rows">One at least, each with a cell for every column.</param>
    public IEnumerable<DocumentFormat.OpenXml.OpenXmlElement> Of(
        string caption, IReadOnlyList<WordColumn> columns, IEnumerable<IReadOnlyList<WordCell>> rows)
    {
        _number++;
        yield return CaptionOf(caption);
        var widths = WidthsOf(columns);
        var table = new Table(PropertiesOf(caption, columns), new TableGrid(widths.Select(w => new GridColumn { Width = Text(w) })));
        table.AppendChild(HeaderOf(columns, widths));
        table.Append(rows.Select(row => RowOf(row, columns, widths)));
        yield return table;
    }

    /// <summary>Word counts its tables by this field, and makes lists of them.</summary>
    private Paragraph CaptionOf(string caption)
    {
        var paragraph = WordParagraph.Of(WordParagraph.Caption, WordText.Runs("Table "));
        paragraph.AppendChild(new SimpleField(WordText.Runs(Text(_number))) { Instruction = " SEQ Table \\* ARABIC " });
        paragraph.Append(WordText.Runs($": {caption}"));
        return paragraph;
    }

    private TableProperties PropertiesOf(string caption, IReadOnlyList<WordColumn> columns) => new(
        new TableStyle { Val = "ReportTable" },
        new TableWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa },
        new TableLayout { Type = TableLayoutValues.Fixed },
        new TableLook { Val = "0620", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
        new TableCaption { Val = WordText.Line(caption) },
        new TableDescription { Val = $"Columns: {string.Join(", ", columns.Select(column => column.Header))}. The first row is a header." });

    private int[] WidthsOf(IReadOnlyList<WordColumn> columns)
    {
        var whole = columns.Sum(column => column.Share);
        var widths = columns.Select(column => width * column.Share / whole).ToArray();
        widths[0] += width - widths.Sum();
        return widths;
    }

    private static TableRow HeaderOf(IReadOnlyList<WordColumn> columns, int[] widths)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        row.Append(columns.Select((column, i) => CellOf(
            WordParagraph.Of(column.Numbers ? WordParagraph.NumberHeaderCell : WordParagraph.HeaderCell, column.Header), widths[i])));
        return row;
    }

    private static TableRow RowOf(IReadOnlyList<WordCell> cells, IReadOnlyList<WordColumn> columns, int[] widths)
    {
        var row = new TableRow();
        if (cells.All(cell => cell.Text.Length <= LongestOnOnePage))
            row.TableRowProperties = new(new CantSplit());
        row.Append(columns.Zip(cells).Select((cell, i) => CellOf(
            WordParagraph.Of(cell.First.Numbers ? WordParagraph.NumberCell : WordParagraph.Cell, cell.Second.Text, cell.Second.Mark), widths[i])));
        return row;
    }

    private static TableCell CellOf(Paragraph paragraph, int width) =>
        new(new TableCellProperties(new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa }), paragraph);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
