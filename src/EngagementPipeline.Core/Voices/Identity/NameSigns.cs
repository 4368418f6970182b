using System.Collections.Frozen;
using static EngagementPipeline.Core.Voices.Identity.NameWords;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>What around a word says that it is somebody's name.</summary>
internal static class NameSigns
{
    public static bool AreThere(SpokenText text, int i)
    {
        var word = text.Words[i];
        if (word.Plain.Length < 2 || word.Shape is Shape.Number or Shape.Letter || IsRevered(text, i))
            return false;
        if (word.Plain is "will" or "may" or "can" && !text.HasCapital(i))
            return AsAuxiliary(text, i);
        if (word.Is(Known.FirstName))
            return !IsWhere(text, i);
        if (word.Is(Known.NameAlsoThing) && !word.Is(Known.Thing))
            return AsThing(text, i);
        if (word.Is(Known.NameAlsoIdea) && !word.Is(Known.Thing))
            return AsIdea(text, i);
        if (word.Is(Known.AnyFirstName))
            return AsPlaceOrTime(text, i);
        return text.IsStrangerWithCapital(i)
            ? AsStranger(text, i)
            : word is { Shape: Shape.Lower, Known: Known.Nothing or Known.Surname } && AsStrangerWrittenSmall(text, i);
    }

    /// <summary>Jordan, April, Summer: a capital says nothing.</summary>
    private static bool AsPlaceOrTime(SpokenText text, int i) =>
        IsIntroduced(text, i)
        || Speaks(text, i)
        || AreTwo(text, i)
        || (text.HasCapital(i) && !Whereabouts.Contains(text.PlainAt(i - 1)) && (Does(text, i, HumanActs) || IsWithMe(text, i)));

    /// <summary>"my mate will said", and not "my mate will help".</summary>
    private static bool AsAuxiliary(SpokenText text, int i) =>
        Speaks(text, i)
        || (IsIntroduced(text, i)
            && (IsNamed(text, i) || Does(text, i, Speech) || text.PlainAt(i + 1) is "is" or "was" or "got" or "went"));

    /// <summary>"May and Summer both".</summary>
    private static bool AreTwo(SpokenText text, int i) =>
        text.HasCapital(i)
        && text.PlainAt(i + 1) == "and"
        && i + 3 < text.Words.Count
        && text.HasCapital(i + 2)
        && text.Words[i + 2].Is(Known.AnyFirstName)
        && (text.PlainAt(i + 3) == "both" || HumanActs.Contains(text.PlainAt(i + 3)));

    /// <summary>Jack, Poppy, Max: a name with a capital, unless only the sentence gave it.</summary>
    private static bool AsThing(SpokenText text, int i) =>
        text.HasCapital(i)
            ? !IsDetermined(text, i)
                && (!text.Words[i].OpensSentence
                    || Does(text, i, HumanActs)
                    || Does(text, i, Acts)
                    || IsOwner(text, i)
                    || EndsPhrase(text, i))
            : IsIntroduced(text, i) || Speaks(text, i);

    /// <summary>Hope, Will, Grace: as a thing, but at a sentence's start only where they do what people do.</summary>
    private static bool AsIdea(SpokenText text, int i) =>
        text.HasCapital(i)
            ? !IsDetermined(text, i) && (!text.Words[i].OpensSentence || Does(text, i, HumanActs) || IsOwner(text, i))
            : Speaks(text, i)
                || (IsIntroduced(text, i)
                    && (Does(text, i, HumanActs) || Does(text, i, Acts) || IsNamed(text, i) || text.PlainAt(i - 1) == "was"));

    private static bool AsStranger(SpokenText text, int i)
    {
        var word = text.Words[i];
        var isSurname = word.Is(Known.Surname) && word.Length > 3;
        return isSurname && !IsDetermined(text, i) && !IsWhere(text, i)
            || (!word.OpensSentence && !PlaceClue.IsWhere(text, i) && !IsDetermined(text, i))
            || (IsQuoted(text, i) && !Vocabulary.IsMisspelt(word.Plain))
            || IsIntroduced(text, i)
            || Does(text, i, HumanActs)
            || (DoesAnything(text, i) && !Vocabulary.IsMisspelt(word.Plain))
            || IsOwner(text, i)
            || IsWithMe(text, i)
            || (text.PlainAt(i + 1) == "from" && Belongings.Contains(text.PlainAt(i + 2)))
            || (Addressing.Contains(text.PlainAt(i - 1)) && word.Gap != Gap.Opening)
            || (text.PlainAt(i - 1) is "i'm" or "im" && text.Follows(i))
            || (text.PlainAt(i - 1) == "am" && text.PlainAt(i - 2) == "i" && text.Follows(i));
    }

