using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>Schools, colleges and universities; also by their saint, and by one word after "at" or "go to".</summary>
internal sealed class SchoolClue : IIdentityClue
{
    private static readonly FrozenSet<string> Endings = WordSet.Of(
        """
        school schools academy college primary secondary juniors infants junior infant nursery comp comprehensive grammar high
        university uni pru unit form preschool prep
        """);

    private static readonly FrozenSet<string> Generic = WordSet.Of(
        """
        school schools academy college primary secondary juniors infants junior infant nursery comp comprehensive grammar high
        university uni pru unit form sixth catholic church special community free girls boys technology technical referral pupil
        middle upper lower state public private boarding independent saturday sunday summer night drama dance stage art music
        medical old new last first year years head in at my the our your their teachers i mum dad after before when faith
        islamic roman performing arts science sports sport city local open mainstream forest home online virtual hospital day
        drop
        """);

    /// <summary>Towns and countries named after saints.</summary>
    private static readonly FrozenSet<string> SaintlyPlaces = WordSet.Of(
        """
        albans andrews asaph austell davids helens ives neots pancras lucia kitts
        """);

    /// <summary>What else of a saint there is, after their name.</summary>
    private static readonly FrozenSet<string> OfSaints = WordSet.Of(
        """
        day days road street lane avenue church chapel ambulance cross flag park square hospice hospital
        """);

    private static readonly FrozenSet<string> Honours = WordSet.Of(
        """
        king queen prince princess lord lady sir dame bishop archbishop cardinal
        """);

    private static readonly FrozenSet<string> Attending = WordSet.Of("attend attends attended attending");

    private static readonly FrozenSet<string> Going = WordSet.Of("go goes went going gone transferred started start starts");

    public IdentityKind Kind => IdentityKind.School;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        for (var i = 0; i < text.Words.Count; i++)
        {
            var last = EndsAt(text, i) ? LastWordOf(text, i) : -1;
            if (last >= 0 && ProperName.FirstWordOf(text, i, Generic) is var first and >= 0)
                yield return text.Between(first, last);
            else if (LastWordAfter(text, i) is var end and > 0)
                yield return text.Between(i, end);
            else if (IsBySaint(text, i) || IsByHonour(text, i))
                yield return text.Between(i, i + 1);
            else if (IsByPlace(text, i) || IsAfterSchool(text, i))
                yield return text.Between(i, i);
        }
    }

    private static bool EndsAt(SpokenText text, int i) =>
        Endings.Contains(text.Words[i].Plain)
        && (text.PlainAt(i) != "form" || text.PlainAt(i - 1) == "sixth")
        && (text.PlainAt(i) != "unit" || text.PlainAt(i - 1) == "referral");

    private static int LastWordOf(SpokenText text, int i)
    {
        while (ProperName.Adjoins(text, i + 1)
            && (EndsAt(text, i + 1) || (text.PlainAt(i + 1) == "sixth" && text.PlainAt(i + 2) == "form")))
            i++;
        return ProperName.Adjoins(text, i + 2) && text.PlainAt(i + 1) == "for" && text.PlainAt(i + 2) is "girls" or "boys" ? i + 2 : i;
    }

    /// <summary>Ysgol Gyfun …, University of ….</summary>
    private static int LastWordAfter(SpokenText text, int i)
    {
        if (!text.HasCapital(i) || text.Words[i].Plain is not ("ysgol" or "university" or "college" or "academy"))
            return 0;
        var welsh = text.Words[i].Plain == "ysgol";
        if (!welsh && text.PlainAt(i + 1) != "of")
            return 0;
        var last = welsh ? i : i + 1;
        while (ProperName.Adjoins(text, last + 1) && (text.HasCapital(last + 1) || (welsh && IsArticle(text, last + 1))))
            last++;
        return last > (welsh ? i : i + 1) ? last : 0;
    }

    private static bool IsArticle(SpokenText text, int i) =>
        text.PlainAt(i) is "y" or "yr" && i + 1 < text.Words.Count && text.HasCapital(i + 1);

    private static bool IsBySaint(SpokenText text, int i)
    {
        if (text.Words[i].Plain is not ("st" or "saint") || i + 1 >= text.Words.Count || text.PointsAtNobody[i])
            return false;
        var saint = text.Words[i + 1];
        return saint.Gap is Gap.Space or Gap.Opening
            && (saint.Possessive || saint.Plain.EndsWith('s'))
            && saint.Shape is Shape.Capital or Shape.Lower
            && (saint.Possessive || !SaintlyPlaces.Contains(saint.Plain))
            && !OfSaints.Contains(text.PlainAt(i + 2));
    }

    /// <summary>"at king osrics", "went to Lady Wexbourne": pupils leave the School out.</summary>
    private static bool IsByHonour(SpokenText text, int i) =>
        Honours.Contains(text.Words[i].Plain)
        && text.Follows(i + 1)
        && !text.PointsAtNobody[i]
        && (IsAttended(text, i) || IsOwnedInMidSentence(text, i))
        && (text.HasCapital(i + 1) || (text.Words[i + 1].Shape == Shape.Lower && !text.Words[i + 1].Is(Known.NoName)));

    /// <summary>One word no list knows, after "at", "attend" or "go to", or after "my school is called".</summary>
    private static bool IsByPlace(SpokenText text, int i) =>
        text.IsStrangerWithCapital(i)
        && !text.Words[i].Is(Known.AnyFirstName)
        && text.Follows(i)
        && (IsAttended(text, i) || IsCalled(text, i));

    private static bool IsCalled(SpokenText text, int i) =>
        text.PlainAt(i - 1) is "called" or "is" or "was"
        && (Endings.Contains(text.PlainAt(i - 2)) || Endings.Contains(text.PlainAt(i - 3)));

    /// <summary>"rejected from Queen Ethelfleda's".</summary>
    private static bool IsOwnedInMidSentence(SpokenText text, int i) =>
        text.HasCapital(i) && !text.Words[i].OpensSentence && text.HasCapital(i + 1) && text.Words[i + 1].Possessive;

    /// <summary>"my old school heronsgate": a word no list knows, and no misspelt one, right after.</summary>
    private static bool IsAfterSchool(SpokenText text, int i) =>
        text.PlainAt(i - 1) is "school" or "college" or "academy" or "uni"
        && text.Follows(i)
        && text.Words[i] is { Shape: Shape.Lower or Shape.Capital, Known: Known.Nothing or Known.Surname, Length: > 4 }
        && !text.PointsAtNobody[i]
        && !Vocabulary.IsMisspelt(text.Words[i].Plain);

    private static bool IsAttended(SpokenText text, int i) =>
        text.PlainAt(i - 1) == "at"
        || Attending.Contains(text.PlainAt(i - 1))
        || (text.PlainAt(i - 1) == "to" && Going.Contains(text.PlainAt(i - 2)));
}
