using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>A whole postcode, however it is written, and its first half alone ("LS79") where nothing else is written so.</summary>
internal sealed partial class PostcodeClue : IIdentityClue
{
    /// <summary>The areas of the UK's postcodes. ZZ is none: it is for invented ones, and whole ones only.</summary>
    private static readonly FrozenSet<string> Areas = WordSet.Of(
        """
        ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp
        hr hs hu hx ig im ip iv ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg
        sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
        """);

    /// <summary>Written like a first half, and something else to young people: a channel, an oil, a shirt, a text-speak word.</summary>
    private static readonly FrozenSet<string> SomethingElse = WordSet.Of("s4c wd40 cr7 b4 m8 l8 w8 n1 e1 ml10 co2 ps1 b12 n95 b52 g20 e10");

    /// <summary>Where one letter and digits stand after one of these, they are a place. A motorway has "the" before it.</summary>
    private static readonly FrozenSet<string> Whereabouts =
        WordSet.Of("in from postcode to near round around outside live area inside of say hear a ends an into");

    private static readonly FrozenSet<string> Things =
        WordSet.Of("tablets tablet vitamin vitamins motorway paper junction route bus level");

    public IdentityKind Kind => IdentityKind.Postcode;

    public IEnumerable<Piece> FindIn(SpokenText text)
    {
        foreach (var whole in Expressions.PiecesOf(Whole(), text))
            yield return whole;

        for (var i = 0; i < text.Words.Count; i++)
        {
            if (IsFirstHalf(text, i))
                yield return text.Between(i, i);
        }
    }

    private static bool IsFirstHalf(SpokenText text, int i)
    {
        var word = text.Words[i];
        var letters = word.Plain.AsSpan().IndexOfAnyInRange('0', '9');
        if (letters is not (1 or 2) || word.Plain.Length > letters + 3 || !Areas.Contains(word.Plain[..letters]))
            return false;
        if (SomethingElse.Contains(word.Plain) || !word.Plain[letters..^1].All(char.IsAsciiDigit))
            return false;
        if (word.Shape == Shape.Lower && letters == 1 && word.Plain.Length == 2)
            return false;
        if (Things.Contains(text.PlainAt(i + 1)) || text.PlainAt(i - 1) is "the" or "vitamin" or "junction")
            return false;

        var isShoutedWithTwoDigits = word.Plain.Length == 3 && word.Plain[0] != 'm' && text.Text[word.Start] is >= 'A' and <= 'Z';
        return letters == 2 || isShoutedWithTwoDigits || Whereabouts.Contains(text.PlainAt(i - 1));
    }

    /// <summary>The second half never has C, I, K, M, O or V, which tells "M1 2ND" from most other things.</summary>
    [GeneratedRegex(@"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][abd-hjlnp-uw-z]{2}\b", Expressions.Linear)]
    private static partial Regex Whole();
}
