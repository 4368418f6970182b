using System.Globalization;
using System.Text;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>A word of a sentence, in small letters, and where it stands: from which character (the first is 0), and the one after its last.</summary>
public readonly record struct ClaimWord(string Text, int From, int To);

/// <summary>
/// Takes a sentence apart. Commas, full stops, quotation marks and the like are let go; every other sign that is no letter and no digit is a word of its own,
/// so that none which says something (%, +, −, ½) is ever passed over.
/// </summary>
public static class ClaimWords
{
    private const string Silent = ".,;:!?()[]\"'“”‘’«»…·•،؟";

    private const string Dashes = "-–—‐‑";

    public static IReadOnlyList<ClaimWord> Of(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var words = new List<ClaimWord>();
        for (var at = 0; at < sentence.Length;)
        {
            var to = at;
            while (to < sentence.Length && (IsOfWord(sentence[to]) || (to > at && Joins(sentence, to))))
                to++;
            if (to == at)
                to++;
            var text = Plain(sentence[at..to]);
            if (IsOfWord(sentence[at]) || !(char.IsWhiteSpace(sentence[at]) || char.IsControl(sentence[at]) || Silent.Contains(sentence[at], StringComparison.Ordinal) || IsPause(sentence, at)))
                words.Add(new(text, at, to));
            at = to;
        }

        return words;
    }

    /// <summary>Also what makes half of a letter, such as a surrogate or a mark that stands on it.</summary>
    private static bool IsOfWord(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>The comma of 26,134, the point of 0.5, the hyphen of 2021-22 and the apostrophe of "don't" are inside a word.</summary>
    private static bool Joins(string sentence, int at)
    {
        if (at + 1 >= sentence.Length || !IsOfWord(sentence[at + 1]))
            return false;
        return sentence[at] is ',' or '.' ? char.IsDigit(sentence[at - 1]) && char.IsDigit(sentence[at + 1])
            : sentence[at] is '\'' or '’' || Dashes.Contains(sentence[at], StringComparison.Ordinal) || (sentence[at] == '/' && char.IsDigit(sentence[at + 1]));
    }

    /// <summary>A dash is a pause, unless it stands before a digit: there it may be a minus.</summary>
    private static bool IsPause(string sentence, int at) =>
        Dashes.Contains(sentence[at], StringComparison.Ordinal) && !(at + 1 < sentence.Length && char.IsDigit(sentence[at + 1]));

    private static string Plain(string word) =>
        string.Concat(Composed(word).Select(c => Dashes.Contains(c, StringComparison.Ordinal) ? '-' : c == '’' ? '\'' : char.ToLowerInvariant(c)));

    /// <summary>A half of a pair of surrogates can't be composed, and is left as it is.</summary>
    private static string Composed(string word)
    {
        try
        {
            return word.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return word;
        }
    }
}
