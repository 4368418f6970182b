using System.Text.Encodings.Web;

namespace EngagementPipeline.Core.Announcements;

/// <summary>What a mail to one of our own says. Everything anybody typed is encoded in <paramref name="Html"/>.</summary>
public sealed record LetterText(string Subject, string Html);

/// <summary>Where links in a mail lead: the origin that staff sign in at, and that of published pages. Null: not known, and there is no link.</summary>
public sealed record LetterOrigins(Uri? Desk, Uri? Stories)
{
    /// <summary>A link to one of our pages, or only its words.</summary>
    internal static string Link(Uri? origin, string path, string words) =>
        origin is null ? Say(words) : $"<a href=\"{Say(new Uri(origin, path).AbsoluteUri)}\">{Say(words)}</a>";

    internal static string Say(string text) => HtmlEncoder.Default.Encode(text);
}
