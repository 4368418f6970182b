using System.Globalization;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Somebody's words, split into words once, for every clue to read.</summary>
internal sealed class SpokenText
{
    public SpokenText(string words)
    {
        Text = words;
        Words = Split(words);
        CapitalsTell = DoCapitalsTell(Words);
        PointsAtNobody = new bool[Words.Count];
        for (var i = 0; i < Words.Count; i++)
        {
            var length = Vocabulary.WellKnown.LengthAt(Words, i);
            if (length > 0)
                PointsAtNobody.AsSpan(i, length).Fill(true);
        }
    }

    public string Text { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>False where nearly every word has one (Written Like This, OR SHOUTED): then a capital is no sign of a name.</summary>
    public bool CapitalsTell { get; }

    /// <summary>For each word, whether it belongs to a phrase that everybody knows: Rosa Parks, Coronation Street.</summary>
    public bool[] PointsAtNobody { get; }

    /// <summary>Whether word <paramref name="i"/> has a capital that means something.</summary>
    public bool HasCapital(int i) => CapitalsTell && Words[i].Shape == Shape.Capital;

    /// <summary>Whether it has one, and no list knows it as anything but a name.</summary>
    public bool IsStrangerWithCapital(int i) =>
        HasCapital(i) && !PointsAtNobody[i] && !Words[i].Is(Known.NoName) && Words[i].Length > 1;

    public string PlainAt(int i) => i >= 0 && i < Words.Count ? Words[i].Plain : "";

    /// <summary>Whether words <paramref name="i"/> - 1 and <paramref name="i"/> have a blank between them and nothing else.</summary>
    public bool Follows(int i) => i > 0 && i < Words.Count && Words[i].Gap == Gap.Space && !Words[i - 1].Possessive;

    /// <summary>From the start of one word to the end of another, without a possessive ending.</summary>
    public Piece Between(int first, int last) => new(Words[first].Start, Words[last].End - Words[first].Start);

    public static List<Word> Split(string text)
    {
        var words = new List<Word>(text.Length / 5 + 1);
        var end = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!IsInner(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && (IsInner(text[i]) || Joins(text, i)))
                i++;
            words.Add(WordAt(text, start, i - start, end));
            end = i;
        }

        return words;
    }

    private static Word WordAt(string text, int start, int length, int lastEnd)
    {
        var written = text.AsSpan(start, length);
        var possessive = length > 2 && written[^1] is 's' or 'S' && written[^2] is '\'' or '’';
        if (possessive)
            written = written[..^2];
        var plain = Vocabulary.Plain(written);
        return new Word(start, written.Length, plain, Vocabulary.Of(plain), ShapeOf(written), GapOf(text, lastEnd, start), possessive);
    }

    private static bool IsInner(char c) =>
        char.IsLetterOrDigit(c) || c == '_' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool Joins(string text, int i) =>
        text[i] is '\'' or '’' or '-' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);

    private static Shape ShapeOf(ReadOnlySpan<char> written)
    {
        if (char.IsDigit(written[0]))
            return Shape.Number;
        if (!char.IsUpper(written[0]))
            return Shape.Lower;
        if (written.Length == 1)
            return Shape.Letter;
        foreach (var c in written)
        {
            if (char.IsLower(c))
                return Shape.Capital;
        }

        return Shape.Shouted;
    }

    private static Gap GapOf(string text, int from, int to)
    {
        if (from == 0)
            return Gap.Opening;
        var gap = Gap.Space;
        var blank = false;
        for (var i = from; i < to; i++)
        {
            switch (text[i])
            {
                case '.' or '!' or '?' or '\n' or '\r' or '…' or '“' or '‘' or '(' or '•':
                case '"' or '\'' when blank:
                    return Gap.Opening;
                case ' ' or '\t' or '\u00a0':
                    blank = true;
                    break;
                case ',':
                    gap = Gap.Comma;
                    break;
                default:
                    gap = Gap.Other;
                    break;
            }
        }

        return gap;
    }

    /// <summary>Capitals tell nothing where more than six in ten words have one that no sentence asks for.</summary>
    private static bool DoCapitalsTell(IReadOnlyList<Word> words)
    {
        var inside = words.Where(word => !word.OpensSentence && word.Shape is not (Shape.Letter or Shape.Number)).ToList();
        return inside.Count < 4 || inside.Count(word => word.Shape != Shape.Lower) * 10 <= inside.Count * 6;
    }
}
