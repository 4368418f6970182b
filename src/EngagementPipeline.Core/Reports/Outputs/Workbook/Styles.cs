using DocumentFormat.OpenXml;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;

namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>
/// Arial in 12 points and automatic colours, so that a reader's own high contrast reaches every cell. No fills, no lines, no italics: nothing is
/// said by looks alone.
/// </summary>
internal static class Styles
{
    public const int MostDecimals = 4;

    /// <summary>Numbers of formats below 164 are Excel's own.</summary>
    private const uint DayFormat = 164;

    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Big = 2;
    private const uint Underlined = 3;

    public static uint OfNumber(int decimals) => (uint)CellStyle.Number + (uint)decimals;

    public static Sheet.Stylesheet Write() => new(
        new Sheet.NumberingFormats([Format(DayFormat, "d mmmm yyyy"), .. Enumerable.Range(1, MostDecimals).Select(decimals => Format(FormatOf(decimals), "#,##0." + new string('0', decimals)))]),
        new Sheet.Fonts(Font(12), Font(12, new Sheet.Bold()), Font(16, new Sheet.Bold()), Font(12, new Sheet.Underline())),
        new Sheet.Fills(Fill(Sheet.PatternValues.None), Fill(Sheet.PatternValues.Gray125)),
        new Sheet.Borders(new Sheet.Border(new Sheet.LeftBorder(), new Sheet.RightBorder(), new Sheet.TopBorder(), new Sheet.BottomBorder(), new Sheet.DiagonalBorder())),
        new Sheet.CellStyleFormats(Base(Plain), Base(Big), Base(Bold), Base(Underlined)),
        new Sheet.CellFormats(
        [
            Cell(Plain),
            Cell(Big, named: 1),
            Cell(Bold, named: 2, low: true),
            Cell(Underlined, named: 3),
            Cell(Plain, wrap: true),
            Quoted(Cell(Plain, wrap: true)),
            Cell(Bold, wrap: true),
            Cell(Plain, wrap: true, indent: 1),
            Quoted(Cell(Plain, wrap: true, indent: 1)),
            Cell(Bold, wrap: true, indent: 1),
            Cell(Bold, wrap: true, right: true),
            Cell(Plain, format: DayFormat, right: true),
            Cell(Plain, right: true),
            .. Enumerable.Range(0, MostDecimals + 1).Select(decimals => Cell(Plain, format: FormatOf(decimals), right: true)),
        ]),
        new Sheet.CellStyles(Named("Normal", 0, 0), Named("Heading 1", 1, 16), Named("Heading 2", 2, 17), Named("Hyperlink", 3, 8)));

    /// <summary>3 is Excel's own for thousands with commas.</summary>
    private static uint FormatOf(int decimals) => decimals == 0 ? 3 : DayFormat + (uint)decimals;

    private static Sheet.NumberingFormat Format(uint id, string code) => new() { NumberFormatId = id, FormatCode = code };

    private static Sheet.Font Font(double size, params OpenXmlElement[] looks) =>
        new([.. looks, new Sheet.FontSize { Val = size }, new Sheet.FontName { Val = "Arial" }, new Sheet.FontFamilyNumbering { Val = 2 }]);

    private static Sheet.Fill Fill(Sheet.PatternValues pattern) => new(new Sheet.PatternFill { PatternType = pattern });

    private static Sheet.CellFormat Base(uint font) => new() { NumberFormatId = 0, FontId = font, FillId = 0, BorderId = 0 };

    private static Sheet.CellFormat Cell(uint font, uint named = 0, uint format = 0, bool wrap = false, bool right = false, bool low = false, uint indent = 0) => new(new Sheet.Alignment
    {
        Horizontal = right ? Sheet.HorizontalAlignmentValues.Right : Sheet.HorizontalAlignmentValues.Left,
        Vertical = low ? Sheet.VerticalAlignmentValues.Bottom : Sheet.VerticalAlignmentValues.Top,
        Indent = indent,
        WrapText = wrap,
    })
    {
        NumberFormatId = format,
        FontId = font,
        FillId = 0,
        BorderId = 0,
        FormatId = named,
        ApplyNumberFormat = format != 0,
        ApplyFont = font != Plain,
        ApplyAlignment = true,
    };

    private static Sheet.CellFormat Quoted(Sheet.CellFormat format)
    {
        format.QuotePrefix = true;
        return format;
    }

    private static Sheet.CellStyle Named(string name, uint format, uint builtIn) => new() { Name = name, FormatId = format, BuiltinId = builtIn };
}