    /// <summary>
    /// "told lennie", "my mate deandre got": only with a sign on both sides, or one that nothing else has, and not a misspelt word.
    /// </summary>
    private static bool AsStrangerWrittenSmall(SpokenText text, int i) =>
        text.Words[i].Length > 2
        && (IsNamed(text, i)
            || IsWithMe(text, i)
            || IsBetweenMeAnd(text, i)
            || (Telling.Contains(text.PlainAt(i - 1)) && text.Follows(i))
            || (text.PlainAt(i - 1) == "to" && text.PlainAt(i - 2) is "said" or "say" or "spoke" or "talk" or "talked" or "listened")
            || (People.Contains(text.PlainAt(i - 1)) && text.Follows(i) && (Does(text, i, HumanActs) || Does(text, i, Acts)))
            || (text.PlainAt(i - 1) is "is" or "was" && People.Contains(text.PlainAt(i - 2)))
            || Speaks(text, i))
        && !Vocabulary.IsMisspelt(text.Words[i].Plain);

    /// <summary>The first word of something quoted: "Tadiwanashe".</summary>
    private static bool IsQuoted(SpokenText text, int i) =>
        i > 0 && text.Words[i].Start > 0 && text.Text[text.Words[i].Start - 1] is '"' or '“' or '‘' or '\'';

    /// <summary>"me deandre and".</summary>
    private static bool IsBetweenMeAnd(SpokenText text, int i) =>
        text.PlainAt(i - 1) == "me"
        && text.Follows(i)
        && NameShapes.IsJoin(text.PlainAt(i + 1))
        && text.PlainAt(i + 1) is not ("or" or "with" or "a");

    private static bool IsIntroduced(SpokenText text, int i)
    {
        if (i == 0 || text.Words[i].OpensSentence)
            return false;
        if (IsNamed(text, i))
            return true;
        if (text.PlainAt(i - 1) == "was" && text.PlainAt(i - 2) == "it" && text.PlainAt(i + 1) is "who" or "that" or "in" or "from")
            return true;
        var before = text.Words[i - 1];
        return People.Contains(before.Plain) && !before.Possessive && (text.HasCapital(i) || text.Words[i].Gap == Gap.Space);
    }

    /// <summary>"my name is …", "my friend called …", in several languages.</summary>
    private static bool IsNamed(SpokenText text, int i)
    {
        for (var back = 1; back <= 4 && i - back >= 0; back++)
        {
            if (MyNameIs.LengthAt(text.Words, i - back) == back && text.Words[i].Gap != Gap.Opening)
                return text.HasCapital(i) || !AlsoOfThings.Contains(text.PlainAt(i - back));
        }

        return text.PlainAt(i - 1) is "called" or "named"
            && (People.Contains(text.PlainAt(i - 2)) || People.Contains(text.PlainAt(i - 3)));
    }

    private static bool Does(SpokenText text, int i, FrozenSet<string> acts) =>
        !text.Words[i].Possessive && text.Follows(i + 1) && acts.Contains(text.PlainAt(i + 1));

    /// <summary>"will told me", "may said", written small: nothing else could speak there.</summary>
    private static bool Speaks(SpokenText text, int i) =>
        (text.Words[i].OpensSentence || Beginnings.Contains(text.PlainAt(i - 1))) && Does(text, i, Speech);

    /// <summary>A verb follows, as far as its ending tells.</summary>
    private static bool DoesAnything(SpokenText text, int i) =>
        Does(text, i, Acts)
        || (text.Follows(i + 1)
            && text.Words[i + 1] is { Shape: Shape.Lower, Length: > 3 } next
            && next.Is(Known.Ordinary)
            && next.Plain[^1] is 's' or 'd');

    private static bool IsOwner(SpokenText text, int i) => text.Words[i].Possessive && Kin.Contains(text.PlainAt(i + 1));

    /// <summary>"me and …", "… and me".</summary>
    private static bool IsWithMe(SpokenText text, int i) =>
        (NameShapes.IsJoin(text.PlainAt(i - 1)) && text.PlainAt(i - 2) is "me" or "i")
        || (NameShapes.IsJoin(text.PlainAt(i + 1))
            && text.PlainAt(i + 1) is not ("or" or "with" or "a")
            && text.PlainAt(i + 2) is "me" or "i");

    /// <summary>"the Holly", but not "the Patels": a family is as good as a name.</summary>
    private static bool IsDetermined(SpokenText text, int i) =>
        WordSet.Determiners.Contains(text.PlainAt(i - 1))
        && text.Words[i].Gap == Gap.Space
        && !(text.PlainAt(i - 1) == "the" && text.Words[i].Plain[^1] == 's' && IsSurname(text.Words[i].Plain[..^1]));

    private static bool IsSurname(string plain) => (Vocabulary.Of(plain) & (Known.Surname | Known.NoName)) == Known.Surname;

    private static bool EndsPhrase(SpokenText text, int i) => i + 1 < text.Words.Count && text.Words[i + 1].Gap == Gap.Comma;

    /// <summary>A town that is also a name: "from Beverley".</summary>
    private static bool IsWhere(SpokenText text, int i) =>
        text.Words[i].Is(Known.Place | Known.Country) && Whereabouts.Contains(text.PlainAt(i - 1));

    private static bool IsRevered(SpokenText text, int i) => Reverences.Contains(text.PlainAt(i - 1)) && text.Follows(i);

    public static bool IsPet(SpokenText text, int i)
    {
        for (var back = 1; back <= 3 && i - back >= 0; back++)
        {
            if (Pets.Contains(text.PlainAt(i - back)))
                return back == 1 || Addressed.Contains(text.PlainAt(i - 1));
        }

        return false;
    }
}
