using System.Text;
using System.Xml;

namespace EngagementPipeline.Core.Reports.Outputs.Packages;

/// <summary>Text of people as XML can hold it.</summary>
public static class PlainText
{
    private const char Unknown = '\uFFFD';

    /// <summary>
    /// The same text; a character that XML 1.0 has no place for (controls other than tab and line ends, half a surrogate pair) becomes the mark
    /// for one that is unknown.
    /// </summary>
    public static string ForXml(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                safe.Append(text[i]).Append(text[++i]);
            else
                safe.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : Unknown);
        }

        return safe.ToString();
    }
}
