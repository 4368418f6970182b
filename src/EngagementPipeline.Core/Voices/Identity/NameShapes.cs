using System.Collections.Frozen;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>How names are put together: titles, initials, surnames, particles.</summary>
internal static class NameShapes
{
    private static readonly FrozenSet<string> Titles = WordSet.Of(
        """
        mr mrs ms mx dr prof professor rev reverend pc pcso sgt dc wpc ustad ustadh ustaz maulana
        """);

    /// <summary>Words that also stand alone, or before an ordinary word: they need a capital or a known name after them.</summary>
    private static readonly FrozenSet<string> MaybeTitles = WordSet.Of(
        """
        miss sir auntie aunty aunt uncle nana nanny nan grandma grandad imam rabbi pastor father sister brother coach doctor
        officer constable sheikh khala chacha apa bibi ustazah
        """);

    private static readonly FrozenSet<string> Kin = WordSet.Of("auntie aunty aunt uncle nana nanny chacha khala");

    private static readonly FrozenSet<string> Particles = WordSet.Of(
        """
        de da dos van von der al el bin ibn binti ap ab ferch mac mc o la le di st
        """);

    private static readonly FrozenSet<string> Joins = WordSet.Of("and n & an or plus with a");

    private static readonly FrozenSet<string> SubjectsOfMissing = WordSet.Of(
        """
        i you we they u really dont don't would will might gonna not to still ill i'll id i'd never
        """);

    /// <summary>What has letters to tell one from another: vitamin D, plan B.</summary>
    private static readonly FrozenSet<string> Lettered = WordSet.Of("vitamin plan option grade level year set class team hepatitis");

    /// <summary>Ordinary words that are somebody's surname somewhere, and follow titles and initials far more often as themselves.</summary>
    private static readonly FrozenSet<string> FunctionWords = WordSet.Of(
        "will may can do he so we said an long little day you her all bad such what was is has did never always just and or");

    /// <summary>Letters that are words by themselves, also as young people write them.</summary>
    private static readonly FrozenSet<string> Shorthand = WordSet.Of("i a n u y x");

    public static bool IsJoin(string plain) => Joins.Contains(plain);

    /// <summary>"Mr Adeyemi", "mrs okafor", "Mr T", "Auntie Bev".</summary>
    public static int AfterTitle(SpokenText text, int i)
    {
        var title = text.Words[i];
        var next = i + 1;
        if (title.Possessive || next >= text.Words.Count || !(Titles.Contains(title.Plain) || MaybeTitles.Contains(title.Plain)))
            return -1;
        if (text.Words[next].Gap != Gap.Space && !IsDotted(text, next))
            return -1;

        var named = text.Words[next];
        var isTitle = Titles.Contains(title.Plain);
        if (text.PointsAtNobody[next])
            return -1;
        if (named.Shape == Shape.Letter || named is { Shape: Shape.Shouted, Length: <= 3 })
            return isTitle && named.Plain is not ("i" or "a") ? next : -1;
        if (text.HasCapital(next))
            return isTitle || IsNameLike(named) ? (IsFunctionWord(named) ? -1 : next) : -1;
        if (named.Shape != Shape.Lower || named.Length < 2)
            return -1;
        if (isTitle)
            return !IsFunctionWord(named) && (named.Is(Known.Surname | Known.FirstName) || !named.Is(Known.NoName)) ? next : -1;
        return IsNameAfterMaybeTitle(text, i, named) ? next : -1;
    }

    /// <summary>"miss jones", "my uncle raf"; not "i miss home", nor "my uncle never".</summary>
    private static bool IsNameAfterMaybeTitle(SpokenText text, int title, Word named)
    {
        if (named.Is(Known.FirstName))
            return true;
        if (named.Is(Known.Ordinary | Known.People | Known.Place | Known.Country) && !(named.Is(Known.Surname) && !IsFunctionWord(named)))
            return false;
        if (text.PlainAt(title) == "miss" && SubjectsOfMissing.Contains(text.PlainAt(title - 1)))
            return false;
        return text.PlainAt(title) == "miss" ? named.Is(Known.Surname) || !Vocabulary.IsMisspelt(named.Plain)
            : Kin.Contains(text.PlainAt(title)) && !named.Is(Known.Ordinary) && (named.Is(Known.Thing) || !Vocabulary.IsMisspelt(named.Plain));
    }

