using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace EngagementPipeline.Core.Reports.Outputs.Packages;

/// <summary>What a file says of itself (ECMA-376 part 2, core properties): the title that screen readers say first, and its language.</summary>
public static class CoreProperties
{
    private const string Properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <param name="part">New and empty.</param>
    /// <param name="title">Of the document.</param>
    /// <param name="subject">One sentence.</param>
    /// <param name="at">The instant that the report is of; null where it has none. Never the time at which somebody fetched the file.</param>
    public static void Write(CoreFilePropertiesPart part, string title, string subject, DateTimeOffset? at)
    {
        using var stream = part.GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        xml.WriteStartElement("cp", "coreProperties", Properties);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteAttributeString("xmlns", "dcterms", null, Terms);
        xml.WriteAttributeString("xmlns", "xsi", null, Instance);
        xml.WriteElementString("title", DublinCore, title);
        xml.WriteElementString("subject", DublinCore, subject);
        xml.WriteElementString("creator", DublinCore, "EngagementPipeline");
        xml.WriteElementString("language", DublinCore, "en-GB");
        if (at is { } instant)
        {
            WriteTime(xml, "created", instant);
            WriteTime(xml, "modified", instant);
        }

        xml.WriteEndElement();
    }

    private static void WriteTime(XmlWriter xml, string name, DateTimeOffset instant)
    {
        xml.WriteStartElement(name, Terms);
        xml.WriteAttributeString("type", Instance, "dcterms:W3CDTF");
        xml.WriteString(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}
