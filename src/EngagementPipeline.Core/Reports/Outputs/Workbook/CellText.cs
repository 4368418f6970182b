using System.Text.RegularExpressions;
using EngagementPipeline.Core.Reports.Outputs.Packages;

namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>Anybody's text as the text of a cell.</summary>
internal static partial class CellText
{
    /// <summary>Excel's own limit; a file with more in a cell is called damaged.</summary>
    public const int Longest = 32_767;

    /// <summary>
    /// What Excel shows as <paramref name="text"/>: it reads <c>_x000D_</c> as a code of a character, so an underscore that begins one is written as
    /// a code itself.
    /// </summary>
    public static string Of(string text) =>
        Code().Replace(PlainText.ForXml(text.Length <= Longest ? text : text[..(Longest - 1)] + "…").ReplaceLineEndings("\n"), "_x005F_${code}");

    /// <summary>
    /// Whether the text would become a formula if somebody went into the cell and out of it. In the file it is text whatever it begins with.
    /// </summary>
    public static bool LooksLikeFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    [GeneratedRegex("_(?<code>x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
