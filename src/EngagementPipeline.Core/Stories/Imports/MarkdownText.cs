using System.Text;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>A stretch of text that is shown one way. <paramref name="Link"/>: where it leads.</summary>
internal sealed record Stretch(string Text, bool Bold, bool Italic, string? Link);

/// <summary>Writes text as Markdown that shows just that text: what Markdown would give a meaning to is marked as meant literally.</summary>
internal static class MarkdownText
{
    /// <summary>One paragraph. Where its emphasis can't be said in Markdown, the words stay and the emphasis goes.</summary>
    public static string Of(IReadOnlyList<Stretch> stretches)
    {
        var plain = WordsOf(stretches);
        var whole = Written(stretches);
        if (Shows(whole, plain))
            return whole;
        var links = Written([.. stretches.Select(stretch => stretch with { Bold = false, Italic = false })]);
        return Shows(links, plain) ? links : Escaped(plain);
    }

    /// <summary>An address that a story may lead to, in the one way of writing it; null for any other.</summary>
    public static string? AddressOf(string? address) =>
        WebAddress.PlainOf(address?.Trim())?.AbsoluteUri is { Length: <= 2_000 } whole
            ? whole.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal)
            : null;

    public static string WordsOf(IEnumerable<Stretch> stretches) => Blank(string.Concat(stretches.Select(stretch => stretch.Text)));

    /// <summary>Each run of blanks is one; line breaks stay.</summary>
    public static string Blank(string text)
    {
        var blank = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n' && blank.Length > 0 && blank[^1] == ' ')
                blank.Length--;
            if (c == '\n' || !IsBlank(c))
                blank.Append(c);
            else if (blank.Length > 0 && blank[^1] is not (' ' or '\n'))
                blank.Append(' ');
        }

        return blank.ToString().Trim();
    }

    /// <summary>Cuts a long text where words end, into pieces of at most <paramref name="most"/> characters.</summary>
    public static IEnumerable<string> Pieces(string text, int most)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + most);
            var blank = end < text.Length ? text.LastIndexOfAny([' ', '\n'], end - 1, end - start) : end;
            if (blank > start)
                end = blank;
            else if (char.IsHighSurrogate(text[end - 1]))
                end--;
            if (text[start..end].Trim() is { Length: > 0 } piece)
                yield return piece;
            start = end;
        }
    }

    public static string Escaped(string text)
    {
        var marked = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var startsLine = i == 0 || text[i - 1] == '\n';
            if (c == '\n')
            {
                marked.Append("\\\n");
                continue;
            }

            var always = c is '\\' or '`' or '*' or '[' or ']' or '<' or '>';
            var here = c switch
            {
                '_' => !IsWithinWord(text, i),
                '&' => i + 1 < text.Length && (text[i + 1] == '#' || char.IsAsciiLetter(text[i + 1])),
                '-' or '+' or '=' or '~' => startsLine,
                '.' or ')' => IsListNumber(text, i),
                _ => false,
            };
            if (always || here)
                marked.Append('\\');
            marked.Append(c);
        }

        return marked.ToString();
    }

    private static string Written(IEnumerable<Stretch> stretches)
    {
        var written = new StringBuilder();
        foreach (var stretch in Merged(stretches))
        {
            var core = stretch.Text.Trim(' ', '\n');
            if (core.Length == 0)
            {
                written.Append(stretch.Text.Contains('\n', StringComparison.Ordinal) ? "\\\n" : " ");
                continue;
            }

            var mark = (stretch.Bold ? "**" : "") + (stretch.Italic ? "*" : "");
            var at = written.Length > 0 && written[^1] != '\n' ? "x" : "";
            var text = Escaped(at + core)[at.Length..]; // what begins a line only is no beginning here
            written.Append(stretch.Text[0] == '\n' ? "\\\n" : stretch.Text[0] == ' ' && written.Length > 0 ? " " : "");
            written.Append(mark).Append(stretch.Link is null ? text : $"[{text}](<{stretch.Link}>)").Append(Reversed(mark));
            written.Append(stretch.Text[^1] == '\n' ? "\\\n" : stretch.Text[^1] == ' ' ? " " : "");
        }

        return written.ToString().Trim().TrimEnd('\\').TrimEnd();
    }

    // Word cuts text into pieces that look alike: by spelling, by when it was typed.
    private static List<Stretch> Merged(IEnumerable<Stretch> stretches)
    {
        var merged = new List<(Stretch First, StringBuilder Text)>();
        foreach (var stretch in stretches.Where(stretch => stretch.Text.Length > 0))
        {
            if (merged.Count > 0 && merged[^1].First is var last && last.Bold == stretch.Bold && last.Italic == stretch.Italic && last.Link == stretch.Link)
                merged[^1].Text.Append(stretch.Text);
            else
                merged.Add((stretch, new StringBuilder(stretch.Text)));
        }

        return [.. merged.Select(piece => piece.First with { Text = Collapsed(piece.Text.ToString()) }).Where(piece => piece.Text.Length > 0)];
    }

    private static string Collapsed(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n' || !IsBlank(c))
                collapsed.Append(c);
            else if (collapsed.Length == 0 || collapsed[^1] is not (' ' or '\n'))
                collapsed.Append(' ');
        }

        return collapsed.ToString();
    }

    private static string Reversed(string mark) => mark.Length == 3 ? "***" : mark;

    private static bool Shows(string markdown, string plain) => Prose.TryParse(markdown, out var prose) && prose.TooCostly is null && Squeezed(prose.Words) == Squeezed(plain);

    private static string Squeezed(string text) => string.Concat(text.Where(c => !IsBlank(c) && c != '\n'));

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) && c != '\n';

    private static bool IsWithinWord(string text, int at) => at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private static bool IsListNumber(string text, int at)
    {
        var start = at;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            start--;
        return start < at && (start == 0 || text[start - 1] == '\n');
    }
}
