using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>
/// Tells a misspelt ordinary word ("frend", "becuase") from a word that is none: one letter left out, put in, changed, or two swapped.
/// Words are compared by what each is with one letter left out, so a look costs the same however many words there are.
/// </summary>
internal sealed class Spelling(IEnumerable<string> ordinaryWords)
{
    private readonly FrozenSet<string> _shortened =
        ordinaryWords.Where(word => word.Length > 2).SelectMany(ShortenedByOne).Concat(ordinaryWords).ToFrozenSet(StringComparer.Ordinal);

    public bool IsNearOrdinary(string plain) => _shortened.Contains(plain) || ShortenedByOne(plain).Any(_shortened.Contains);

    private static IEnumerable<string> ShortenedByOne(string word) => Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));
}
