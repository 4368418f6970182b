using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// The language of a story or a quote as a BCP 47 tag (<c>en</c>, <c>cy</c>, <c>ur</c>, <c>zh-Hant</c>), up to 35 characters.
/// Only its form is checked, not that the language is registered.
/// </summary>
public readonly partial record struct LanguageTag
{
    // Scripts and languages written from right to left; a script in the tag (pa-Arab) speaks before the language.
    private static readonly HashSet<string> RightToLeftScripts = new(StringComparer.OrdinalIgnoreCase)
        { "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa" };

    private static readonly HashSet<string> RightToLeftLanguages = new(StringComparer.OrdinalIgnoreCase)
        { "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi" };

    private LanguageTag(string value) => Value = value;

    public static LanguageTag English { get; } = new("en");

    public string Value { get; }

    /// <summary>What HTML's <c>dir</c> says: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => IsRightToLeft(Value.Split('-')) ? "rtl" : "ltr";

    public bool IsEnglish => string.Equals(Value.Split('-')[0], "en", StringComparison.OrdinalIgnoreCase);

    public static bool TryParse([NotNullWhen(true)] string? text, out LanguageTag tag)
    {
        tag = text is { Length: >= 2 and <= 35 } && Form().IsMatch(text) ? new(text) : default;
        return tag.Value is not null;
    }

    public override string ToString() => Value;

    private static bool IsRightToLeft(string[] parts)
    {
        var script = parts.Skip(1).FirstOrDefault(p => p.Length == 4 && char.IsAsciiLetter(p[0]));
        return script is not null ? RightToLeftScripts.Contains(script) : RightToLeftLanguages.Contains(parts[0]);
    }

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
