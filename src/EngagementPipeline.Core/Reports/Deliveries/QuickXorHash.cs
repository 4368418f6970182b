using System.Buffers.Binary;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>
/// The hash that OneDrive and SharePoint tell of a file, in base64 (learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash): each byte is
/// xored into 160 bits, 11 bits further on than the one before; the length, in 64 bits, into the last of them. It finds changes that happen; it does
/// not keep out who wants to deceive.
/// </summary>
public static class QuickXorHash
{
    private const int Bits = 160;
    private const int Shift = 11;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Bits / 8];
        hash.Clear();
        var at = 0;
        foreach (var value in bytes)
        {
            var (index, within) = (at / 8, at % 8);
            hash[index] ^= (byte)(value << within);
            if (within > 0)
                hash[(index + 1) % hash.Length] ^= (byte)(value >> (8 - within));
            at = (at + Shift) % Bits;
        }

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        for (var i = 0; i < length.Length; i++)
            hash[hash.Length - length.Length + i] ^= length[i];
        return Convert.ToBase64String(hash);
    }
}
