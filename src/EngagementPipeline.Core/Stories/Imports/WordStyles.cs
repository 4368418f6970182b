using System.Globalization;

namespace EngagementPipeline.Core.Stories.Imports;

internal enum WordRole
{
    Body,
    Title,
    Subtitle,
    Heading,
    Quote,
    Contents,
}

/// <summary>What a paragraph's style makes of it. <paramref name="Level"/>: of a heading, 1 for the highest. <paramref name="List"/>: of a list's paragraphs.</summary>
internal sealed record WordStyle(WordRole Role, int Level, (string Number, int Level)? List);

/// <summary>
/// What the styles of a document mean. A style's id is in the language of whoever made it (<c>berschrift1</c>, <c>Pennawd1</c>), but Word writes the names
/// of its own styles in English; others are told by the level at which they stand in an outline, or by what they are based on.
/// </summary>
internal sealed class WordStyles
{
    private const int LongestChain = 20;
    private static readonly WordStyle Plain = new(WordRole.Body, 0, null);

    private readonly Dictionary<string, Entry> _styles = new(StringComparer.Ordinal);

    public string? Language { get; private set; }

    public static WordStyles Read(PackedFile file)
    {
        var styles = new WordStyles();
        using var xml = WordXml.Open(file, "word/styles.xml");
        if (xml is null)
            return styles;

        Entry? style = null;
        var id = "";
        while (xml.Read())
        {
            if (xml is { IsEnd: true, Name: "w:style" } && style is not null)
            {
                styles._styles.TryAdd(id, style);
                style = null;
            }
            else if (xml is { IsStart: true, Name: "w:style" })
            {
                (id, style) = (xml.Attribute("w:styleId") ?? "", new Entry());
            }
            else if (xml.IsStart)
            {
                styles.Note(xml, style);
            }
        }

        return styles;
    }

    /// <param name="id">A paragraph's style; null for the usual one.</param>
    public WordStyle Of(string? id)
    {
        var (role, level, number, listLevel) = (WordRole.Body, 0, (string?)null, 0);
        var known = false;
        for (var (at, steps) = (id, 0); at is not null && steps < LongestChain; steps++)
        {
            if (!_styles.TryGetValue(at, out var style))
                break;
            known = true;
            if (role == WordRole.Body)
                (role, level) = RoleOf(style.Name ?? "") is (not WordRole.Body, _) named ? named : style.Outline is { } outline ? (WordRole.Heading, outline + 1) : (WordRole.Body, 0);
            if (number is null && style.Number is not null)
                (number, listLevel) = (style.Number, style.NumberLevel);
            at = style.BasedOn;
        }

        if (!known && id is not null)
            (role, level) = RoleOf(id); // a file without its styles
        return role == WordRole.Body && number is null ? Plain : new(role, level, number is null or "0" ? null : (number, listLevel));
    }

    /// <summary>Of a style for a stretch of text: whether it makes it strong, and whether it stresses it.</summary>
    public (bool Bold, bool Italic) EmphasisOf(string? id)
    {
        var name = id is not null && _styles.TryGetValue(id, out var style) ? style.Name ?? id : id ?? "";
        return (string.Equals(name, "Strong", StringComparison.OrdinalIgnoreCase), string.Equals(name, "Emphasis", StringComparison.OrdinalIgnoreCase));
    }

    private void Note(WordXml xml, Entry? style)
    {
        if (style is null)
        {
            if (xml.Name == "w:lang")
                Language ??= xml.Attribute("w:val");
            return;
        }

        switch (xml.Name)
        {
            case "w:name": style.Name = xml.Attribute("w:val"); break;
            case "w:basedOn": style.BasedOn = xml.Attribute("w:val"); break;
            case "w:outlineLvl": style.Outline = Number(xml.Attribute("w:val")) is { } outline and < 9 ? outline : null; break;
            case "w:numId": style.Number = xml.Attribute("w:val"); break;
            case "w:ilvl": style.NumberLevel = Number(xml.Attribute("w:val")) ?? 0; break;
        }
    }

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (WordRole Role, int Level) RoleOf(string name)
    {
        var plain = name.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain switch
        {
            "TITLE" => (WordRole.Title, 0),
            "SUBTITLE" => (WordRole.Subtitle, 0),
            "QUOTE" or "INTENSEQUOTE" => (WordRole.Quote, 0),
            _ when plain.Length == 4 && plain.StartsWith("TOC", StringComparison.Ordinal) && char.IsAsciiDigit(plain[3]) => (WordRole.Contents, 0),
            _ => plain.StartsWith("HEADING", StringComparison.Ordinal) && Number(plain[7..]) is { } level and >= 1 and <= 9 ? (WordRole.Heading, level) : (WordRole.Body, 0),
        };
    }

    private sealed class Entry
    {
        public string? Name { get; set; }

        public string? BasedOn { get; set; }

        public int? Outline { get; set; }

        public string? Number { get; set; }

        public int NumberLevel { get; set; }
    }
}
