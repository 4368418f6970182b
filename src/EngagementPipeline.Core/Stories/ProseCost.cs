namespace EngagementPipeline.Core.Stories;

/// <summary>
/// What it may cost to make sense of a text as Markdown, bounded by looking at each character once and parsing nothing. What is never closed costs
/// a parser as often as something follows it, and each line as often as it stands in lists within lists: a text of a few thousand characters can cost
/// seconds, and a page that shows a withdrawn quote must not wait for that. The benchmark <c>prose</c> searches for what costs most of what is let through.
/// </summary>
/// <param name="Marks">What emphasis, links, quotations and items of lists are made with.</param>
/// <param name="Depth">How deep lists and quotations may stand within each other: two columns are a level at least.</param>
/// <param name="Steps">No parser needs more than some tens of nanoseconds for each.</param>
public readonly record struct ProseCost(int Marks, int Depth, long Steps)
{
    /// <summary>500 are a hundred links, or more bold words than a card has sentences.</summary>
    public const int MostMarks = 500;

    /// <summary>A list of five levels, each four columns further in, and then some.</summary>
    public const int Deepest = 10;

    /// <summary>500 marks and as many pieces of text between them, in one paragraph; or 1,250 lines ten levels deep; or 125 words of code.</summary>
    public const long MostSteps = 250_000;

    // A line costs a parser about twenty times as much for each level as a piece of text does for each mark before it.
    private const int StepsOfALine = 20;

    // From a stroke that may begin code it looks through the rest of the text; ten characters are a step.
    private const int CharactersOfAStep = 10;

    public bool IsSmall => Marks <= MostMarks && Depth <= Deepest && Steps <= MostSteps;

    public static ProseCost Of(ReadOnlySpan<char> markdown)
    {
        var (marks, deepest, steps) = (0, 0, 0L);
        var (depth, afterBlank) = (0, true);
        var (open, pieces) = (0, 0); // of the paragraph: with an empty line, whatever was not closed ends
        foreach (var range in markdown.Split('\n'))
        {
            var line = markdown[range];
            var begun = ProseLine.Of(line);
            if (afterBlank && begun is { IsBlank: false, Markers: 0, Indent: 0 })
                depth = 0; // nothing goes on over an empty line without standing further in
            depth = Math.Max(depth, begun.Depth);
            deepest = Math.Max(deepest, depth);

            var inline = ProseInlines.Of(line);
            marks += inline.Marks + begun.Items + (IsUnderline(line) ? 1 : 0);
            open += inline.Marks + begun.Items;
            pieces += inline.Pieces + 1;
            steps += inline.LinkSteps + (depth * StepsOfALine) + ((long)inline.Strokes * markdown.Length / CharactersOfAStep);
            if (begun.IsBlank)
            {
                steps += (long)open * pieces;
                (open, pieces) = (0, 0);
            }

            afterBlank = begun.IsBlank;
        }

        return new(marks, deepest, steps + ((long)open * Math.Max(0, pieces - 1))); // a line less ends than begins
    }

    /// <summary>A parser makes a heading of the line before it, and takes it back.</summary>
    private static bool IsUnderline(ReadOnlySpan<char> line)
    {
        var signs = line.Trim(" \t");
        return !signs.IsEmpty && signs[0] is '=' or '-' && signs.TrimStart(signs[0]).IsEmpty;
    }
}

/// <summary>How a line begins: with which signs of quotations and items, and how far in.</summary>
internal readonly record struct ProseLine
{
    public bool IsBlank { get; private init; }

    /// <summary>Columns before the first sign or word.</summary>
    public int Indent { get; private init; }

    /// <summary>Signs of quotations and items, one after the other.</summary>
    public int Markers { get; private init; }

    /// <summary>Those of them that are not counted by what they look like alone: a number, a hyphen, a plus.</summary>
    public int Items { get; private init; }

    /// <summary>None for a line that begins nothing.</summary>
    public int Depth { get; private init; }

    public static ProseLine Of(ReadOnlySpan<char> line)
    {
        var (at, blanks, indent, markers, items) = (0, 0, 0, 0, 0);
        while (true)
        {
            for (; at < line.Length && line[at] is ' ' or '\t'; at++)
                blanks += line[at] == '\t' ? 4 : 1;
            if (markers == 0)
                indent = blanks;
            var length = at < line.Length ? MarkerAt(line[at..]) : 0;
            if (length == 0)
                break;
            items += line[at] is '>' or '*' ? 0 : 1;
            markers++;
            at += length;
            blanks -= at < line.Length && line[at] is ' ' or '\t' ? 1 : 0; // the sign's own
        }

        var rule = IsRule(line);
        return new()
        {
            IsBlank = at == line.Length && markers == 0,
            Indent = indent,
            Markers = markers,
            Items = rule ? 0 : items,
            Depth = rule || markers == 0 ? 0 : markers + (blanks / 2),
        };
    }

    /// <summary>The length of <c>&gt;</c>, <c>-</c>, <c>+</c>, <c>*</c>, <c>1.</c> or <c>1)</c> where one stands; a blank or the line's end must follow all but the first.</summary>
    private static int MarkerAt(ReadOnlySpan<char> rest)
    {
        if (rest[0] == '>')
            return 1;
        var digits = 0;
        while (digits < rest.Length && digits < 10 && char.IsAsciiDigit(rest[digits]))
            digits++;
        var isSign = digits < rest.Length && (digits == 0 ? rest[0] is '-' or '+' or '*' : rest[digits] is '.' or ')');
        return isSign && (digits + 1 == rest.Length || rest[digits + 1] is ' ' or '\t') ? digits + 1 : 0;
    }

    // "- - -", however long, is a line across the page.
    private static bool IsRule(ReadOnlySpan<char> line)
    {
        var signs = line.Trim(" \t");
        return signs.Length > 2 && signs[0] is '-' or '*' && signs.TrimStart([' ', '\t', signs[0]]).IsEmpty && signs.Count(signs[0]) > 2;
    }
}

/// <summary>What stands in a line that a parser stops at.</summary>
internal readonly record struct ProseInlines(int Marks, int Pieces, int Strokes, long LinkSteps)
{
    public static ProseInlines Of(ReadOnlySpan<char> line)
    {
        var (marks, pieces, strokes, links) = (0, 0, 0, 0L);
        var (word, targets) = (0, 0);
        for (var at = 0; at < line.Length; at++)
        {
            word++;
            if (line[at] is ' ' or '\t')
            {
                (links, word, targets) = (links + ((long)word * targets), 0, 0);
            }
            else if (line[at] == '\\')
            {
                pieces++;
                at++; // what follows stands for itself, in code too, where the stroke does as well
            }
            else if (line[at] is '*' or '_' or '[' or ']' or '<' or '>')
            {
                (marks, pieces) = (marks + 1, pieces + 1);
                targets += line[at] == ']' && at + 1 < line.Length && line[at + 1] == '(' ? 1 : 0;
            }
            else if (line[at] is '`' or '&' or '!')
            {
                pieces++;
                strokes += line[at] == '`' ? 1 : 0;
            }
        }

        return new(marks, pieces, strokes, links + ((long)word * targets));
    }
}
