using System.Buffers;
using System.Buffers.Binary;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// PNG (W3C, third edition): the picture and its colours stay, the rows of it unpacked and packed anew, so that nothing hangs behind them; texts, times,
/// profiles, EXIF and the frames of an animation do not.
/// </summary>
internal static class Png
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static CleanMedia Clean(ReadOnlyMemory<byte> body)
    {
        var reader = new MediaReader(body.Span);
        reader.Take(8);
        var (before, packed) = (new ArrayBufferWriter<byte>(1024), new ArrayBufferWriter<byte>(Math.Max(1, body.Length)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        PngHeader? header = null;
        var last = "";
        while (last != "IEND")
        {
            var start = reader.Ahead;
            var length = reader.UInt32BigEndian();
            var type = System.Text.Encoding.Latin1.GetString(reader.Take(4));
            var content = reader.Take(length);
            if (reader.UInt32BigEndian() != Crc.Of(start.Slice(4, (int)length + 4)))
                throw new MediaFormatException();
            if (header is null != (type == "IHDR"))
                throw new MediaFormatException(); // the header is the first, and there is one

            header ??= PngHeader.Of(content);
            if (IsNeeded(type) && !seen.Add(type) && (type != "IDAT" || last != "IDAT"))
                throw new MediaFormatException(); // each once, and the rows in one go
            if (type == "IDAT")
                packed.Write(content);
            else if (IsNeeded(type) && !seen.Contains("IDAT") && type != "IHDR" && header.Allows(type, content))
                Write(before, type, content);
            else if (!IsNeeded(type) && (type[0] & 0x20) == 0)
                throw new MediaFormatException(); // it says of itself that the picture can't be shown without it, and we don't know it
            last = type;
        }

        if (!seen.Contains("IDAT") || header is null || (header.NeedsPalette && !seen.Contains("PLTE")))
            throw new MediaFormatException();
        return new CleanMedia(MediaKind.Image, "image/png", header.IsTooLarge ? default(ReadOnlyMemory<byte>) : Whole(header, before.WrittenSpan, packed.WrittenMemory), header.Width, header.Height);
    }

    private static byte[] Whole(PngHeader header, ReadOnlySpan<byte> before, ReadOnlyMemory<byte> packed)
    {
        var rows = PngRows.PackedAnew(header, packed);
        var whole = new ArrayBufferWriter<byte>(before.Length + rows.Length + 64);
        whole.Write(Signature);
        Write(whole, "IHDR", header.Content.Span);
        whole.Write(before);
        Write(whole, "IDAT", rows.Span);
        Write(whole, "IEND", []);
        return whole.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> to, string type, ReadOnlySpan<byte> content)
    {
        var chunk = to.GetSpan(content.Length + 12);
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        System.Text.Encoding.Latin1.GetBytes(type, chunk[4..]);
        content.CopyTo(chunk[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[(content.Length + 8)..], Crc.Of(chunk.Slice(4, content.Length + 4)));
        to.Advance(content.Length + 12);
    }

    private static bool IsNeeded(string type) => type is "IHDR" or "PLTE" or "IDAT" or "IEND" or "tRNS" or "gAMA" or "sRGB";
}

/// <summary>What the first chunk says: how large, how many bits of which colours, and whether it comes in seven passes.</summary>
internal sealed class PngHeader
{
    private readonly byte _bits;
    private readonly byte _colours;

    private PngHeader(byte[] content, int width, int height) =>
        (Content, Width, Height, _bits, _colours) = (content, width, height, content[8], content[9]);

    public ReadOnlyMemory<byte> Content { get; }

    public int Width { get; }

    public int Height { get; }

    public bool IsInterlaced => Content.Span[12] == 1;

    public bool NeedsPalette => _colours == 3;

    /// <summary>Larger than anything that is taken in: then nothing is unpacked.</summary>
    public bool IsTooLarge => Width > MediaCleaning.LongestSide || Height > MediaCleaning.LongestSide || (long)Width * Height > MediaCleaning.MostPixels;

    public int BitsOfAPixel => _bits * _colours switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public static PngHeader Of(ReadOnlySpan<byte> content)
    {
        if (content.Length != 13)
            throw new MediaFormatException();
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        var colour = content[9] switch
        {
            0 => content[8] is 1 or 2 or 4 or 8 or 16,
            3 => content[8] is 1 or 2 or 4 or 8,
            2 or 4 or 6 => content[8] is 8 or 16,
            _ => false,
        };
        return colour && content[10] == 0 && content[11] == 0 && content[12] <= 1 && width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue
            ? new(content.ToArray(), (int)width, (int)height)
            : throw new MediaFormatException();
    }

    /// <summary>False for what a picture of these colours does not need; one that can't be so is a fault of the file.</summary>
    public bool Allows(string type, ReadOnlySpan<byte> content)
    {
        var fits = type switch
        {
            "PLTE" => content.Length is > 0 and <= 768 && content.Length % 3 == 0 && (!NeedsPalette || content.Length / 3 <= 1 << _bits),
            "tRNS" => _colours switch { 0 => content.Length == 2, 2 => content.Length == 6, 3 => content.Length is > 0 and <= 256, _ => false },
            "gAMA" => content.Length == 4,
            "sRGB" => content.Length == 1,
            _ => content.IsEmpty,
        };
        return fits ? type != "PLTE" || NeedsPalette : throw new MediaFormatException();
    }
}

/// <summary>CRC-32 as PNG has it (ISO 3309).</summary>
internal static class Crc
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++)
            c = (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
        return c;
    })];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }
}
