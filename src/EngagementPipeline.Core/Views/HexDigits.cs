using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace EngagementPipeline.Core.Views;

/// <summary>Lower-case hexadecimal digits, eight at a time within one machine word: a log has a hundred million of them.</summary>
internal static class HexDigits
{
    private const ulong EachByte = 0x01010101_01010101;

    /// <summary>Eight zeros, as text.</summary>
    public const ulong Zeros = '0' * EachByte;

    /// <summary>The value of eight digits, the highest first; false when they are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> digits, out uint value) => TryRead(BinaryPrimitives.ReadUInt64BigEndian(digits), out value);

    /// <summary>The same of digits in a word, the first one highest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ulong text, out uint value)
    {
        var digits = (text & (0x0f * EachByte)) + (9 * ((text >> 6) & EachByte)); // a letter is 9 more than its low bits
        digits = (digits | (digits >> 4)) & 0x00ff00ff_00ff00ff;
        digits = (digits | (digits >> 8)) & 0x0000ffff_0000ffff;
        value = (uint)(digits | (digits >> 16));
        return TextOf(value) == text;
    }

    /// <summary>The eight digits of a value, as <see cref="BinaryPrimitives.ReadUInt64BigEndian"/> reads them from text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong TextOf(uint value)
    {
        var text = (ulong)value;
        text = (text | (text << 16)) & 0x0000ffff_0000ffff;
        text = (text | (text << 8)) & 0x00ff00ff_00ff00ff;
        text = (text | (text << 4)) & (0x0f * EachByte);
        var letters = ((text + (6 * EachByte)) >> 4) & EachByte;
        return text + Zeros + (('a' - '9' - 1) * letters);
    }
}
