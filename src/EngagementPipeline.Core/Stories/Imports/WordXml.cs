using System.Globalization;
using System.Text;
using System.Xml;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>
/// Reads one part of a Word document from its beginning to its end, without ever holding it whole. No document type, no entity of its own, nothing
/// fetched. Names are told by short prefixes of ours, whichever the file uses, in the transitional and the strict form of the format (ISO/IEC 29500).
/// </summary>
internal sealed class WordXml : IDisposable
{
    private const int DeepestNesting = 256;

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["http://schemas.openxmlformats.org/wordprocessingml/2006/main"] = "w",
        ["http://purl.oclc.org/ooxml/wordprocessingml/main"] = "w",
        ["http://schemas.openxmlformats.org/drawingml/2006/main"] = "a",
        ["http://purl.oclc.org/ooxml/drawingml/main"] = "a",
        ["http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"] = "wp",
        ["http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"] = "wp",
        ["http://schemas.openxmlformats.org/drawingml/2006/chart"] = "chart",
        ["http://purl.oclc.org/ooxml/drawingml/chart"] = "chart",
        ["http://schemas.openxmlformats.org/drawingml/2006/diagram"] = "diagram",
        ["http://purl.oclc.org/ooxml/drawingml/diagram"] = "diagram",
        ["http://schemas.openxmlformats.org/officeDocument/2006/relationships"] = "r",
        ["http://purl.oclc.org/ooxml/officeDocument/relationships"] = "r",
        ["http://schemas.openxmlformats.org/officeDocument/2006/math"] = "m",
        ["http://purl.oclc.org/ooxml/officeDocument/math"] = "m",
        ["http://schemas.openxmlformats.org/markup-compatibility/2006"] = "mc",
        ["http://schemas.openxmlformats.org/package/2006/relationships"] = "rel",
        ["http://schemas.openxmlformats.org/package/2006/content-types"] = "ct",
        ["http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"] = "wp15",
        ["http://schemas.microsoft.com/office/drawing/2017/decorative"] = "adec",
        ["urn:schemas-microsoft-com:vml"] = "v",
        ["urn:schemas-microsoft-com:office:office"] = "o",
    };

    private readonly string _part;
    private readonly XmlReader _reader;

    private WordXml(string part, Stream stream)
    {
        _part = part;
        _reader = XmlReader.Create(new OneTagAtATime(stream, part), new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = ImportLimits.Text,
            XmlResolver = null,
        });
    }

    /// <summary>The element that was read last, as <c>w:p</c>; empty for one of a namespace that we do not read.</summary>
    public string Name { get; private set; } = "";

    public bool IsStart => _reader.NodeType == XmlNodeType.Element;

    /// <summary>An element that is closed by its own tag; no end comes after it.</summary>
    public bool IsEmpty => _reader.IsEmptyElement;

    public bool IsEnd => _reader.NodeType == XmlNodeType.EndElement;

    public bool IsText => _reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>Null when the file has no such part.</summary>
    public static WordXml? Open(PackedFile file, string part) => file.Open(part, ImportLimits.Text) is { } stream ? new(part, stream) : null;

    /// <summary>Goes on to what comes next; false at the end of the part.</summary>
    public bool Read()
    {
        try
        {
            if (!_reader.Read())
                return false;
            if (_reader.Depth > DeepestNesting)
                throw new ImportFault(Refusals.ImportUnsafe(_part, string.Create(CultureInfo.InvariantCulture, $"Is nested more than {DeepestNesting} deep.")));
        }
        catch (XmlException wrong)
        {
            throw Fault(wrong);
        }

        if (IsStart || IsEnd)
            Name = Prefixes.TryGetValue(_reader.NamespaceURI, out var prefix) ? $"{prefix}:{_reader.LocalName}" : "";
        return true;
    }

    /// <summary>The attribute called <paramref name="name"/> (<c>w:val</c>, or <c>Id</c> for one without a prefix); null when there is none.</summary>
    public string? Attribute(string name)
    {
        var found = Attributes().FirstOrDefault(attribute => attribute.Name == name).Value;
        return found;
    }

    /// <summary>What a toggle such as <c>w:b</c> says: on, unless it says otherwise.</summary>
    public bool IsOn() => Attribute("w:val") is not ("0" or "false" or "off");

    /// <summary>Passes over the element that was just begun, with all that is in it.</summary>
    public void Skip()
    {
        if (IsEmpty)
            return;
        var depth = _reader.Depth;
        while (Read() && !(IsEnd && _reader.Depth == depth))
        {
        }
    }

    /// <summary>Adds the text that stands here, but never so much that <paramref name="to"/> is over <paramref name="most"/> characters. False when some was left out.</summary>
    public bool AppendText(StringBuilder to, int most)
    {
        try
        {
            var piece = new char[4096];
            int read;
            while ((read = _reader.ReadValueChunk(piece, 0, piece.Length)) > 0)
            {
                var room = most - to.Length;
                to.Append(piece, 0, Math.Min(read, Math.Max(0, room)));
                if (read > room)
                    return false;
            }

            return true;
        }
        catch (XmlException wrong)
        {
            throw Fault(wrong);
        }
    }

    public void Dispose() => _reader.Dispose();

    private IEnumerable<(string Name, string Value)> Attributes()
    {
        if (!_reader.MoveToFirstAttribute())
            yield break;
        try
        {
            do
            {
                var name = _reader.NamespaceURI.Length == 0 ? _reader.LocalName
                    : Prefixes.TryGetValue(_reader.NamespaceURI, out var prefix) ? $"{prefix}:{_reader.LocalName}" : "";
                yield return (name, _reader.Value);
            }
            while (_reader.MoveToNextAttribute());
        }
        finally
        {
            _reader.MoveToElement();
        }
    }

    // The reader's own words may repeat what stands in the file.
    private ImportFault Fault(XmlException wrong) => new(
        wrong.Message.Contains("DTD", StringComparison.Ordinal)
            ? Refusals.ImportUnsafe(_part, "Has a document type (DTD), which no document from Word has.")
            : wrong.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal)
                ? Refusals.ImportTooLarge(_part, "Is longer than any story.")
                : Refusals.ImportBroken(_part, string.Create(CultureInfo.InvariantCulture, $"Can't be read at line {wrong.LineNumber}, place {wrong.LinePosition}.")));
}
