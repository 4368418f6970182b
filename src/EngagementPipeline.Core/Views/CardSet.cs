using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace EngagementPipeline.Core.Views;

/// <summary>Cards of one page by their place, 0 to 199. A set of bits, so that merging two of them is a union.</summary>
public readonly record struct CardSet
{
    /// <summary>Cards a page may have; a record that names a card past it is malformed.</summary>
    public const int Limit = 200;

    /// <summary>Words of 64 cards each.</summary>
    internal const int Words = 4;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private CardSet(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    public int Count => BitOperations.PopCount(_a) + BitOperations.PopCount(_b) + BitOperations.PopCount(_c) + BitOperations.PopCount(_d);

    public static CardSet Of(params ReadOnlySpan<int> cards)
    {
        var set = default(CardSet);
        foreach (var card in cards)
            set = set.With(card);
        return set;
    }

    /// <summary>The bits of 64 cards, from <paramref name="index"/> times 64 on.</summary>
    internal static CardSet OfWord(int index, ulong bits) => index switch
    {
        0 => new(bits, 0, 0, 0),
        1 => new(0, bits, 0, 0),
        2 => new(0, 0, bits, 0),
        _ => new(0, 0, 0, bits),
    };

    public bool Has(int card) => card is >= 0 and < Limit && (Word(card >> 6) >> (card & 63) & 1) == 1;

    public CardSet With(int card)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(card);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(card, Limit);
        var bit = 1UL << (card & 63);
        return (card >> 6) switch
        {
            0 => new(_a | bit, _b, _c, _d),
            1 => new(_a, _b | bit, _c, _d),
            2 => new(_a, _b, _c | bit, _d),
            _ => new(_a, _b, _c, _d | bit),
        };
    }

    /// <summary>The cards of a page that has <paramref name="count"/> of them; the others name nothing.</summary>
    public CardSet Below(int count) => new(_a & Low(count), _b & Low(count - 64), _c & Low(count - 128), _d & Low(count - 192));

    public static CardSet operator |(CardSet left, CardSet right) =>
        new(left._a | right._a, left._b | right._b, left._c | right._c, left._d | right._d);

    /// <summary>Adds one to <paramref name="counts"/> at each card's place.</summary>
    public void AddTo(Span<long> counts)
    {
        for (var word = 0; word < Words; word++)
            for (var bits = Word(word); bits != 0; bits &= bits - 1)
                counts[(word << 6) + BitOperations.TrailingZeroCount(bits)]++;
    }

    /// <summary>Writes the set as hexadecimal words, last card first, without leading zeros; <paramref name="to"/> holds at least 64 bytes.</summary>
    public int Write(Span<byte> to)
    {
        var written = 0;
        for (var word = 3; word >= 0; word--)
            if (written > 0)
            {
                Utf8Formatter.TryFormat(Word(word), to[written..], out _, new('x', 16));
                written += 16;
            }
            else if (Word(word) != 0 || word == 0)
            {
                Word(word).TryFormat(to, out written, "x", CultureInfo.InvariantCulture);
            }

        return written;
    }

    public static bool TryParse(ReadOnlySpan<byte> hexadecimal, out CardSet cards)
    {
        cards = default;
        if (hexadecimal.Length is 0 or > 64)
            return false;

        Span<ulong> words = stackalloc ulong[Words];
        words.Clear();
        for (var word = 0; hexadecimal.Length > 0; word++)
        {
            var part = hexadecimal.Length > 16 ? hexadecimal[^16..] : hexadecimal;
            if (!Utf8Parser.TryParse(part, out words[word], out var read, 'x') || read != part.Length)
                return false;
            hexadecimal = hexadecimal[..^part.Length];
        }

        cards = new(words[0], words[1], words[2], words[3]);
        return cards == cards.Below(Limit);
    }

    internal ulong Word(int index) => index switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };

    private static ulong Low(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;
}
