using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Phrases of one or more words, found wherever they begin. Each is split as spoken words are, so the two always meet.</summary>
internal sealed class PhraseList
{
    private readonly FrozenDictionary<string, string[][]> _byFirstWord;

    public PhraseList(IEnumerable<string> phrases) =>
        _byFirstWord = phrases
            .Select(phrase => SpokenText.Split(phrase).Select(word => word.Plain).ToArray())
            .GroupBy(words => words[0])
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderByDescending(words => words.Length).ToArray(),
                StringComparer.Ordinal);

    /// <summary>How many words the longest phrase that begins at word <paramref name="at"/> has; 0 where none does.</summary>
    public int LengthAt(IReadOnlyList<Word> words, int at)
    {
        if (!_byFirstWord.TryGetValue(words[at].Plain, out var phrases))
            return 0;

        foreach (var phrase in phrases)
        {
            if (StandsAt(phrase, words, at))
                return phrase.Length;
        }

        return 0;
    }

    private static bool StandsAt(string[] phrase, IReadOnlyList<Word> words, int at)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var i = 1; i < phrase.Length; i++)
        {
            if (words[at + i].Plain != phrase[i] || words[at + i].Gap is Gap.Comma)
                return false;
        }

        return true;
    }
}
