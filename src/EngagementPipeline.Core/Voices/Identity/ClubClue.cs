using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Clubs, teams, groups, places of worship. A professional club is left alone, unless somebody plays there.</summary>
internal sealed class ClubClue : IIdentityClue
{
    private static readonly FrozenSet<string> Endings = WordSet.Of(
        """
        club fc afc rfc cc abc rovers harriers wanderers albion scouts scout guides brownies cubs beavers rainbows cadets
        squadron troop gym church chapel mosque masjid gurdwara gurudwara temple mandir synagogue shul skatepark centre center
        majorettes
        """);

    /// <summary>These end a team's name only where they have a capital themselves.</summary>
    private static readonly FrozenSet<string> CapitalEndings = WordSet.Of(
        """
        united city town athletic lions tigers panthers dolphins eagles hawks sharks bears dragons warriors raiders stars
        allstars juniors colts falcons kestrels swifts bulls stags foxes wasps hornets rangers villa celtic vipers cobras
        spartans titans giants knights saints academy project hub trust foundation theatre choir band orchestra house hall
        league youth ladies girls boys
        """);

    /// <summary>Of those, the ones that are a team after a word no list knows, written small too.</summary>
    private static readonly FrozenSet<string> SmallEndings = WordSet.Of(
        """
        united athletic lions tigers panthers dolphins eagles hawks sharks bears dragons warriors raiders juniors wasps hornets
        falcons
        """);

    /// <summary>Clubs of a kind: "ironworks boxing club", written small.</summary>
    private static readonly FrozenSet<string> KindsOfClub = WordSet.Of(
        """
        youth boxing football rugby swimming dance judo karate drama chess netball cricket gymnastics athletics tennis running
        cycling homework community leisure
        """);

    private static readonly FrozenSet<string> Generic = WordSet.Of(
        """
        scouts scout guides brownies cubs beavers rainbows cadets squadron troop gym club youth boxing football rugby swimming
        dance judo karate drama chess netball cricket gymnastics athletics tennis running cycling homework community leisure
        sports sport centre center church mosque temple catholic local school team girls boys ladies mens under juniors army sea
        air police guide scout cub cadets lgbt my our your their the after breakfast lunch book games maths science every i mum
        dad like white black christian day
        """);

    private static readonly FrozenSet<string> EverybodyHasOne = WordSet.Of(
        """
        head headteacher council doctor doctors dentist hospital police office library mosque church temple school college
        academy university nursery job principal deputy reception government court station park shop shops town city village
        beach centre center cinema gym bank market world country internet north south east west future teacher teachers staff
        governors children kids people boys girls public community club pub canteen hall clinic surgery toilet toilets bus train
        airport mall estate flats site
        """);

    private static readonly FrozenSet<string> Beginnings = WordSet.Of("masjid jamia clwb");

    private static readonly FrozenSet<string> Playing = WordSet.Of(
        """
        play plays played playing train trains trained training trial trials signed coached coach volunteer
        """);

    public IdentityKind Kind => IdentityKind.Club;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        for (var i = 0; i < text.Words.Count; i++)
        {
            var first = FirstWordOf(text, i);
            if (first >= 0)
                yield return text.Between(WithNumber(text, first), LastWordOf(text, i));
            else if (Beginnings.Contains(text.Words[i].Plain) && text.Follows(i + 1) && text.HasCapital(i + 1))
                yield return text.Between(i, i + 1);
            else if (IsByPlaying(text, i))
                yield return text.Between(i, i);
            else if (IsTheOne(text, i))
                yield return text.Between(i, i);
            else if (LastCapitalAfterAt(text, i) is var last and > 0)
                yield return text.Between(i, last);
        }
    }

    private static int FirstWordOf(SpokenText text, int i)
    {
        var plain = text.Words[i].Plain;
        var needsCapital = CapitalEndings.Contains(plain);
        if (i == 0 || !(Endings.Contains(plain) || (needsCapital && (text.HasCapital(i) || IsTeamWrittenSmall(text, i)))))
            return -1;
        if (plain == "squadron" && text.Words[i - 1].Shape == Shape.Number)
            return i - 1;

        if (needsCapital && !text.HasCapital(i))
            return i - 1;

        var first = ProperName.FirstWordOf(text, i, Generic, evenWellKnown: true);
        if (first >= 0 && (IsPlayedFor(text, first) || ProperName.FirstWordOf(text, i, Generic) >= 0))
            return first;
        var isOfAKind = plain == "club" && KindsOfClub.Contains(text.PlainAt(i - 1)) && text.Follows(i);
        return isOfAKind && ProperName.IsStrangerBefore(text, i - 1) ? i - 2 : -1;
    }

    private static bool IsTeamWrittenSmall(SpokenText text, int i) =>
        ProperName.IsStrangerBefore(text, i) && (SmallEndings.Contains(text.Words[i].Plain) || IsPlayedFor(text, i - 1));

    private static int LastWordOf(SpokenText text, int i) =>
        text.Follows(i + 1) && (text.PlainAt(i + 1) is "fc" or "club" or "centre" or "rfc" or "juniors") ? i + 1 : i;

    /// <summary>3rd Fennymere Scouts.</summary>
    private static int WithNumber(SpokenText text, int first) =>
        text.Follows(first) && text.Words[first - 1].Shape == Shape.Number ? first - 1 : first;

    private static bool IsPlayedFor(SpokenText text, int first) =>
        Playing.Contains(text.PlainAt(first - 1)) || Playing.Contains(text.PlainAt(first - 2));

    private static bool IsByPlaying(SpokenText text, int i) =>
        text.HasCapital(i)
        && !text.PointsAtNobody[i]
        && !text.Words[i].Is(Known.AnyFirstName | (Known.NoName & ~Known.Place))
        && text.PlainAt(i - 1) is "for" or "with" or "at"
        && Playing.Contains(text.PlainAt(i - 2));

    /// <summary>"we go to the Lantern": an ordinary word with a capital, that is not what everybody has one of.</summary>
    private static bool IsTheOne(SpokenText text, int i) =>
        text.PlainAt(i - 1) == "the"
        && text.PlainAt(i - 2) is "to" or "at" or "from"
        && IsOfNoKnownName(text, i)
        && !EverybodyHasOne.Contains(text.Words[i].Plain)
        && !(text.Follows(i + 1) && text.HasCapital(i + 1));

    /// <summary>"at Blue Door": two capitals or more that are not a place, a school or a brand.</summary>
    private static int LastCapitalAfterAt(SpokenText text, int i)
    {
        if (text.PlainAt(i - 1) != "at" || !IsOfNoKnownName(text, i))
            return 0;
        var last = i;
        while (text.Follows(last + 1) && IsOfNoKnownName(text, last + 1))
            last++;
        return last > i ? last : 0;
    }

    private static bool IsOfNoKnownName(SpokenText text, int i) =>
        text.HasCapital(i)
        && !text.PointsAtNobody[i]
        && !text.Words[i].Is(Known.AnyFirstName | Known.Thing | Known.People | Known.Country | Known.Place | Known.LargePlace);
}
