using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>What around a word says that it is somebody's name.</summary>
internal static class NameSigns
{
    private static readonly FrozenSet<string> People = WordSet.Of(
        "friend mate bestie bff pal brother bro sister sis twin cousin auntie aunty aunt uncle nephew niece son daughter mum mam mom dad stepdad stepmum nan nana nain taid gran grandma grandad "
        + "boyfriend girlfriend bf gf ex partner husband wife neighbour teacher tutor mentor coach head headteacher ta counsellor therapist worker keyworker carer leader manager boss "
        + "nurse doctor officer imam pastor rabbi vicar priest boy girl lad lass kid man woman lady guy bloke person classmate teammate flatmate roommate captain governor supply "
        + "sixth year tutor solicitor lecturer shoutout name named");

    /// <summary>Somebody is spoken to, or spoken of, right after.</summary>
    private static readonly FrozenSet<string> Addressing = WordSet.Of("told tell asked ask texted text messaged message thank thanks hugged married dating fancy shoutout dear hi hello hey cheers");

    /// <summary>Only people do these.</summary>
    private static readonly FrozenSet<string> HumanActs = WordSet.Of(
        "said says saying told tells asked asks laughed laughs shouted shouts whispered thinks thought knows knew wants wanted texted messaged rang replied answered cried cries smiled "
        + "pushed kicked punched hit slapped helped helps hates hated loves loved likes liked plays played lives lived wrote threw stole hugged goes reckons reckoned admitted lied "
        + "told promised apologised sorted blamed walked sat stood looked stared grabbed nicked");

    /// <summary>Things do these too, so they speak for a name only where it is seldom anything else.</summary>
    private static readonly FrozenSet<string> Acts = WordSet.Of(
        "is was isn't isnt wasn't wasnt won't wont can't cant couldn't wouldn't doesn't doesnt didn't didnt has had hasn't got gets went came comes gave took made makes keeps kept "
        + "never always started stopped left used and has");

    private static readonly FrozenSet<string> Telling = WordSet.Of("told asked tell ask texted messaged thank");

    private static readonly FrozenSet<string> Speech = WordSet.Of("said says told tells asked asks shouted texted messaged");

    private static readonly FrozenSet<string> Beginnings = WordSet.Of("then and but cos because when so after once like that if where");

    private static readonly FrozenSet<string> Kin = WordSet.Of(
        "mum mam mom dad brother sister cousin nan gran grandad house mate mates friend friends boyfriend girlfriend family parents auntie uncle phone bag birthday party idea class desk fault lot locker accent");

    private static readonly FrozenSet<string> Pets = WordSet.Of(
        "dog dogs cat cats hamster rabbit pig pony horse fish goldfish budgie parrot bunny puppy kitten tortoise gerbil snake rat teddy pet lizard doll");

    private static readonly FrozenSet<string> Reverences = WordSet.Of("prophet saint st guru king queen prince princess emperor lord lady pharaoh hazrat imam book gospel film movie");

    private static readonly FrozenSet<string> Whereabouts = WordSet.Of("in from near to around outside via at by of since until till last next this every during before after");

    private static readonly PhraseList MyNameIs = new(
    [
        "my name is", "my name's", "my names", "name is", "name was", "names", "i'm called", "im called", "i am called", "is called", "was called", "are called", "he's called", "she's called", "called me", "known as", "call me",
        "fy enw i yw", "fy enw i ydy", "enw i yw", "mam na imie", "nazywam sie", "mera naam", "je m'appelle", "me llamo", "magacaygu waa", "benim adim", "ma numesc", "mano vardas",
    ]);

