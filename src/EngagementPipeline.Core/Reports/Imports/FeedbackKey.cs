using System.Security.Cryptography;
using System.Text;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// The key of the figures about a question: its words in lower case, joined by hyphens. The same words, however they are spaced, capitalised or
/// ended, make the same key; where the words do not fit a key whole, the end of it is made from a hash, so that no two questions share one.
/// </summary>
internal static class FeedbackKey
{
    public const string Prefix = "feedback.";

    private const int Longest = 60;

    public static string Of(string question)
    {
        var words = string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('?', '.', '!', ':', ' ').ToLowerInvariant();
        var key = new StringBuilder();
        foreach (var c in words)
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                key.Append(c);
            else if (c == ' ' && key.Length > 0 && key[^1] != '-')
                key.Append('-');
        }

        var plain = key.ToString().Trim('-');
        if (plain.Length is > 0 and <= Longest && plain.Replace('-', ' ') == words)
            return Prefix + plain;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 4));
        return $"{Prefix}{plain[..Math.Min(plain.Length, Longest)].TrimEnd('-')}{(plain.Length > 0 ? "-" : "")}x{hash}";
    }
}
