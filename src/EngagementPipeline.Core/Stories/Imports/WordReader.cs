using System.Text;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>
/// Reads the body of a Word document, element by element, and gives what stands in it block by block: never more of it is held than the paragraph that is
/// being read. Text boxes, content controls and cells of tables are read as what stands in them; deleted text, and what is there for older programs, is passed over.
/// </summary>
internal sealed class WordReader(WordXml xml, WordStyles styles, WordLinks links, string part)
{
    private readonly Queue<WordBlock> _ready = [];
    private readonly Stack<OpenParagraph> _paragraphs = [];
    private readonly Stack<OpenPicture> _pictures = [];
    private readonly WordFields _fields = new();
    private string? _hyperlink;
    private bool _ofParagraph; // within w:pPr, whose w:rPr speaks of the paragraph's mark only
    private bool _bold;
    private bool _italic;
    private bool _hidden;
    private TextOf _textOf;

    private enum TextOf
    {
        Nothing,
        Run,
        Field,
    }

    public IEnumerable<WordBlock> Blocks()
    {
        while (xml.Read())
        {
            if (xml.IsStart)
                Begin();
            else if (xml.IsEnd)
                End(xml.Name);
            else if (xml.IsText)
                TakeText();
            while (_ready.TryDequeue(out var block))
                yield return block;
        }
    }

    private void Begin()
    {
        var (name, empty) = (xml.Name, xml.IsEmpty);
        switch (name)
        {
            case "w:p": _paragraphs.Push(new()); break;
            case "w:pPr": _ofParagraph = true; break;
            case "w:r": (_bold, _italic, _hidden) = (false, false, false); break;
            case "w:t" or "m:t": _textOf = TextOf.Run; break;
            case "w:instrText": _textOf = TextOf.Field; break;
            case "w:tab": if (!_ofParagraph) Add(" "); break;
            case "w:br" or "w:cr": Add(xml.Attribute("w:type") is "page" or "column" ? " " : "\n"); break;
            case "w:noBreakHyphen": Add("\u2011"); break;
            case "w:hyperlink": _hyperlink = LinkOf(xml.Attribute("r:id"), xml.Attribute("w:anchor")); break;
            case "w:fldSimple": Note(_fields.Begin(xml.Attribute("w:instr") ?? "")); break;
            case "w:fldChar": Note(_fields.Mark(xml.Attribute("w:fldCharType"))); break;
            case "w:drawing" or "w:pict" or "w:object": _pictures.Push(new()); break;
            case "w:del" or "w:moveFrom": Lose(ImportLoss.TrackedChange); xml.Skip(); return;
            case "w:tbl": Lose(ImportLoss.Table); break;
            case "w:footnoteReference" or "w:endnoteReference": Lose(ImportLoss.Footnote); break;
            case "w:commentReference": Lose(ImportLoss.Comment); break;
            case "w:altChunk" or "o:OLEObject": Lose(ImportLoss.Embedded); break;
            case "m:oMath": Lose(ImportLoss.Formula); break;
            case "mc:Fallback" or "w:sectPr" or "w:tblPr" or "w:trPr" or "w:tcPr" or "w:sdtPr" or "w:pPrChange" or "w:rPrChange": xml.Skip(); return;
            default: Property(name); break;
        }

        if (empty)
            End(name);
    }

    // What an element says about what stands around it.
    private void Property(string name)
    {
        if (_paragraphs.TryPeek(out var paragraph) && _ofParagraph)
        {
            switch (name)
            {
                case "w:pStyle": paragraph.Style = xml.Attribute("w:val"); break;
                case "w:numId": paragraph.Number = xml.Attribute("w:val"); break;
                case "w:ilvl": paragraph.NumberLevel = WordStyles.Number(xml.Attribute("w:val")) ?? 0; break;
                case "w:outlineLvl": paragraph.Outline = WordStyles.Number(xml.Attribute("w:val")); break;
            }
        }
        else if (name is "w:b" or "w:i" or "w:vanish" or "w:webHidden" or "w:rStyle")
        {
            switch (name)
            {
                case "w:b": _bold = xml.IsOn(); break;
                case "w:i": _italic = xml.IsOn(); break;
                case "w:rStyle": (_bold, _italic) = styles.EmphasisOf(xml.Attribute("w:val")) is var (bold, italic) ? (_bold || bold, _italic || italic) : default; break;
                default: _hidden |= xml.IsOn(); break;
            }
        }
        else if (_pictures.TryPeek(out var picture))
        {
            picture.Note(xml, name, links);
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "w:p" when _paragraphs.TryPop(out var paragraph): Finish(paragraph); break;
            case "w:pPr": _ofParagraph = false; break;
            case "w:t" or "m:t" or "w:instrText": _textOf = TextOf.Nothing; break;
            case "w:hyperlink": _hyperlink = null; break;
            case "w:fldSimple": Note(_fields.Mark("end")); break;
            case "w:drawing" or "w:pict" or "w:object" when _pictures.TryPop(out var picture): Show(picture); break;
        }
    }

