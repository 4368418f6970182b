using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Tests.Stories.Media;

/// <summary>Small files, made by a browser (12 by 8 pixels, red above and blue below) or put together here.</summary>
internal static class AFile
{
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQ" +
        "AAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB" +
        "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi" +
        "AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM" +
        "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk" +
        "//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAwDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/" +
        "xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABcRAAMBAAAAAAAAAAAAAAAAAAAEFVL/2gAMAwEAAhEDEQA/AJGvSvQVclXI+mzo/9k=");

    public static byte[] WebP { get; } = Convert.FromBase64String(
        "UklGRioCAABXRUJQVlA4WAoAAAAgAAAACwAABwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQ" +
        "AAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB" +
        "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi" +
        "AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM" +
        "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggPAAAAHACAJ0BKgwACAACgEIlqAJ0a4D+AXH+B6IBYRwA/vLDOlen/YM/6/VrWg//20P+o7/8cRtC/8GM6k4AAA" +
        "==");

    public static byte[] ClearWebP { get; } = Convert.FromBase64String(
        "UklGRlQCAABXRUJQVlA4WAoAAAAwAAAACwAABwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQ" +
        "AAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB" +
        "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi" +
        "AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM" +
        "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZBTFBIEwAAAAEPMP8REUIgkCDkb7PdChH9jxwAVlA4IEoAAADQAQCdASoMAAgAAoBCJbACdAEO+KiwAAD+9o5FZK+9A0" +
        "+Mpnfx/x/9ztf8Z/6JL54J8sv1/+Tf+ybDwbH7j/7IF/9xV9zR/CAAAA==");

    public static byte[] Png(int width = 2, int height = 1, params (string Type, byte[] Content)[] more)
    {
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write([0, 255, 0, 0, 0, 0, 255]);
        return
        [
            .. EngagementPipeline.Core.Stories.Media.Png.Signature,
            .. PngChunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]),
            .. more.SelectMany(chunk => PngChunk(chunk.Type, chunk.Content)),
            .. PngChunk("IDAT", rows.ToArray()),
            .. PngChunk("IEND", []),
        ];
    }

    public static byte[] PngChunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        return [.. Big(content.Length), .. named, .. Big((int)Crc.Of(named))];
    }

    /// <summary>A JPEG's segment right after its beginning.</summary>
    public static byte[] JpegWith(int marker, byte[] content) =>
        [0xFF, 0xD8, 0xFF, (byte)marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. Jpeg[2..]];

    /// <summary>EXIF as a phone writes it: how it was held, and a word that stands for where and whose.</summary>
    public static byte[] Exif(int turn, string secret) =>
        [.. "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"u8, (byte)turn, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(secret)];

    public static byte[] RiffWith(byte[] riff, string type, byte[] content)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(type), .. Little(content.Length), .. content, .. content.Length % 2 == 1 ? new byte[1] : []];
        return [.. "RIFF"u8, .. Little(riff.Length - 8 + chunk.Length), .. riff[8..], .. chunk];
    }

    /// <summary>Four frames of MPEG 1 layer III at 128 kbit/s and 44.1 kHz: 417 bytes each.</summary>
    public static byte[] Mp3 { get; } = [.. Enumerable.Repeat((byte[])[0xFF, 0xFB, 0x90, 0x00, .. new byte[413]], 4).SelectMany(frame => frame)];

    public static byte[] Id3(string secret) => [.. "ID3\x04\0\0\0\0\0"u8, (byte)secret.Length, .. Encoding.ASCII.GetBytes(secret)];

    public static byte[] M4a(string handler, byte[] more) =>
    [
        .. Box("ftyp", "M4A \0\0\0\0"u8.ToArray()),
        .. Box("moov",
        [
            .. Box("mvhd", [0, 0, 0, 0, 0xDA, 0x7E, 0xDA, 0x7E, 0xDA, 0x7E, 0xDA, 0x7E, .. new byte[88]]),
            .. Box("trak", Box("mdia", Box("hdlr", [.. new byte[8], .. Encoding.ASCII.GetBytes(handler), .. new byte[12], .. "Recorder of somebody\0"u8]))),
            .. more,
        ]),
        .. Box("mdat", [1, 2, 3, 4]),
    ];

    public static byte[] Box(string type, byte[] content) => [.. Big(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    public static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
