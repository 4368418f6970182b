using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>A drawing while it is read: as Word writes it since 2007 (<c>w:drawing</c>) or did before (<c>w:pict</c>, and the picture of an embedded object).</summary>
internal sealed partial class OpenPicture
{
    private readonly List<string> _inside = [];
    private bool _outside;
    private bool _chart;
    private bool _decorative;
    private string _alt = "";
    private string? _film;

    public void Note(WordXml xml, string name, WordLinks links)
    {
        switch (name)
        {
            case "wp:docPr": _alt = xml.Attribute("descr") ?? xml.Attribute("title") ?? _alt; break;
            case "a:hlinkClick": _film ??= Films.AddressOf(links.AddressOf(xml.Attribute("r:id"))); break;
            case "adec:decorative": _decorative = xml.Attribute("val") is "1" or "true"; break;
            case "a:blip": Add(xml.Attribute("r:embed"), xml.Attribute("r:link")); break;
            case "v:shape" or "v:rect": _alt = xml.Attribute("alt") ?? _alt; break;
            case "v:imagedata": Add(xml.Attribute("r:id"), xml.Attribute("r:href")); break;
            case "chart:chart" or "diagram:relIds": _chart = true; break;
            case "wp15:webVideoPr": _film = Films.AddressOf(Source().Match(xml.Attribute("embeddedHtml") ?? "").Groups["address"].Value) ?? _film ?? ""; break;
        }

        void Add(string? embedded, string? linked)
        {
            if (embedded is not null && links.AddressOf(embedded) is null && _inside.Count < 50)
                _inside.Add(embedded);
            _outside |= linked is not null || links.AddressOf(embedded) is not null;
        }
    }

    public IEnumerable<WordBlock> Blocks(WordLinks links, string part)
    {
        if (_film == "")
            yield return new WordLoss(ImportLoss.Film);
        foreach (var (i, id) in _inside.Index())
            yield return new WordPicture(links.PartOf(id, part), MarkdownText.Blank(_alt), _decorative, i == 0 && _film is { Length: > 0 } ? _film : null);
        if (_inside.Count == 0 && _film is { Length: > 0 })
            yield return new WordPicture(null, MarkdownText.Blank(_alt), _decorative, _film);
        else if (_inside.Count == 0 && _outside)
            yield return new WordLoss(ImportLoss.PictureOutside);
        if (_chart)
            yield return new WordLoss(ImportLoss.Chart);
    }

    [GeneratedRegex("""\bsrc\s*=\s*["']?(?<address>https://[^"'\s<>]{1,1900})""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Source();
}

/// <summary>Which addresses are films: a Sway shows those of these places, and when it becomes a Word document only the address is left.</summary>
internal static class Films
{
    private static readonly string[] Hosts = ["youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "web.microsoftstream.com"];

    /// <summary>The address as a film's card takes it; null when it is of none.</summary>
    public static string? AddressOf(string? address)
    {
        if (WebAddress.PlainOf(address) is not { Scheme: "https" or "http" } uri || uri.AbsoluteUri.Length > 1_900)
            return null;
        var known = Hosts.Any(host => uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.Ordinal))
            || uri.AbsolutePath.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase);
        return known ? new UriBuilder(uri) { Scheme = "https", Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri.AbsoluteUri : null;
    }
}
