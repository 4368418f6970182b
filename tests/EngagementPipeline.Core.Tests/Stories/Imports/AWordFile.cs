using System.IO.Compression;
using System.Text;

namespace EngagementPipeline.Core.Tests.Stories.Imports;

/// <summary>A Word document, put together part by part, in the way in which Word writes it. Everything in it is invented.</summary>
internal sealed class AWordFile
{
    public const string Namespaces = """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"
        xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        """;

    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, byte[] Bytes, CompressionLevel Level)> _parts = [];
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _links = new();

    public string MainType { get; set; } = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <summary>What stands before the document's first element.</summary>
    public string Prologue { get; set; } = "";

    public static string Run(string text, string properties = "") =>
        $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    public static string Drawing(string id, string alt, string more = "", string blip = "r:embed") => $"""
        <w:r><w:drawing><wp:inline><wp:extent cx="5274310" cy="2966720"/><wp:docPr id="4" name="Picture 4" descr="{alt}">{more}</wp:docPr><a:graphic>
        <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip {blip}="{id}"/></pic:blipFill></pic:pic></a:graphicData>
        </a:graphic></wp:inline></w:drawing></w:r>
        """;

    public AWordFile Paragraph(string runs, string? style = null, string properties = "") =>
        Raw($"<w:p><w:pPr>{(style is null ? "" : $"<w:pStyle w:val=\"{style}\"/>")}{properties}<w:rPr><w:b/></w:rPr></w:pPr>{(runs.StartsWith('<') ? runs : Run(runs))}</w:p>");

    public AWordFile Item(string text, int level = 0, string list = "1") =>
        Paragraph(text, "ListParagraph", $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    public AWordFile Raw(string xml)
    {
        _body.Append(xml);
        return this;
    }

    public AWordFile Link(string id, string target, bool outside = true)
    {
        _links.Append("<Relationship Id=\"" + id + "\" Type=\"urn:any\" Target=\"" + target + "\"" + (outside ? " TargetMode=\"External\"" : "") + "/>");
        return this;
    }

    public AWordFile Picture(string id, string name, byte[] bytes) => Link(id, $"media/{name}", outside: false).Part($"word/media/{name}", bytes);

    public AWordFile Part(string name, string text) => Part(name, Encoding.UTF8.GetBytes(text));

    public AWordFile Part(string name, byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        _parts.Add((name, bytes, level));
        return this;
    }

    public AWordFile Styles(string styles) => Part("word/styles.xml", $"<w:styles {Namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>{styles}</w:styles>");

    /// <summary>List 1 has bullets, list 2 numbers from 1, list 3 numbers from 4, list 4 nothing.</summary>
    public AWordFile Lists() => Part("word/numbering.xml", $"""
        <w:numbering {Namespaces}>
        <w:abstractNum w:abstractNumId="0">{Level(0, "bullet")}{Level(1, "bullet")}{Level(2, "decimal")}</w:abstractNum>
        <w:abstractNum w:abstractNumId="1">{Level(0, "decimal")}{Level(1, "lowerLetter")}</w:abstractNum>
        <w:abstractNum w:abstractNumId="2">{Level(0, "decimal", 4)}</w:abstractNum>
        <w:abstractNum w:abstractNumId="3">{Level(0, "none")}</w:abstractNum>
        {Number(1, 0)}{Number(2, 1)}{Number(3, 2)}{Number(4, 3)}
        </w:numbering>
        """);

    public byte[] Save()
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", Encoding.UTF8.GetBytes($"<Types xmlns=\"{Types}\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{MainType}\"/></Types>"), CompressionLevel.Optimal);
            Write(zip, "_rels/.rels", Encoding.UTF8.GetBytes($"<Relationships xmlns=\"{Relations}\"/>"), CompressionLevel.Optimal);
            Write(zip, "word/document.xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{Prologue}<w:document {Namespaces}><w:body>{_body}<w:sectPr/></w:body></w:document>"), CompressionLevel.Optimal);
            Write(zip, "word/_rels/document.xml.rels", Encoding.UTF8.GetBytes($"<Relationships xmlns=\"{Relations}\">{_links}</Relationships>"), CompressionLevel.Optimal);
            foreach (var (name, bytes, level) in _parts)
                Write(zip, name, bytes, level);
        }

        return zipped.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes, CompressionLevel level)
    {
        using var entry = zip.CreateEntry(name, level).Open();
        entry.Write(bytes);
    }

    private static string Level(int level, string format, int start = 1) => $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/></w:lvl>";

    private static string Number(int number, int list) => $"<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{list}\"/></w:num>";
}
