using System.Buffers;
using System.Buffers.Binary;

namespace EngagementPipeline.Core.Views;

/// <summary>Lower-case hexadecimal digits, eight at a time within one machine word: a log has a hundred million of them.</summary>
internal static class HexDigits
{
    private const ulong EachByte = 0x01010101_01010101;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdef"u8);

    public static bool AreAll(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Digits);

    /// <summary>The value of sixteen digits, the highest first.</summary>
    public static ulong Sixteen(ReadOnlySpan<byte> digits) => ((ulong)Eight(digits) << 32) | Eight(digits[8..]);

    /// <summary>The value of eight digits, the highest first.</summary>
    public static uint Eight(ReadOnlySpan<byte> digits)
    {
        var text = BinaryPrimitives.ReadUInt64BigEndian(digits);
        var value = (text & (0x0f * EachByte)) + (9 * ((text >> 6) & EachByte)); // a letter is 9 more than its low bits
        value = (value | (value >> 4)) & 0x00ff00ff_00ff00ff;
        value = (value | (value >> 8)) & 0x0000ffff_0000ffff;
        return (uint)(value | (value >> 16));
    }

    /// <summary>The eight digits of a value, as <see cref="BinaryPrimitives.ReadUInt64BigEndian"/> reads them from text.</summary>
    public static ulong TextOf(uint value)
    {
        var text = (ulong)value;
        text = (text | (text << 16)) & 0x0000ffff_0000ffff;
        text = (text | (text << 8)) & 0x00ff00ff_00ff00ff;
        text = (text | (text << 4)) & (0x0f * EachByte);
        var letters = ((text + (6 * EachByte)) >> 4) & EachByte;
        return text + ('0' * EachByte) + (('a' - '9' - 1) * letters);
    }
}
