using System.Buffers;
using System.Buffers.Binary;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>PNG (W3C, third edition): the picture and its colours stay; texts, times, profiles, EXIF and the frames of an animation do not.</summary>
internal static class Png
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static CleanMedia Clean(ReadOnlyMemory<byte> body)
    {
        var reader = new MediaReader(body.Span);
        var kept = new ArrayBufferWriter<byte>(body.Length);
        kept.Write(reader.Take(8));
        var (width, height, data) = (0u, 0u, false);
        while (true)
        {
            var start = reader.Ahead;
            var length = reader.UInt32BigEndian();
            var type = reader.Take(4);
            var content = reader.Take(length);
            if (reader.UInt32BigEndian() != Crc.Of(start.Slice(4, (int)length + 4)))
                throw new MediaFormatException();

            var first = width == 0;
            if (first != type.SequenceEqual("IHDR"u8))
                throw new MediaFormatException(); // the header is the first, and there is one
            if (first)
                (width, height) = SizeOf(content);
            data |= type.SequenceEqual("IDAT"u8);
            if (IsNeeded(type))
                kept.Write(start[..((int)length + 12)]);
            else if ((type[0] & 0x20) == 0)
                throw new MediaFormatException(); // it says of itself that the picture can't be shown without it, and we don't know it
            if (type.SequenceEqual("IEND"u8))
                break;
        }

        return data && width <= int.MaxValue && height <= int.MaxValue
            ? new CleanMedia(MediaKind.Image, "image/png", kept.WrittenSpan.ToArray(), (int)width, (int)height)
            : throw new MediaFormatException();
    }

    private static (uint Width, uint Height) SizeOf(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
            throw new MediaFormatException();
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var colour = header[9] switch { 0 or 3 => header[8] is 1 or 2 or 4 or 8 or 16, 2 or 4 or 6 => header[8] is 8 or 16, _ => false };
        return width > 0 && height > 0 && colour ? (width, height) : throw new MediaFormatException();
    }

    private static bool IsNeeded(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8)
        || type.SequenceEqual("tRNS"u8) || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("sRGB"u8);
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
