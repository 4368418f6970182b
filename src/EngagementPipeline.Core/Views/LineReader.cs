using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Fields that each end with a tab, one after the other. Tabs are looked for 64 bytes at a time, and digits are read eight at a time from the place where
/// a field ends, so that nothing depends on how long fields are: a processor guesses wrong where lines differ, and each wrong guess costs as much as a field.
/// </summary>
internal ref struct LineReader
{
    /// <summary>No line may be shorter.</summary>
    public const int Block = 64;

    private readonly ReadOnlySpan<byte> _line;
    private ulong _tabs;
    private int _block;
    private int _at;

    public LineReader(ReadOnlySpan<byte> line)
    {
        _line = line;
        _tabs = TabsIn(line[..Block]);
    }

    /// <summary>The line ended before its fields did, or a field was not what it has to be.</summary>
    public bool Failed { get; private set; }

    public readonly bool IsAtEnd => _at == _line.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Next()
    {
        var from = _at;
        var end = Move();
        return _line[from..end];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Single()
    {
        var from = _at;
        Failed |= Move() != from + 1;
        return _line[from];
    }

    /// <summary>A whole number that is not negative, of up to 16 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Number()
    {
        var from = _at;
        var end = Move();
        var digits = end - from;
        if (digits == 1)
            return _line[from] - '0'; // most are
        if (digits is >= 1 and <= 8)
            return Eight(end, digits);
        Failed |= digits is < 1 or > 16;
        return Failed ? 0 : (Eight(end - 8, digits - 8) * 100_000_000) + Eight(end, 8);
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hexadecimal()
    {
        var field = Next();
        if (field.Length == 16 && HexDigits.TryRead(field, out var high) && HexDigits.TryRead(field[8..], out var low))
            return ((ulong)high << 32) | low;
        Failed = true;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CardSet Cards()
    {
        var from = _at;
        var end = Move();
        var digits = end - from;
        if (digits is >= 1 and <= 8)
        {
            // Most pages have few cards.
            var text = BinaryPrimitives.ReverseEndianness(EndingAt(end, digits)) | (HexDigits.Zeros << (4 * digits) << (4 * digits));
            Failed |= !HexDigits.TryRead(text, out var first);
            return CardSet.OfWord(0, first);
        }

        Failed |= !CardSet.TryParse(_line[from..end], out var cards);
        return cards;
    }

    /// <summary>Goes behind the next tab; gives its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Move()
    {
        if (_tabs == 0)
            (_tabs, _block) = NextBlock(_line, _block);
        if (_tabs == 0)
        {
            Failed = true;
            return _at = _line.Length;
        }

        var end = _block + BitOperations.TrailingZeroCount(_tabs);
        _tabs &= _tabs - 1;
        _at = end + 1;
        return end;
    }

    /// <summary>No method of this, so that all the rest can stay in registers.</summary>
    private static (ulong Tabs, int Block) NextBlock(ReadOnlySpan<byte> line, int block)
    {
        for (block += Block; block < line.Length; block += Block)
        {
            var left = line.Length - block;
            var tabs = left >= Block ? TabsIn(line.Slice(block, Block)) : TabsIn(line[^Block..]) >> (Block - left);
            if (tabs != 0)
                return (tabs, block);
        }

        return (0, block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TabsIn(ReadOnlySpan<byte> block)
    {
        var tab = Vector256.Create((byte)'\t');
        return Vector256.Equals(Vector256.Create(block), tab).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(Vector256.Create(block[32..]), tab).ExtractMostSignificantBits() << 32);
    }

    /// <summary>The value of up to eight decimal digits that end at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly long Eight(int end, int digits)
    {
        var word = EndingAt(end, digits) & 0x0f0f0f0f_0f0f0f0f;
        word = (word * 10) + (word >> 8); // pairs, then fours, then all eight, within one word
        return (long)((((word & 0x000000ff_000000ff) * 0x000f4240_00000064) + (((word >> 16) & 0x000000ff_000000ff) * 0x00002710_00000001)) >> 32);
    }

    /// <summary>Up to eight bytes that end at a place, the last one highest; 0 for what stands before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong EndingAt(int end, int bytes)
    {
        var word = end >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(_line[(end - 8)..]) : BinaryPrimitives.ReadUInt64LittleEndian(_line) << (8 * (8 - end));
        var others = 64 - (8 * bytes);
        return word >> others << others;
    }
}
