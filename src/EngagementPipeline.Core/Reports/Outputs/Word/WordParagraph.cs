using DocumentFormat.OpenXml.Wordprocessing;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Paragraphs look as their style says (styles.xml), and in no other way: pasted elsewhere, they take the look of that place.</summary>
internal static class WordParagraph
{
    public const string Body = "Normal";
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Part = "Heading1";
    public const string Piece = "Heading2";
    public const string Lead = "Lead";
    public const string Bullet = "ListBullet";
    public const string Notice = "Notice";
    public const string Caption = "Caption";
    public const string Chart = "Chart";
    public const string Footer = "Footer";
    public const string Cell = "TableText";
    public const string NumberCell = "TableNumber";
    public const string HeaderCell = "TableHeader";
    public const string NumberHeaderCell = "TableHeaderNumber";

    public static Paragraph Of(string style, string text) => Of(style, text, mark: null);

    /// <param name="style">One of the above.</param>
    /// <param name="text">Of people, perhaps; where it is blank there is a dash, because nobody hears an empty paragraph.</param>
    /// <param name="mark">A word about the text, which is said behind it in brackets: <c>provisional</c>.</param>
    public static Paragraph Of(string style, string text, string? mark)
    {
        var paragraph = Of(style, [.. WordText.Runs(string.IsNullOrWhiteSpace(text) ? WordCell.Nothing : text), .. mark is null ? [] : WordText.Runs($" ({mark})", "Mark")]);
        // Its own direction, not a look: a title in Arabic begins on the right.
        if (TextDirection.IsRightToLeft(text))
            paragraph.ParagraphProperties!.AppendChild(new BiDi());
        return paragraph;
    }

    public static Paragraph Of(string style, IEnumerable<Run> runs)
    {
        var paragraph = new Paragraph();
        if (style is not Body)
            paragraph.ParagraphProperties = new() { ParagraphStyleId = new() { Val = style } };
        else
            paragraph.ParagraphProperties = new();
        paragraph.Append(runs);
        return paragraph;
    }

    /// <summary>A heading that begins a page.</summary>
    public static Paragraph OnNewPage(this Paragraph paragraph)
    {
        paragraph.ParagraphProperties!.PageBreakBefore = new();
        return paragraph;
    }
}
