using System.Text;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Which parts of a text run from right to left, by its letters (a little of UAX #9; Word does the rest).</summary>
internal static class TextDirection
{
    /// <summary>Whether the first letter runs from right to left, as a paragraph's own direction is told.</summary>
    public static bool IsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                return IsRightToLeft(rune);
        }

        return false;
    }

    /// <summary>The text in stretches, one after the other: one from right to left goes from the first of such letters to the last.</summary>
    public static IEnumerable<(int Start, int Length, bool RightToLeft)> Stretches(string text)
    {
        var (start, end, at) = (0, 0, 0);
        var inside = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var turned = IsRightToLeft(rune);
            if (turned && !inside)
            {
                if (at > start)
                    yield return (start, at - start, false);
                (start, inside) = (at, true);
            }
            else if (inside && !turned && Rune.IsLetter(rune))
            {
                yield return (start, end - start, true);
                (start, inside) = (end, false);
            }

            at += rune.Utf16SequenceLength;
            if (turned)
                end = at;
        }

        if (inside)
        {
            yield return (start, end - start, true);
            start = end;
        }

        if (at > start)
            yield return (start, at - start, false);
    }

    /// <summary>Hebrew, Arabic, Syriac, Thaana, N'Ko and the scripts beside them, and the forms of their letters.</summary>
    private static bool IsRightToLeft(Rune rune) => rune.Value is
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
