using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Names of several words that end in a telling one: Larkstone Primary, Our Lady of the Willows School, tarnbeck high.</summary>
internal static class ProperName
{
    /// <summary>More words than any name has; it keeps a look at one word from walking through the whole text.</summary>
    private const int Longest = 8;

    private static readonly FrozenSet<string> Particles = WordSet.Of("of the and on for in upon le y yr");

    /// <summary>
    /// The first word of the name that ends at <paramref name="last"/>; -1 where what stands before it names nothing.
    /// <paramref name="generic"/> words may belong to it, and are not enough ("Catholic Primary School"), nor
    /// do words of a phrase that everybody knows, unless <paramref name="evenWellKnown"/>.
    /// </summary>
    public static int FirstWordOf(SpokenText text, int last, FrozenSet<string> generic, bool evenWellKnown = false)
    {
        var first = last;
        while (last - first < Longest && Reach(text, first) is var next and >= 0)
            first = next;
        while (first < last && text.Words[first].OpensSentence && IsNoPartOfName(text, first))
            first++;

        for (var i = first; i < last; i++)
        {
            if (Distinguishes(text, i, generic) && (evenWellKnown || !text.PointsAtNobody[i]))
                return first;
        }

        var isWrittenSmall = text.Words[last].Shape != Shape.Capital && IsStrangerBefore(text, last);
        return isWrittenSmall && !generic.Contains(text.PlainAt(last - 1)) ? last - 1 : -1;
    }

    /// <summary>Whether the word before is written small, and no list knows it as an ordinary one: "tarnbeck" in "tarnbeck high".</summary>
    public static bool IsStrangerBefore(SpokenText text, int i) =>
        text.Follows(i)
        && text.Words[i - 1] is { Shape: Shape.Lower, Length: > 3 } before
        && !before.Is(Known.NoName)
        && !before.Is(Known.NameAlsoIdea | Known.NameAlsoThing)
        && !before.Plain.EndsWith("ing", StringComparison.Ordinal)
        && (before.Known != Known.Nothing || !Vocabulary.IsMisspelt(before.Plain));

    /// <summary>Whether nothing but a blank stands before a word; the one before may be possessive ("St Osyth's Church").</summary>
    public static bool Adjoins(SpokenText text, int i) => i > 0 && i < text.Words.Count && text.Words[i].Gap == Gap.Space;

    private static int Reach(SpokenText text, int first)
    {
        var i = first;
        while (Adjoins(text, i) && first - i < 2 && Particles.Contains(text.PlainAt(i - 1)) && text.Words[i - 1].Shape == Shape.Lower)
            i--;
        return Adjoins(text, i) && text.HasCapital(i - 1) ? i - 1 : -1;
    }

    /// <summary>A sentence's first word has its capital from the sentence.</summary>
    private static bool IsNoPartOfName(SpokenText text, int i) => text.Words[i].Is(Known.Ordinary | Known.Thing | Known.People);

    private static bool Distinguishes(SpokenText text, int i, FrozenSet<string> generic) =>
        text.HasCapital(i)
        && !generic.Contains(text.Words[i].Plain)
        && !text.Words[i].Is(Known.People)
        && !WordSet.Determiners.Contains(text.Words[i].Plain);
}
