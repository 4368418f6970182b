using System.Buffers;
using System.Buffers.Binary;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>WebP (RFC 9649): one still picture and its transparency stay; EXIF, XMP, profiles and what nobody knows do not. One that moves is refused.</summary>
internal static class WebP
{
    private const byte HasAlpha = 0x10;

    public static CleanMedia Clean(ReadOnlyMemory<byte> body)
    {
        var reader = new MediaReader(body.Span);
        reader.Take(4);
        var riff = new MediaReader(reader.Take(reader.UInt32LittleEndian())); // what hangs behind it stays out
        riff.Take(4);
        ReadOnlySpan<byte> extended = default, alpha = default, picture = default, pictureType = default;
        while (riff.Left > 0)
        {
            var type = riff.Take(4);
            var length = riff.UInt32LittleEndian();
            var content = riff.Take(length);
            if (length % 2 == 1)
                riff.Take(1);
            if (type.SequenceEqual("VP8X"u8) && content.Length == 10 && extended.IsEmpty && picture.IsEmpty)
                extended = content;
            else if (type.SequenceEqual("ALPH"u8) && alpha.IsEmpty && !extended.IsEmpty)
                alpha = content;
            else if ((type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8)) && picture.IsEmpty)
            {
                picture = content;
                pictureType = type;
            }
            else if (type.SequenceEqual("VP8X"u8) || type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8) || type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8))
                throw new MediaFormatException();
        }

        var (width, height) = pictureType.SequenceEqual("VP8L"u8) ? LosslessSize(picture) : LossySize(picture);
        if (!extended.IsEmpty && (Three(extended[4..]) + 1 != width || Three(extended[7..]) + 1 != height))
            throw new MediaFormatException();
        return new CleanMedia(MediaKind.Image, "image/webp", Whole(pictureType, picture, alpha, width, height), width, height);
    }

    private static byte[] Whole(ReadOnlySpan<byte> type, ReadOnlySpan<byte> picture, ReadOnlySpan<byte> alpha, int width, int height)
    {
        var chunks = new ArrayBufferWriter<byte>(picture.Length + alpha.Length + 64);
        chunks.Write("WEBP"u8);
        if (!alpha.IsEmpty && type.SequenceEqual("VP8 "u8))
        {
            Write(chunks, "VP8X"u8, [HasAlpha, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]);
            Write(chunks, "ALPH"u8, alpha);
        }

        Write(chunks, type, picture);
        var whole = new ArrayBufferWriter<byte>(chunks.WrittenCount + 8);
        whole.Write("RIFF"u8);
        WriteLength(whole, chunks.WrittenCount);
        whole.Write(chunks.WrittenSpan);
        return whole.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        to.Write(type);
        WriteLength(to, content.Length);
        to.Write(content);
        if (content.Length % 2 == 1)
            to.Write<byte>([0]);
    }

    private static void WriteLength(ArrayBufferWriter<byte> to, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(4), length);
        to.Advance(4);
    }

    private static (int Width, int Height) LossySize(ReadOnlySpan<byte> frame)
    {
        // A key frame that is shown, its start code, and 14 bits for each side (RFC 6386, 9.1).
        if (frame.Length < 10 || (frame[0] & 1) != 0 || !frame[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            throw new MediaFormatException();
        return NotEmpty(BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF);
    }

    private static (int Width, int Height) LosslessSize(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < 5 || stream[0] != 0x2F)
            throw new MediaFormatException();
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(stream[1..]);
        return bits >> 29 == 0 ? ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1) : throw new MediaFormatException();
    }

    private static (int Width, int Height) NotEmpty(int width, int height) => width > 0 && height > 0 ? (width, height) : throw new MediaFormatException();

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static byte[] Three(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];
}
