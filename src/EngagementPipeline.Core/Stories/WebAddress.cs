using System.Globalization;
using System.Text;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// An address that a reader may be led to: <c>https</c>, <c>http</c> or <c>mailto</c>. One that names somebody before its host (<c>https://a:b@example.org</c>) either tells a
/// password or pretends to lead somewhere else; one with a stroke the wrong way round, or with characters that nobody sees, is read differently by different browsers.
/// </summary>
internal static class WebAddress
{
    public static Uri? Of(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto" && !text.Contains('\\', StringComparison.Ordinal)
            && !text.Any(char.IsControl)
            ? address
            : null;

    /// <summary>As <see cref="Of"/>, and it leads where it seems to.</summary>
    public static Uri? PlainOf(string? text) => Of(text) is { } address && !NamesSomebody(address) && !text!.Any(IsUnseen) ? address : null;

    private static bool NamesSomebody(Uri address) => address.Scheme is "https" or "http" && (address.UserInfo.Length > 0 || address.Authority.Contains('@', StringComparison.Ordinal) || HasAt(address));

    // "https://@example.org" names nobody, and is written to look as if it did; and some signs only look like these until an address is put into its plain form.
    private static bool HasAt(Uri address)
    {
        var rest = address.OriginalString.AsSpan(address.Scheme.Length + 1).TrimStart('/');
        var end = rest.IndexOfAny('/', '?', '#');
        var host = string.Concat((end < 0 ? rest : rest[..end]).ToString().EnumerateRunes()); // half a character is none, and has no plain form
        return host.Normalize(NormalizationForm.FormKC).AsSpan().ContainsAny("@/?#");
    }

    private static bool IsUnseen(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
