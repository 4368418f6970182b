namespace EngagementPipeline.Core.Stories.Imports;

internal enum WordMarker
{
    None,
    Bullet,
    Number,
}

/// <summary>Which lists of a document have bullets, and which are numbered from where.</summary>
internal sealed class WordNumbering
{
    private readonly Dictionary<(string Abstract, int Level), (WordMarker Marker, int Start)> _levels = [];
    private readonly Dictionary<string, string> _abstractOf = new(StringComparer.Ordinal);

    public static WordNumbering Read(PackedFile file)
    {
        var numbering = new WordNumbering();
        using var xml = WordXml.Open(file, "word/numbering.xml");
        var (list, number, level) = ("", "", 0);
        while (xml?.Read() == true)
        {
            if (!xml.IsStart)
                continue;
            switch (xml.Name)
            {
                case "w:abstractNum": (list, number) = (xml.Attribute("w:abstractNumId") ?? "", ""); break;
                case "w:num": number = xml.Attribute("w:numId") ?? ""; break;
                case "w:abstractNumId" when number.Length > 0: numbering._abstractOf[number] = xml.Attribute("w:val") ?? ""; break;
                case "w:lvl" when number.Length == 0: level = WordStyles.Number(xml.Attribute("w:ilvl")) ?? 0; break;
                case "w:start" when number.Length == 0:
                    numbering._levels[(list, level)] = (WordMarker.Number, WordStyles.Number(xml.Attribute("w:val")) ?? 1);
                    break;
                case "w:numFmt" when number.Length == 0:
                    numbering._levels[(list, level)] = (MarkerOf(xml.Attribute("w:val")), numbering._levels.GetValueOrDefault((list, level), (Marker: WordMarker.Number, Start: 1)).Start);
                    break;
            }
        }

        return numbering;
    }

    /// <summary>A list that the file says nothing of has bullets.</summary>
    public (WordMarker Marker, int Start) Of(string number, int level) =>
        number == "0" ? (WordMarker.None, 1)
        : _abstractOf.TryGetValue(number, out var list) && _levels.TryGetValue((list, level), out var found) ? found
        : (WordMarker.Bullet, 1);

    private static WordMarker MarkerOf(string? format) => format switch
    {
        "bullet" => WordMarker.Bullet,
        "none" => WordMarker.None,
        _ => WordMarker.Number,
    };
}