    private void TakeText()
    {
        if (_textOf == TextOf.Field)
        {
            xml.AppendText(_fields.Instruction, WordFields.LongestInstruction);
        }
        else if (_textOf == TextOf.Run && _paragraphs.TryPeek(out var paragraph) && !_fields.Hides)
        {
            if (_hidden)
                Lose(ImportLoss.Hidden);
            else
                paragraph.Whole &= xml.AppendText(paragraph.For(_bold, _italic, _hyperlink ?? _fields.Link), paragraph.Room);
        }
    }

    private void Add(string text)
    {
        if (_paragraphs.TryPeek(out var paragraph) && !_hidden && !_fields.Hides && paragraph.Room > 0)
            paragraph.For(_bold, _italic, _hyperlink ?? _fields.Link).Append(text);
    }

    private void Finish(OpenParagraph paragraph)
    {
        var style = styles.Of(paragraph.Style);
        var (role, level) = style.Role == WordRole.Body && paragraph.Outline is { } outline and < 9 ? (WordRole.Heading, outline + 1) : (style.Role, style.Level);
        var list = paragraph.Number is null ? style.List : paragraph.Number == "0" ? null : (paragraph.Number, paragraph.NumberLevel);
        if (role == WordRole.Contents)
            Lose(ImportLoss.Contents);
        else if (paragraph.Stretches() is { Count: > 0 } stretches)
            _ready.Enqueue(new WordParagraph(role, level, list, stretches) { Whole = paragraph.Whole });
    }

    // The text before a picture comes before it; what comes after it is a paragraph like the one that was begun.
    private void Show(OpenPicture picture)
    {
        foreach (var block in picture.Blocks(links, part))
        {
            if (_paragraphs.TryPeek(out var paragraph) && paragraph.Stretches() is { Count: > 0 })
            {
                Finish(_paragraphs.Pop());
                _paragraphs.Push(paragraph.Rest());
            }

            _ready.Enqueue(block);
        }
    }

    private void Note(bool leads)
    {
        if (!leads)
            Lose(ImportLoss.LostLink);
    }

    private string? LinkOf(string? id, string? anchor)
    {
        if (links.AddressOf(id) is { } address)
            return KnownOr(MarkdownText.AddressOf(address));
        if (anchor is not null && !anchor.StartsWith("_Toc", StringComparison.Ordinal))
            Lose(ImportLoss.InnerLink);
        return null;
    }

    private string? KnownOr(string? link)
    {
        if (link is null)
            Lose(ImportLoss.LostLink);
        return link;
    }

    private void Lose(ImportLoss loss) => _ready.Enqueue(new WordLoss(loss));

    /// <summary>A paragraph while it is read.</summary>
    private sealed class OpenParagraph
    {
        private const int Longest = 200_000;
        private readonly List<(bool Bold, bool Italic, string? Link, StringBuilder Text)> _stretches = [];
        private int _before; // characters of the stretches that are done

        public string? Style { get; set; }

        public string? Number { get; set; }

        public int NumberLevel { get; set; }

        public int? Outline { get; set; }

        public bool Whole { get; set; } = true;

        /// <summary>How long the stretch that is being read may become.</summary>
        public int Room => Longest - _before;

        public StringBuilder For(bool bold, bool italic, string? link)
        {
            if (_stretches.Count == 0 || _stretches[^1] is var (b, i, l, _) && (b, i, l) != (bold, italic, link))
            {
                _before += _stretches.Count == 0 ? 0 : _stretches[^1].Text.Length;
                _stretches.Add((bold, italic, link, new StringBuilder()));
            }

            return _stretches[^1].Text;
        }

        public IReadOnlyList<Stretch> Stretches() =>
            _stretches.Any(stretch => stretch.Text.ToString().Any(c => !char.IsWhiteSpace(c)))
                ? [.. _stretches.Select(stretch => new Stretch(string.Concat(stretch.Text.ToString().Where(c => c is '\n' or '\t' || !char.IsControl(c))), stretch.Bold, stretch.Italic, stretch.Link))]
                : [];

        public OpenParagraph Rest() => new() { Style = Style, Outline = Outline };
    }
}
