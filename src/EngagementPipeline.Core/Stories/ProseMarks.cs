namespace EngagementPipeline.Core.Stories;

/// <summary>
/// The marks in a text from which Markdown makes something: emphasis, links, quotations, items of lists. What it costs to make sense of them grows
/// with their square when they are never closed, and a page that shows a withdrawn quote must not wait for that.
/// </summary>
public static class ProseMarks
{
    /// <summary>In one text. 500 are a hundred links, or more bold words than a card has sentences; of the worst text they make some milliseconds.</summary>
    public const int Most = 500;

    /// <summary>False as soon as there are more than <see cref="Most"/>: looks at each character once, and parses nothing.</summary>
    public static bool AreFew(ReadOnlySpan<char> markdown)
    {
        var marks = 0;
        for (var at = 0; at < markdown.Length && marks <= Most; at++)
        {
            if (markdown[at] == '\\')
                at++; // what follows stands for itself, in code too, where the stroke does as well
            else if (markdown[at] is '*' or '_' or '[' or ']' or '<' or '>' || (markdown[at] is '-' or '+' or '.' or ')' && BeginsAnItem(markdown, at)))
                marks++;
        }

        return marks <= Most;
    }

    /// <summary><c>- </c>, <c>+ </c>, <c>1. </c> or <c>1) </c>, wherever it stands: items within items stand on one line.</summary>
    private static bool BeginsAnItem(ReadOnlySpan<char> markdown, int at) =>
        (at + 1 == markdown.Length || markdown[at + 1] is ' ' or '\t' or '\n')
        && (at == 0 ? markdown[at] is '-' or '+' : markdown[at] is '-' or '+' ? markdown[at - 1] is ' ' or '\t' or '\n' or '>' : char.IsAsciiDigit(markdown[at - 1]));
}
