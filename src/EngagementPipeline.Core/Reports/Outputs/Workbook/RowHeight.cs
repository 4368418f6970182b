namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>
/// How high a row must be so that all of its wrapped text is seen. Excel works that out when it opens a file, other programs do not; screen readers
/// call a cell "cropped" whose text does not fit. It is reckoned from about how wide letters are in Arial, and rather too high than too low.
/// </summary>
internal static class RowHeight
{
    /// <summary>In points, as are all that follow: 12 point letters and the space between lines.</summary>
    private const double OfLine = 15.75;

    /// <summary>Rows of a table stand apart by space, not by lines.</summary>
    private const double Space = 5;

    /// <summary>Excel's own limit.</summary>
    private const double Most = 409;

    private const double OfTitle = 30;
    private const double OfHeading = 30;

    public static double Title => OfTitle;

    public static double Heading => OfHeading;

    /// <param name="cells">Text with the width of its column, in digits.</param>
    public static double Of(IEnumerable<(string Text, int Width)> cells) =>
        Math.Min(Most, (cells.Select(cell => Lines(cell.Text, cell.Width)).DefaultIfEmpty(1).Max() * OfLine) + Space);

    private static int Lines(string text, int width) => text.Split('\n').Sum(paragraph => LinesOfParagraph(paragraph, width));

    private static int LinesOfParagraph(string paragraph, int width)
    {
        var (lines, used) = (1, 0d);
        foreach (var word in paragraph.Split(' '))
        {
            var wide = word.Sum(WidthOf) * 1.08;
            if (used > 0 && used + WidthOf(' ') + wide > width)
                (lines, used) = (lines + 1, 0);
            lines += (int)(wide / width);
            used += (used > 0 ? WidthOf(' ') : 0) + (wide % width);
        }

        return lines;
    }

    /// <summary>Beside a digit, whose width is 1.</summary>
    private static double WidthOf(char letter) => letter switch
    {
        'i' or 'j' or 'l' or 'f' or 't' or 'I' or ' ' or '.' or ',' or ':' or ';' or '!' or '\'' or '|' or '(' or ')' or '[' or ']' => 0.5,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 1.5,
        > '\u2E80' => 1.85,
        _ => char.IsUpper(letter) ? 1.25 : 1,
    };
}