    public static bool AreThere(SpokenText text, int i)
    {
        var word = text.Words[i];
        if (word.Plain.Length < 2 || word.Shape is Shape.Number or Shape.Letter || IsRevered(text, i))
            return false;
        if (word.Plain is "will" or "may" or "can" && !text.HasCapital(i))
            return AsAuxiliary(text, i);
        if (word.Is(Known.FirstName))
            return !IsWhere(text, i);
        if (word.Is(Known.NameAlsoThing))
            return AsThing(text, i);
        if (word.Is(Known.NameAlsoIdea))
            return AsIdea(text, i);
        if (word.Is(Known.NameAlsoPlaceOrTime))
            return IsIntroduced(text, i) || Speaks(text, i) || AreTwo(text, i) || (text.HasCapital(i) && !Whereabouts.Contains(text.PlainAt(i - 1)) && (Does(text, i, HumanActs) || IsWithMe(text, i)));
        return text.IsStrangerWithCapital(i) ? AsStranger(text, i) : word is { Shape: Shape.Lower, Known: Known.Nothing or Known.Surname } && AsStrangerWrittenSmall(text, i);
    }

    /// <summary>"my mate will said", and not "my mate will help".</summary>
    private static bool AsAuxiliary(SpokenText text, int i) =>
        Speaks(text, i)
        || (IsIntroduced(text, i) && (IsNamed(text, i) || Does(text, i, Speech) || text.PlainAt(i + 1) is "is" or "was" or "got" or "went"));

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
            ? !IsDetermined(text, i) && (!text.Words[i].OpensSentence || Does(text, i, HumanActs) || Does(text, i, Acts) || IsOwner(text, i) || EndsPhrase(text, i))
            : IsIntroduced(text, i) || Speaks(text, i);

    /// <summary>Hope, Will, Grace: as a thing, but at a sentence's start only where they do what people do.</summary>
    private static bool AsIdea(SpokenText text, int i) =>
        text.HasCapital(i)
            ? !IsDetermined(text, i) && (!text.Words[i].OpensSentence || Does(text, i, HumanActs) || IsOwner(text, i))
            : Speaks(text, i) || (IsIntroduced(text, i) && (Does(text, i, HumanActs) || Does(text, i, Acts) || IsNamed(text, i) || text.PlainAt(i - 1) == "was"));

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
            || (text.PlainAt(i + 1) == "from" && text.PlainAt(i + 2) is "my" or "our" or "year" or "form" or "class" or "work" or "school" or "youth")
            || (Addressing.Contains(text.PlainAt(i - 1)) && word.Gap != Gap.Opening)
            || (text.PlainAt(i - 1) is "i'm" or "im" && text.Follows(i))
            || (text.PlainAt(i - 1) == "am" && text.PlainAt(i - 2) == "i" && text.Follows(i));
    }

    /// <summary>"told lennie", "my mate deandre got": only with a sign on both sides, or one that nothing else has, and not a misspelt word.</summary>
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
    private static bool IsQuoted(SpokenText text, int i) => i > 0 && text.Words[i].Start > 0 && text.Text[text.Words[i].Start - 1] is '"' or '“' or '‘' or '\'';

    /// <summary>"me deandre and".</summary>
    private static bool IsBetweenMeAnd(SpokenText text, int i) =>
        text.PlainAt(i - 1) == "me" && text.Follows(i) && NameShapes.IsJoin(text.PlainAt(i + 1)) && text.PlainAt(i + 1) is not ("or" or "with" or "a");

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
                return text.PlainAt(i - back) != "called" || text.HasCapital(i);
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
        || (!text.Words[i].Possessive && text.Follows(i + 1) && text.Words[i + 1] is { Shape: Shape.Lower, Length: > 3 } next && next.Is(Known.Ordinary) && next.Plain[^1] is 's' or 'd');

    private static bool IsOwner(SpokenText text, int i) => text.Words[i].Possessive && Kin.Contains(text.PlainAt(i + 1));

    /// <summary>"me and …", "… and me".</summary>
    private static bool IsWithMe(SpokenText text, int i) =>
        (NameShapes.IsJoin(text.PlainAt(i - 1)) && text.PlainAt(i - 2) is "me" or "i")
        || (NameShapes.IsJoin(text.PlainAt(i + 1)) && text.PlainAt(i + 2) is "me" or "i" && text.PlainAt(i + 1) is not ("or" or "with" or "a"));

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
                return back == 1 || text.PlainAt(i - 1) is "called" or "named" or "is" or "sir" or "mr" or "mrs" or "miss" or "lord" or "lady" or "king" or "princess";
        }

        return false;
    }
}
