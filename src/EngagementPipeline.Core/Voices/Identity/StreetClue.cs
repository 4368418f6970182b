using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Streets, estates, blocks of flats, whole addresses; with a capital, or written small where the words around say so.</summary>
internal sealed class StreetClue : IIdentityClue
{
    private static readonly FrozenSet<string> Ways = WordSet.Of(
        """
        street road rd lane avenue ave crescent terrace close drive court grove gardens mews croft estate parade flats heights
        """);

    /// <summary>Also the end of much else: they need a number before them, or a word that says somebody is there.</summary>
    private static readonly FrozenSet<string> MaybeWays = WordSet.Of(
        """
        rise way place hill view house park square green walk row point tower towers bank st
        """);

    /// <summary>Ways that are streets even where nothing has a capital.</summary>
    private static readonly FrozenSet<string> PlainWays = WordSet.Of("street road rd lane avenue ave crescent terrace estate grove mews");

    private static readonly FrozenSet<string> Whereabouts = WordSet.Of(
        """
        on in at up down off from near along round around outside say called behind past opposite
        """);

    private static readonly FrozenSet<string> NoStreet = WordSet.Of(
        """
        main high side back busy bus cycle council housing long country fast slow memory private quiet dead narrow long open
        cross rough posh big small street road lane estate one-way front up down along on off into across
        """);

    private static readonly FrozenSet<string> WelshWays = WordSet.Of("ffordd heol stryd lon maes rhodfa clos rhiw cae bryn");

    private static readonly FrozenSet<string> Generic = WordSet.Of("council housing the");

    private static readonly FrozenSet<string> Living = WordSet.Of("live lives lived living grew raised stay stays stayed born");

    public IdentityKind Kind => IdentityKind.Street;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        for (var i = 0; i < text.Words.Count; i++)
        {
            var first = FirstWordOf(text, i);
            if (first >= 0)
                yield return text.Between(WithNumber(text, first), i);
            else if (LastWordInWelsh(text, i) is var last and > 0)
                yield return text.Between(i, last);
            else if (IsEstateByItself(text, i))
                yield return text.Between(i, i);
        }
    }

    private static int FirstWordOf(SpokenText text, int i)
    {
        var plain = text.Words[i].Plain;
        if (text.PointsAtNobody[i] || i == 0 || !text.Follows(i) || !(Ways.Contains(plain) || MaybeWays.Contains(plain)))
            return -1;

        var first = ProperName.FirstWordOf(text, i, Generic);
        if (first >= 0 && Ways.Contains(plain) && (PlainWays.Contains(plain) || text.HasCapital(i)))
            return first;
        if (first >= 0 && text.HasCapital(i) && (HasNumberBefore(text, first) || Whereabouts.Contains(text.PlainAt(first - 1))))
            return first;

        if (plain == "st" && ProperName.IsStrangerBefore(text, i) && Whereabouts.Contains(text.PlainAt(i - 2)))
            return i - 1;
        if (IsWayWrittenSmall(text, i))
            return i - 1;
        var isWay = PlainWays.Contains(plain) || HasNumberBefore(text, i - 1) || HasNumberBefore(text, i - 2);
        return isWay ? FirstWordWrittenSmall(text, i) : -1;
    }

    /// <summary>
    /// "down old mill street", "at 12 oak close": up to three words after one that says where, none of which could describe any street.
    /// </summary>
    private static int FirstWordWrittenSmall(SpokenText text, int way)
    {
        for (var i = way - 1; i >= Math.Max(0, way - 4) && text.Follows(i + 1); i--)
        {
            var word = text.Words[i];
            var saysWhere = Whereabouts.Contains(word.Plain) || (word.Shape == Shape.Number && Whereabouts.Contains(text.PlainAt(i - 1)));
            if (i < way - 1 && saysWhere)
                return i + 1;
            if (WordSet.Determiners.Contains(word.Plain) || NoStreet.Contains(word.Plain) || word.Is(Known.People) || word.Possessive)
                return -1;
        }

        return -1;
    }

    /// <summary>"rehoused to sorrel court", "down jubilee way": one word before that is not an ordinary one.</summary>
    private static bool IsWayWrittenSmall(SpokenText text, int way) =>
        (Whereabouts.Contains(text.PlainAt(way - 2)) || text.PlainAt(way - 2) == "to")
        && text.Words[way - 1] is { Shape: Shape.Lower, Possessive: false, Length: > 3 } before
        && !before.Is(Known.Ordinary | Known.People | Known.LargePlace)
        && !text.PointsAtNobody[way - 1]
        && !WordSet.Determiners.Contains(before.Plain)
        && !NoStreet.Contains(before.Plain);

    private static bool HasNumberBefore(SpokenText text, int i) => i > 0 && text.Words[i - 1].Shape == Shape.Number;

    private static int WithNumber(SpokenText text, int first)
    {
        if (!HasNumberBefore(text, first) || text.Words[first].OpensSentence)
            return first;
        return text.PlainAt(first - 2) is "flat" or "apartment" or "room" ? first - 2 : first - 1;
    }

    private static int LastWordInWelsh(SpokenText text, int i)
    {
        if (!WelshWays.Contains(text.Words[i].Plain) || !text.HasCapital(i))
            return 0;
        var last = i + 1;
        if (last < text.Words.Count && text.PlainAt(last) is "y" or "yr")
            last++;
        return last < text.Words.Count && ProperName.Adjoins(text, last) && text.HasCapital(last) ? last : 0;
    }

    /// <summary>"grew up on the Ravensmoor": an estate that everybody there knows by one word.</summary>
    private static bool IsEstateByItself(SpokenText text, int i) =>
        text.IsStrangerWithCapital(i)
        && text.PlainAt(i - 1) == "the"
        && text.PlainAt(i - 2) is "on" or "up" or "off"
        && (Living.Contains(text.PlainAt(i - 3)) || Living.Contains(text.PlainAt(i - 4)));
}