    /// <summary>"J. Holloway", "T Nwosu", "K.R. Dempsey"; "r pemberton" where the surname is hardly ever another word.</summary>
    public static int AfterInitials(SpokenText text, int i)
    {
        if (IsInLowerCaseWithSurname(text, i))
            return i + 1;

        var next = i;
        while (next < text.Words.Count && next - i < 3 && text.Words[next].Shape == Shape.Letter
            && (next == i || text.Words[next].Gap == Gap.Space || IsDotted(text, next)))
            next++;
        if (next == i || next >= text.Words.Count || !text.HasCapital(next) || text.PointsAtNobody[next])
            return -1;

        var dotted = IsDotted(text, next);
        var surname = text.Words[next];
        if (!dotted && surname.Gap != Gap.Space)
            return -1;
        var isSurname = surname.Is(Known.Surname) && !IsFunctionWord(surname);
        var only = text.Words[next - 1].Plain;
        if (next == i + 1 && only is "i" or "a" && !dotted)
            return isSurname && only != "i" && !surname.Is(Known.Ordinary | Known.Thing) ? next : -1;
        if (next == i + 1 && Lettered.Contains(text.PlainAt(i - 1)))
            return -1;
        return isSurname || !surname.Is(Known.NoName) ? next : -1;
    }

    /// <summary>
    /// The last word of a name whose first name is word <paramref name="i"/>: with its surname, or the letter that stands for it.
    /// </summary>
    public static int WithSurname(SpokenText text, int i)
    {
        var last = i;
        for (var next = i + 1; next < text.Words.Count && next - i <= 3 && text.Follows(next); next++)
        {
            var word = text.Words[next];
            if (Particles.Contains(word.Plain) && text.Follows(next + 1) && text.HasCapital(next + 1) && text.HasCapital(last))
                continue;
            if (word.Shape == Shape.Letter && word.Plain is not ("i" or "a") && text.HasCapital(last))
                return next;
            if (!IsSurnameAfter(text, last, next))
                break;
            last = next;
        }

        return last;
    }

    private static bool IsSurnameAfter(SpokenText text, int last, int next)
    {
        var word = text.Words[next];
        if (text.PointsAtNobody[next])
            return false;
        if (text.HasCapital(next))
            return text.HasCapital(last) && (word.Is(Known.Surname | Known.FirstName) ? !IsFunctionWord(word) : !word.Is(Known.NoName));
        return text.Words[last].Shape == Shape.Lower && IsSurnameInLowerCase(word);
    }

    private static bool IsInLowerCaseWithSurname(SpokenText text, int i) =>
        text.Words[i] is { Shape: Shape.Lower, Length: 1 } initial
        && !Shorthand.Contains(initial.Plain)
        && text.Follows(i + 1)
        && !text.PointsAtNobody[i + 1]
        && IsSurnameInLowerCase(text.Words[i + 1]);

    private static bool IsSurnameInLowerCase(Word word) =>
        word.Shape == Shape.Lower
        && word.Is(Known.Surname)
        && !word.Is(Known.NoName | Known.NameAlsoIdea | Known.NameAlsoThing)
        && word.Length > 3;

    private static bool IsDotted(SpokenText text, int i) =>
        i > 0 && text.Words[i].Start - text.Words[i - 1].End is 1 or 2 && text.Text[text.Words[i - 1].End] == '.';

    private static bool IsNameLike(Word word) => word.Is(Known.AnyFirstName | Known.Surname) || !word.Is(Known.NoName);

    private static bool IsFunctionWord(Word word) =>
        (word.Is(Known.Ordinary) && !word.Is(Known.Surname | Known.AnyFirstName)) || FunctionWords.Contains(word.Plain);
}
