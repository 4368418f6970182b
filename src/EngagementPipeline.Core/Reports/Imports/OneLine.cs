using System.Globalization;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>Text that stands in reports as it is read: no line ends, and no letters that nobody sees or that turn what follows the other way round.</summary>
internal static class OneLine
{
    /// <summary>Joiners are left: words of some languages have them.</summary>
    public static bool Is(string text) => !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'
        || (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format && c is not ('\u200C' or '\u200D')));
}
