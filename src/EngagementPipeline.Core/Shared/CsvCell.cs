using System.Globalization;

namespace EngagementPipeline.Core.Shared;

/// <summary>Text for a cell of a CSV file, so that no spreadsheet takes it for a formula. Numbers are written as numbers, and not through here.</summary>
public static class CsvCell
{
    /// <summary>With an apostrophe before it where it begins like a formula, also after blanks and letters that nobody sees, or in full width: some programs look past those.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.FirstOrDefault(c => !IsUnseen(c)) is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '−' or '﹢' or '﹣' or '﹦' or '﹫' || text is ['\t' or '\r', ..]
            ? $"'{text}"
            : text;
    }

    private static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;
}
