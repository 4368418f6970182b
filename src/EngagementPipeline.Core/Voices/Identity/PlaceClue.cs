using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>
/// Smaller places, in words that hold something else that narrows. A town alone is a crowd; a town and an age, a faith, another
/// town or "the only one" may be a single child. A place that no list of towns knows is smaller still, and is told even alone.
/// </summary>
internal sealed class PlaceClue : IIdentityClue
{
    private static readonly FrozenSet<string> Whereabouts = WordSet.Of("in from near outside around round to between at of through via");

    private static readonly FrozenSet<string> StrangerWhereabouts = WordSet.Of("in from near outside between");

    /// <summary>What else sets somebody apart in a small place.</summary>
    private static readonly FrozenSet<string> Apart = WordSet.Of(
        """
        mixed brown gay lesbian bi bisexual trans transgender nonbinary non-binary queer wheelchair blind deaf disabled autistic
        refugee refugees asylum adopted fostered scarf hijab turban halal kosher mosque gurdwara mandir synagogue
        """);

    private static readonly FrozenSet<string> Moving = WordSet.Of(
        """
        moved move moving came come coming back went go going gone been get got trip bus travel drive drove fly flew way over up
        down close next train return walk walked
        """);

    private static readonly FrozenSet<string> Prefixes = WordSet.Of(
        """
        upper lower little great north south east west nether new old high long market church
        """);

    private static readonly FrozenSet<string> Settlements = WordSet.Of("village town hamlet place estate island area");

    public IdentityKind Kind => IdentityKind.Place;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        var places = new List<(int First, int Last)>();
        var isUnlisted = false;
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Words.Count; i++)
        {
            if (LastWordOfCalled(text, i) is var named and >= 0)
            {
                yield return text.Between(i, named);
                i = named;
            }
            else if (LastWordOf(text, i) is var last and >= 0)
            {
                isUnlisted |= Vocabulary.Places.LengthAt(text.Words, i) == 0;
                places.Add((i, last));
                distinct.Add(text.Words[i].Plain);
                i = last;
            }
        }

        if (places.Count == 0 || !(isUnlisted || distinct.Count > 1 || Ages.AreToldIn(text) || SetsApart(text, places) || SaysOnly(text)))
            yield break;
        foreach (var (first, last) in places)
            yield return text.Between(first, last);
    }

    private static int LastWordOf(SpokenText text, int i)
    {
        if (text.PointsAtNobody[i])
            return -1;

        var word = text.Words[i];
        var length = Vocabulary.Places.LengthAt(text.Words, i);
        if (length > 1)
            return i + length - 1;
        if (length == 1 && !word.Is(Known.LargePlace))
        {
            var isOnlyAPlace = !word.Is(Known.Ordinary | Known.AnyFirstName | Known.Surname | Known.Thing);
            return isOnlyAPlace || (text.HasCapital(i) && Whereabouts.Contains(text.PlainAt(i - 1))) ? i : -1;
        }

        if (Prefixes.Contains(word.Plain) && text.HasCapital(i) && text.Follows(i + 1) && text.IsStrangerWithCapital(i + 1))
            return IsWhere(text, i) ? LastCapital(text, i) : -1;
        var isStranger = text.IsStrangerWithCapital(i) && !word.Is(Known.AnyFirstName) && text.Follows(i);
        return isStranger && IsWhere(text, i) ? LastCapital(text, i) : -1;
    }

    public static bool IsWhere(SpokenText text, int i) =>
        StrangerWhereabouts.Contains(text.PlainAt(i - 1)) || (text.PlainAt(i - 1) == "to" && Moving.Contains(text.PlainAt(i - 2)));

    /// <summary>"a village called Little Thrupping": so small that its name is enough.</summary>
    private static int LastWordOfCalled(SpokenText text, int i) =>
        text.HasCapital(i) && text.PlainAt(i - 1) is "called" or "named" && Settlements.Contains(text.PlainAt(i - 2))
            ? LastCapital(text, i)
            : -1;

    private static int LastCapital(SpokenText text, int i)
    {
        while (text.Follows(i + 1) && text.HasCapital(i + 1))
            i++;
        return i;
    }

    private static bool SetsApart(SpokenText text, List<(int First, int Last)> places)
    {
        var place = 0;
        for (var i = 0; i < text.Words.Count; i++)
        {
            while (place < places.Count && places[place].Last < i)
                place++;
            var isPlace = place < places.Count && places[place].First <= i;
            if (isPlace || text.PointsAtNobody[i])
                continue;
            if (text.Words[i].Is(Known.People | Known.Country) || Apart.Contains(text.Words[i].Plain))
                return true;
        }

        return false;
    }

    private static bool SaysOnly(SpokenText text)
    {
        for (var i = 0; i < text.Words.Count; i++)
        {
            if (text.Words[i].Plain != "only")
                continue;
            if (text.PlainAt(i - 1) == "the" || text.Words[i].OpensSentence || text.PlainAt(i + 1) is "one" or "ones")
                return true;
        }

        return false;
    }
}
