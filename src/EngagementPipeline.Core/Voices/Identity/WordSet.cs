using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Small sets of plain words, written as running text.</summary>
internal static class WordSet
{
    public static readonly FrozenSet<string> Determiners = Of(
        """
        a an the my your his her its our their some any no every each this that these those another other same which what whose one two three
        both all whole next last first wrong right many most more few own such ur me
        """);

    public static FrozenSet<string> Of(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
