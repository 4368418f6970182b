using System.Globalization;
using System.Text;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>Makes cards of what stands in a Word document: paragraphs and lists of a part become one text, up to what a text holds.</summary>
internal sealed class WordCards(WordNumbering numbering, ImportNotes notes)
{
    private const int LongestText = 10_000;
    private const int LongestHeading = 120;
    private const int LongestPiece = 9_000;

    // Of the mebibyte that a request with a story may have; the rest is for what stands around the words.
    private const int MostBytes = 800_000;

    // Hundreds of printed pages; each costs the time of making sense of it, however short it is.
    private const int MostBlocks = 20_000;

    private readonly List<Card> _cards = [];
    private readonly Dictionary<string, string> _pictures = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private readonly WordLists _lists = new();
    private int _bytes;
    private int _blocks;
    private int _level = 1;
    private string? _under;

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    public IReadOnlyList<Card> Cards => _cards;

    /// <summary>By card: the part of the file that holds its picture.</summary>
    public IReadOnlyDictionary<string, string> Pictures => _pictures;

    /// <summary>False when no more fits into a story.</summary>
    public bool Take(WordBlock block)
    {
        if (_cards.Count >= StoryLimits.Cards - 2 || _bytes > MostBytes || ++_blocks > MostBlocks)
        {
            notes.Add(ImportLoss.Full, _under);
            return false;
        }

        switch (block)
        {
            case WordLoss loss: notes.Add(loss.Loss, _under); break;
            case WordPicture picture: TakePicture(picture); break;
            case WordParagraph paragraph: TakeParagraph(paragraph); break;
        }

        return true;
    }

    public void Finish() => EndText();

    private void TakeParagraph(WordParagraph paragraph)
    {
        var words = MarkdownText.WordsOf(paragraph.Stretches).Replace('\n', ' ');
        if (words.Length == 0)
            return;
        if (!paragraph.Whole)
            notes.Add(ImportLoss.LongParagraph, _under);
        if (paragraph.Role == WordRole.Title && Title.Length == 0 && words.Length <= StoryLimits.Title)
            Title = words;
        else if (paragraph.Role == WordRole.Subtitle && Summary.Length == 0 && words.Length <= StoryLimits.Summary)
            Summary = words;
        else if (paragraph.Role == WordRole.Quote || (paragraph.Role is WordRole.Heading or WordRole.Title && IsQuoted(words)))
            TakeQuote(paragraph);
        else if (paragraph.Role is WordRole.Heading or WordRole.Title or WordRole.Subtitle)
            TakeHeading(paragraph, words);
        else if (FilmOf(paragraph) is { } film)
            Add(new VideoCard(NextId, film, Film(words == film || Uri.TryCreate(words, UriKind.Absolute, out _) ? "" : words), Captioned: false, "", Poster: null), film.Length);
        else
            TakeText(paragraph, words);
    }

    // Whose words they are, nobody knows here; somebody has to look.
    private void TakeText(WordParagraph paragraph, string words)
    {
        AddText(paragraph);
        if (IsQuoted(words))
            notes.Add(ImportLoss.QuotedParagraph, _under, _text.Length > 0 ? NextId : _cards[^1].Id);
    }

    private void TakeHeading(WordParagraph paragraph, string words)
    {
        if (words.Length > LongestHeading)
        {
            AddText(paragraph);
            EndText();
            notes.Add(ImportLoss.LongHeading, _under, _cards[^1].Id);
            return;
        }

        if (Title.Length == 0 && _cards.Count == 0 && _text.Length == 0 && paragraph.Level == 1)
        {
            Title = words;
            return;
        }

        // The story's title is level 1, and no level is skipped.
        _level = Math.Min(Math.Clamp(paragraph.Level, 2, 3), _level + 1);
        Add(new HeadingCard(NextId, words, _level), words.Length);
        _under = words;
    }

    private void TakeQuote(WordParagraph paragraph)
    {
        EndText();
        AddText(paragraph with { List = null });
        if (_text.Length > 0)
            _text.Insert(0, "> ").Replace("\n", "\n> ", 2, _text.Length - 2);
        EndText();
        notes.Add(ImportLoss.QuoteByHand, _under, _cards[^1].Id);
    }

    private void TakePicture(WordPicture picture)
    {
        var alt = Short(picture.Alt, 300);
        if (picture.Part is null && picture.Film is null)
        {
            notes.Add(ImportLoss.Picture, _under);
            return;
        }

        EndText();
        Card card = picture.Film is { } film
            ? new VideoCard(NextId, film, Film(Short(alt, 120)), Captioned: false, "", Poster: null)
            : new ImageCard(NextId, null, picture.Decorative ? "" : alt, "", picture.Decorative);
        if (picture.Part is { } part)
            _pictures[card.Id] = part;
        Add(card, alt.Length + (picture.Film?.Length ?? 0));
    }

