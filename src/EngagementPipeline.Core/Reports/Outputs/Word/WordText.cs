using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using EngagementPipeline.Core.Reports.Outputs.Packages;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>
/// Text of people as runs of a paragraph: letters that run from right to left in runs that say so, so that what stands beside a title keeps its
/// place. The runs read one after the other are the text.
/// </summary>
internal static class WordText
{
    /// <summary>In one line, for attributes and cells of a single line.</summary>
    public static string Line(string text) => string.Join(' ', Plain(text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public static IEnumerable<Run> Runs(string text, string? style = null)
    {
        var plain = Plain(text);
        foreach (var (start, length, rightToLeft) in TextDirection.Stretches(plain))
            yield return RunOf(plain.Substring(start, length), style, rightToLeft);
    }

    private static Run RunOf(string text, string? style, bool rightToLeft)
    {
        var run = new Run();
        if (style is not null || rightToLeft)
        {
            run.RunProperties = new();
            if (style is not null)
                run.RunProperties.RunStyle = new() { Val = style };
            if (rightToLeft)
                run.RunProperties.AppendChild(new RightToLeftText());
        }

        foreach (var (i, line) in text.Split('\n').Index())
        {
            if (i > 0)
                run.AppendChild(new Break());
            if (line.Length > 0)
                run.AppendChild(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <summary>
    /// What XML can hold, with one kind of line end. The marks that turn a direction over (U+202A to U+202E, U+2066 to U+2069) go: one that is not
    /// closed would turn round the digits of a figure behind it.
    /// </summary>
    private static string Plain(string text) => string.Concat(
        PlainText.ForXml(text).ReplaceLineEndings("\n").Replace('\t', ' ').Where(c => c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));
}
