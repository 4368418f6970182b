using System.Globalization;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Whether a reason repeats what a young person said: four of their words in a row, or anything in their words that may identify
/// somebody. A reason that does not may go where their words may never go. It sees neither a paraphrase nor a name that they did not say.
/// </summary>
public static class Repetition
{
    private const int InARow = 4;

    /// <summary>Letters of a word that may be somebody's own; shorter ones are everybody's.</summary>
    private const int Telling = 5;

    public static bool IsIn(string? reason, Voice voice)
    {
        ArgumentNullException.ThrowIfNull(voice);
        return reason is not null && SaidIn(voice).Any(said => Repeats(reason, said));
    }

    /// <summary>As <see cref="IsIn"/>, or a single word of five letters or more: for a text that may be left out without asking anybody.</summary>
    public static bool MayBeIn(string? reason, Voice voice) =>
        IsIn(reason, voice)
        || (reason is not null && SaidIn(voice).SelectMany(Plain).Where(word => word.Length >= Telling).Intersect(Plain(reason), StringComparer.Ordinal).Any());

    private static IEnumerable<string> SaidIn(Voice voice) => new[] { voice.OriginalWords, voice.EditedWords, voice.Credit }.OfType<string>();

    private static bool Repeats(string reason, string said)
    {
        var written = Plain(reason);
        var words = Plain(said);
        return Runs(words).Any(run => Holds(written, run))
            || IdentityWarnings.In(said).Any(warning => Holds(written, Plain(warning.Text)));
    }

    /// <summary>Each run of words, or the whole where it is three words; a word or two may be anybody's.</summary>
    private static IEnumerable<string[]> Runs(string[] words) =>
        words.Length < InARow - 1 ? []
        : words.Length < InARow ? [words]
        : Enumerable.Range(0, words.Length - InARow + 1).Select(i => words[i..(i + InARow)]);

    private static bool Holds(string[] words, string[] run) =>
        run.Length > 0 && Enumerable.Range(0, Math.Max(0, words.Length - run.Length + 1)).Any(i => words.AsSpan(i, run.Length).SequenceEqual(run));

    // What nobody sees, such as a soft hyphen, parts no word.
    private static string[] Plain(string text) =>
        new string([.. Vocabulary.Plain(string.Concat(text.Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format))).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