    private void AddText(WordParagraph paragraph)
    {
        var marker = paragraph.List is { } list ? numbering.Of(list.Number, list.Level) : (WordMarker.None, 1);
        var text = MarkdownText.Of(paragraph.Stretches);
        if (text.Length > LongestPiece)
        {
            foreach (var piece in MarkdownText.Pieces(MarkdownText.WordsOf(paragraph.Stretches), LongestPiece / 2))
            {
                EndText();
                if (_bytes > MostBytes || _cards.Count >= StoryLimits.Cards - 2)
                    break;
                _text.Append(MarkdownText.Escaped(piece));
            }

            notes.Add(ImportLoss.LongParagraph, _under);
            return;
        }

        var isItem = marker.Item1 != WordMarker.None;
        if (_text.Length + text.Length + 100 > LongestText)
            EndText();
        if (_text.Length > 0)
            _text.Append(isItem && _lists.IsOpen ? "\n" : "\n\n");
        if (isItem)
            _text.Append(_lists.Item(paragraph.List!.Value, marker, text));
        else
            _text.Append(text);
        if (!isItem)
            _lists.Close();
    }

    private void EndText()
    {
        _lists.Close();
        if (_text.Length == 0)
            return;
        var markdown = _text.ToString();
        _text.Clear();
        if ((Prose.TryParse(markdown, out var prose) && prose.TooCostly is null) || Prose.TryParse(MarkdownText.Escaped(markdown), out prose))
            Append(new TextCard(NextId, prose), Encoding.UTF8.GetByteCount(markdown));
    }

    private void Add(Card card, int length)
    {
        EndText();
        Append(card with { Id = NextId }, length * 3);
    }

    private void Append(Card card, int bytes)
    {
        _cards.Add(card);
        _bytes += bytes + 120;
    }

    private string NextId => string.Create(CultureInfo.InvariantCulture, $"part-{_cards.Count + 1}");

    private static string Film(string title) => title.Length > 0 ? Short(title, LongestHeading) : "A film";

    private static string? FilmOf(WordParagraph paragraph)
    {
        var links = paragraph.Stretches.Where(stretch => !string.IsNullOrWhiteSpace(stretch.Text)).Select(stretch => stretch.Link).Distinct(StringComparer.Ordinal).ToList();
        return links is [{ } only] ? Films.AddressOf(only) : links is [null] && MarkdownText.WordsOf(paragraph.Stretches) is { Length: < 300 } words ? Films.AddressOf(words) : null;
    }

    private static bool IsQuoted(string words) => words.Length > 2 && (words[0], words[^1]) is ('“', '”') or ('"', '"') or ('‘', '’') or ('„', '“') or ('«', '»');

    private static string Short(string text, int most)
    {
        var line = text.Replace('\n', ' ');
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)] + "…";
    }
}

/// <summary>Writes the items of lists within lists as Markdown: each stands under the words of the one that it belongs to.</summary>
internal sealed class WordLists
{
    // Deeper than this, and a text with such a list would be shown as it was written (ProseCost).
    private const int Deepest = 5;

    private readonly Stack<(int Level, int Offset)> _open = [];
    private readonly Dictionary<(string Number, int Level), int> _next = [];
    private string? _list;
    private bool _bracket;

    public bool IsOpen => _open.Count > 0;

    public void Close()
    {
        _open.Clear();
        _list = null;
    }

    public string Item((string Number, int Level) list, (WordMarker Marker, int Start) marker, string text)
    {
        list.Level = Math.Min(list.Level, Deepest - 1);
        while (_open.TryPeek(out var top) && top.Level >= list.Level)
            _open.Pop();
        foreach (var deeper in _next.Keys.Where(key => key.Number == list.Number && key.Level > list.Level).ToList())
            _next.Remove(deeper);

        // Two numbered lists, one after the other, are two: Markdown tells them by their sign.
        if (_list is not null && _list != list.Number && !IsOpen)
            _bracket = !_bracket;
        _list = list.Number;

        var indent = _open.TryPeek(out var parent) ? parent.Offset : 0;
        var sign = "- ";
        if (marker.Marker == WordMarker.Number)
        {
            var number = _next.GetValueOrDefault((list.Number, list.Level), marker.Start);
            _next[(list.Number, list.Level)] = number + 1;
            sign = string.Create(CultureInfo.InvariantCulture, $"{number}{(_bracket ? ')' : '.')} ");
        }

        _open.Push((list.Level, indent + sign.Length));
        var within = new string(' ', indent + sign.Length);
        return new string(' ', indent) + sign + text.Replace("\n", "\n" + within, StringComparison.Ordinal);
    }
}
