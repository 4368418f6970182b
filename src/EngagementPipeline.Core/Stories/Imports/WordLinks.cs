namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>What a part of the document calls by an id: another part of the file, or an address outside, which is never opened.</summary>
internal sealed class WordLinks
{
    private const int Most = 20_000;
    private readonly Dictionary<string, (string Target, bool Outside)> _links = new(StringComparer.Ordinal);

    /// <summary>Those of <c>word/document.xml</c> stand in <c>word/_rels/document.xml.rels</c>.</summary>
    public static WordLinks Of(PackedFile file, string part)
    {
        var links = new WordLinks();
        var slash = part.LastIndexOf('/');
        using var xml = WordXml.Open(file, $"{part[..(slash + 1)]}_rels/{part[(slash + 1)..]}.rels");
        while (xml?.Read() == true)
        {
            if (xml is { IsStart: true, Name: "rel:Relationship" } && links._links.Count < Most && xml.Attribute("Id") is { } id && xml.Attribute("Target") is { } target)
                links._links.TryAdd(id, (target, string.Equals(xml.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)));
        }

        return links;
    }

    /// <summary>An address outside the file; null when the id is of none.</summary>
    public string? AddressOf(string? id) => id is not null && _links.TryGetValue(id, out var link) && link.Outside ? link.Target : null;

    /// <summary>The name of a part of the file, as told from <paramref name="from"/>; null when the id is of none, or leads out of the file.</summary>
    public string? PartOf(string? id, string from)
    {
        if (id is null || !_links.TryGetValue(id, out var link) || link.Outside)
            return null;
        var parts = new List<string>();
        var path = link.Target.StartsWith('/') ? link.Target : $"{from[..(from.LastIndexOf('/') + 1)]}{link.Target}";
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && parts.Count == 0)
                return null;
            if (step == "..")
                parts.RemoveAt(parts.Count - 1);
            else if (step is not ("" or "."))
                parts.Add(step);
        }

        return string.Join('/', parts);
    }
}
