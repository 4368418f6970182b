using System.Buffers.Binary;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>A line of the log as it was read: a <see cref="ReceivedRecord"/> that costs no memory, good for as long as the line is.</summary>
internal ref struct LoggedRecord
{
    public long AtMs;
    public Exclusion? Excluded;
    public StoryId Story;
    public ViewId Id;
    public int Version;
    public int Seq;
    public ReadOnlySpan<byte> Via;
    public int ActiveMs;
    public CardSet Cards;
    public bool Done;
    public int Interactions;
    public ulong Visitor;
}

/// <summary>Fields between tabs, one after the other.</summary>
internal ref struct LineReader(ReadOnlySpan<byte> line)
{
    private const byte Tab = (byte)'\t';

    private readonly ReadOnlySpan<byte> _line = line;
    private int _at;

    /// <summary>The line ended before its fields did, or a field is not as long as it has to be.</summary>
    public bool Failed { get; private set; }

    public ReadOnlySpan<byte> Next()
    {
        if (_at > _line.Length)
            return Fail();
        var rest = _line[_at..];
        var end = rest.IndexOf(Tab);
        end = end < 0 ? rest.Length : end;
        _at += end + 1;
        return rest[..end];
    }

    public ReadOnlySpan<byte> Next(int length)
    {
        var end = _at + length;
        if (end > _line.Length || (end < _line.Length && _line[end] != Tab))
            return Fail();
        var field = _line[_at..end];
        _at = end + 1;
        return field;
    }

    public byte Single() => Next(1) is [var one] ? one : (byte)0;

    /// <summary>A whole number that is not negative.</summary>
    public long Number() => Number(0, _at);

    /// <summary>The same for one that is likely to have eight digits or more.</summary>
    public long LongNumber()
    {
        const ulong zeros = 0x30303030_30303030;
        if (_line.Length - _at < 8 || BinaryPrimitives.ReadUInt64LittleEndian(_line[_at..]) is var digits && (digits & zeros) != zeros)
            return Number();
        digits -= zeros;
        digits = (digits * 10) + (digits >> 8); // pairs, then fours, then all eight, within one word
        var value = (((digits & 0x000000ff_000000ff) * 0x000f4240_00000064) + (((digits >> 16) & 0x000000ff_000000ff) * 0x00002710_00000001)) >> 32;
        return Number((long)value, _at + 8);
    }

    private long Number(long value, int at)
    {
        for (; at < _line.Length && _line[at] != Tab; at++)
            value = (value * 10) + (_line[at] - '0');
        Failed |= at == _at;
        _at = at + 1;
        return value;
    }

    private ReadOnlySpan<byte> Fail()
    {
        Failed = true;
        return default;
    }
}
