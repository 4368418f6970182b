using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>The word lists under Lists/, read once from the assembly.</summary>
internal static class Vocabulary
{
    private static readonly (string List, Known Known)[] Lists =
    [
        ("first-names", Known.FirstName),
        ("names-also-things", Known.NameAlsoThing),
        ("names-also-ideas", Known.NameAlsoIdea),
        ("names-also-places-or-times", Known.NameAlsoPlaceOrTime),
        ("surnames", Known.Surname),
        ("peoples", Known.People),
        ("countries", Known.Country),
        ("things", Known.Thing),
        ("ordinary-words", Known.Ordinary),
        ("places", Known.Place),
        ("large-places", Known.LargePlace),
    ];

    private static readonly string[] Endings =
        ["s", "es", "d", "ed", "ing", "er", "ers", "est", "ly", "n't", "in", "y", "ness", "ful", "less", "ment", "ship"];

    private static readonly FrozenSet<string> Contractions = WordSet.Of("'d 'll 've 're 'm 't");

    private static readonly FrozenDictionary<string, Known> Words = ReadWords();

    private static readonly NameLikeness Likeness = new(Read("first-names"));

    private static readonly Spelling Spelling = new(Read("ordinary-words"));

    // The phrases below are split into words, which asks for all of the above: the order matters.
    public static readonly PhraseList Places = new(Read("places").Concat(Read("large-places")));

    public static readonly PhraseList Countries = new(Read("countries"));

    public static readonly PhraseList WellKnown = new(Read("well-known"));

    public static Known Of(string plain)
    {
        var known = Words.GetValueOrDefault(plain);
        if (known == Known.Nothing && plain.Contains('-', StringComparison.Ordinal))
            known = OfDoubled(plain);
        if (known == Known.Nothing && plain.Length > 4 && plain[^1] == 's')
            known = Words.GetValueOrDefault(plain[..^1]) & (Known.People | Known.Thing | Known.Ordinary);
        if (known == Known.Nothing)
            known = OfContracted(plain);
        if (known != Known.Nothing)
            return known;
        return EndsOrdinary(plain) ? Known.Ordinary
            : Likeness.IsOneOf(plain) && !IsMisspelt(plain) ? Known.FirstName
            : Known.Nothing;
    }

    /// <summary>Whether a word that no list knows is one letter away from an ordinary one.</summary>
    public static bool IsMisspelt(string plain) => Spelling.IsNearOrdinary(plain);

    /// <summary>Lower case, without accents, with straight apostrophes: as the lists are written.</summary>
    public static string Plain(ReadOnlySpan<char> word)
    {
        Span<char> plain = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
        var ascii = true;
        for (var i = 0; i < word.Length; i++)
        {
            plain[i] = word[i] == '’' ? '\'' : char.ToLowerInvariant(word[i]);
            ascii &= char.IsAscii(plain[i]);
        }

        return ascii ? new string(plain) : WithoutAccents(new string(plain));
    }

    /// <summary>The lines of a list; those that begin with # are about it.</summary>
    public static IReadOnlyList<string> Read(string list)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream($"Identity/{list}.txt")
            ?? throw new InvalidOperationException($"The list {list} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n').Where(line => line is not ([] or ['#', ..])).ToList();
    }

    private static FrozenDictionary<string, Known> ReadWords()
    {
        var words = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (var (list, known) in Lists)
        {
            foreach (var line in Read(list).Where(line => !line.Contains(' ', StringComparison.Ordinal)))
            {
                var word = line.EndsWith("'s", StringComparison.Ordinal) ? line[..^2] : line;
                words[word] = words.GetValueOrDefault(word) | known;
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>"you'd" is what "you" is.</summary>
    private static Known OfContracted(string plain)
    {
        var apostrophe = plain.IndexOf('\'', StringComparison.Ordinal);
        return apostrophe > 0 && Contractions.Contains(plain[apostrophe..]) ? Words.GetValueOrDefault(plain[..apostrophe]) : Known.Nothing;
    }

    /// <summary>Ellie-Mae is a name because Ellie is; brother-in-law is ordinary because brother is.</summary>
    private static Known OfDoubled(string plain)
    {
        var first = Words.GetValueOrDefault(plain[..plain.IndexOf('-', StringComparison.Ordinal)]);
        var isName = (first & (Known.FirstName | Known.NameAlsoThing | Known.NameAlsoIdea)) != Known.Nothing;
        return isName && (first & Known.Ordinary) == Known.Nothing ? Known.FirstName : first;
    }

    private static bool EndsOrdinary(string plain)
    {
        foreach (var ending in Endings)
        {
            if (plain.Length < ending.Length + 3 || !plain.EndsWith(ending, StringComparison.Ordinal))
                continue;
            var stem = plain[..^ending.Length];
            if (IsOrdinary(stem) || IsOrdinary(stem + "e"))
                return true;
            if ((stem[^1] == stem[^2] && IsOrdinary(stem[..^1])) || (stem[^1] == 'i' && IsOrdinary(stem[..^1] + "y")))
                return true;
        }

        return false;
    }

    private static bool IsOrdinary(string word) => (Words.GetValueOrDefault(word) & Known.Ordinary) != Known.Nothing;

    private static string WithoutAccents(string lower)
    {
        var plain = new StringBuilder(lower.Length);
        foreach (var c in lower.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            plain.Append(c switch { 'ł' => 'l', 'ø' => 'o', 'đ' => 'd', 'ı' => 'i', _ => c });
        }

        return plain.ToString();
    }
}
