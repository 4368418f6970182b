using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// The random id a page makes for one opening of itself: 16 to 22 characters of base64url. It is all that ties the records
/// of one page view together, and it means nothing outside that view. Held as the characters themselves, so two ids are
/// equal exactly when they read the same.
/// </summary>
public readonly record struct ViewId
{
    public const int MinLength = 16;
    public const int MaxLength = 22;

    private static readonly ulong[] Secrets = MemoryMarshal.Cast<byte, ulong>(RandomNumberGenerator.GetBytes(32)).ToArray();

    // Up to 24 ASCII characters, zero-padded; no character of the alphabet is zero.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ViewId(ReadOnlySpan<byte> ascii)
    {
        var rest = ascii.Length - MinLength;
        _first = BinaryPrimitives.ReadUInt64LittleEndian(ascii);
        _second = BinaryPrimitives.ReadUInt64LittleEndian(ascii[8..]);
        _third = rest == 0 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(ascii[^8..]) >> (64 - (8 * rest));
    }

    public static bool TryParse(ReadOnlySpan<byte> ascii, out ViewId id)
    {
        if (ascii.Length is < MinLength or > MaxLength || !AreOfAlphabet(ascii) || !AreOfAlphabet(ascii[^16..]))
        {
            id = default;
            return false;
        }

        id = new(ascii);
        return true;
    }

    /// <summary>Whether the first sixteen are of base64url's alphabet.</summary>
    private static bool AreOfAlphabet(ReadOnlySpan<byte> sixteen)
    {
        var text = Vector128.Create(sixteen);
        var letters = Vector128.LessThan((text | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
        var digits = Vector128.LessThan(text - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        var others = Vector128.Equals(text, Vector128.Create((byte)'-')) | Vector128.Equals(text, Vector128.Create((byte)'_'));
        return (letters | digits | others) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>An id for a reader whose page can't make one: 96 random bits.</summary>
    public static ViewId Random()
    {
        Span<byte> bits = stackalloc byte[12];
        RandomNumberGenerator.Fill(bits);
        Span<byte> text = stackalloc byte[MinLength];
        System.Buffers.Text.Base64Url.EncodeToUtf8(bits, text);
        return TryParse(text, out var id) ? id : throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>Writes the id's characters; <paramref name="to"/> holds at least 24 bytes. Returns how many are the id's.</summary>
    public int Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, _first);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], _second);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], _third);
        var end = to[..24].IndexOf((byte)0);
        return end < 0 ? 24 : end;
    }

    public override int GetHashCode() => (int)Spread();

    /// <summary>
    /// 64 bits that depend on every character and on secrets of this process: strangers choose these ids, and nobody may be able to make some
    /// that collide.
    /// </summary>
    internal ulong Spread() => Fold(Fold(_first ^ Secrets[0], _second ^ Secrets[1]) ^ _third ^ Secrets[2], Secrets[3]);

    private static ulong Fold(ulong one, ulong other) => Math.BigMul(one, other, out var low) ^ low;

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[24];
        return Encoding.ASCII.GetString(text[..Write(text)]);
    }
}
