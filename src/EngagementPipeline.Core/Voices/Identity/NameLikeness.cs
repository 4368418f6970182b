using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>
/// Names that no list holds: those written otherwise than there (muhamad, Zofiya), and those built as some communities build theirs
/// (har-kirat, oluwa-…, abd-ur-…, Mc…).
/// </summary>
internal sealed partial class NameLikeness(IEnumerable<string> firstNames)
{
    /// <summary>Shorter names sound like too many other words.</summary>
    private const int Shortest = 5;

    private readonly FrozenSet<string> _sounds =
        firstNames.Where(name => name.Length >= Shortest).Select(SoundOf).ToFrozenSet(StringComparer.Ordinal);

    public bool IsOneOf(string plain) =>
        plain.Length >= Shortest && (_sounds.Contains(SoundOf(plain)) || Built().IsMatch(plain));

    /// <summary>
    /// What is left of a spelling when the choices that people make are taken out: doubled letters, silent h, y or ie for i, ph, kh, q.
    /// </summary>
    internal static string SoundOf(string plain)
    {
        var sound = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            var next = i + 1 < plain.Length ? plain[i + 1] : '\0';
            var c = (plain[i], next) switch
            {
                ('p', 'h') => 'f',
                ('q', _) or ('c', 'k') => 'k',
                ('e', 'y' or 'i') or ('i', 'e') => '\0',
                ('e', 'e') or ('y', _) => 'i',
                ('o', 'u' or 'o') => 'u',
                ('h', _) when i > 0 && plain[i - 1] is not ('s' or 'c' or 't') => '\0',
                ('u' or 'o', _) when i > 0 && plain[i - 1] == 'o' => '\0',
                ('e', _) when i > 0 && plain[i - 1] is 'e' or 'i' => i > 0 && plain[i - 1] == 'i' ? 'i' : '\0',
                ('-' or '\'', _) => '\0',
                _ => plain[i],
            };
            if (c != '\0' && (sound.Length == 0 || sound[^1] != c))
                sound.Append(c);
        }

        return sound.ToString();
    }

    [GeneratedRegex(
        "^((har|gur|man|jas|jus|sim|simran|kul|bal|par|param|parmin|nav|raj|suk|sukh|aman|amar|amrit|ran|dal|kam|kamal|kiran|tej|jag|jat"
        + "|prab|prabh|ravi|lakh|sat|charan|gagan|arsh|dil|pavan|mohin|tar|ar)"
        + "(preet|prit|deep|dip|jit|jeet|inder|winder|vinder|want|vant|jot|leen|lin|veer|vir|kirat|meet|roop|noor|simran)"
        + "|abd(ul|ur|us|al|el|ou|i[a-bd-z])[a-z]{3,}|[a-z]{2,}(ullah|uddin|urrahman)"
        + "|oluwa[a-z]{2,}|olu[bdfgjkmst][a-z]{3,}|ade[bdgkmorsty][aeiou][a-z]{2,}|ayo[bdmtk][a-z]{2,}|babat[a-z]{3,}"
        + "|chi(dim|der|ama|nwe|nye|ned|non|zob|kod|bue)[a-z]{2,}|chukw[a-z]{2,}|nkech[a-z]{2,}|oghene[a-z]{2,}|onye[a-z]{2,}"
        + "|[a-z]{3,}(ewski|ewska|owski|owska|inski|inska|ynski|ynska|wicz|czyk|czak|czuk|chenko|enko|chuk|escu|poulos|shvili)"
        + "|o'[abd-z][a-z]{3,}|mc[a-z]{3,}|fitz[a-z]{4,}"
        + "|(de|da|la|ta|ke|ja|jay|sha|ray|tre|ty|dar|mar|jer|ter)'?(shawn|shaun|sean|andre|marcus|vonte|vante|vaughn|quan|niel"
        + "|neisha|nisha|tisha|tasha|kwon|rell|rayah|maine|marion)"
        + "|[a-z]{3,}-(mae|may|rose|leigh|lee|jo|ann|anne|louise|grace|jade|jay|james|rae|lou|mai|beth|marie|jean|jane))$",
        Expressions.Linear)]
    private static partial Regex Built();
}
