namespace EngagementPipeline.Core.Stories;

/// <summary>
/// How old a reader of English must be to follow a text with ease: Flesch and Kincaid's grade (0.39 words a sentence + 11.8 syllables a word − 15.59),
/// and 5 years. Syllables are groups of vowels, a silent e at the end left out, so the figure is good to about a year.
/// </summary>
public static class ReadingAge
{
    /// <summary>Years; what stories for readers aim at.</summary>
    public const int Target = 11;

    /// <summary>With fewer words the figure says little.</summary>
    public const int FewestWords = 100;

    /// <summary>Whole years; null for fewer than <see cref="FewestWords"/> words. Each of <paramref name="texts"/> ends a sentence.</summary>
    public static int? Of(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (words, sentences, syllables) = (0, 0, 0);
        foreach (var text in texts)
        {
            var open = false;
            foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (!word.Any(char.IsLetterOrDigit))
                    continue;
                (words, syllables, open) = (words + 1, syllables + SyllablesOf(word), true);
                if (word.TrimEnd('"', '\'', '’', '”', ')') is [.., '.' or '!' or '?' or ':' or ';'])
                    (sentences, open) = (sentences + 1, false);
            }

            sentences += open ? 1 : 0;
        }

        return words < FewestWords ? null : (int)Math.Round(0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5, MidpointRounding.AwayFromZero);
    }

    private static int SyllablesOf(string word)
    {
        var letters = word.Where(char.IsLetter).Select(char.ToLowerInvariant).ToArray();
        var count = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (IsVowel(letters[i]) && (i == 0 || !IsVowel(letters[i - 1])))
                count++;
        }

        if (count > 1 && letters[^1] == 'e' && letters[^2] != 'l' && !IsVowel(letters[^2]))
            count--;
        return Math.Max(1, count);
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
