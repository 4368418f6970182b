using System.Buffers;
using System.Buffers.Binary;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// JPEG (ITU-T T.81): the frame, the scans and the tables that they name stay; of what applications note beside them only how the picture is turned (a phone's
/// says so in EXIF) and Adobe's way of writing colours, each written anew.
/// </summary>
internal static class Jpeg
{
    // A picture that comes in steps has about ten. Each costs whoever opens it the whole picture once more.
    private const int MostScans = 100;

    public static CleanMedia Clean(ReadOnlyMemory<byte> body)
    {
        var reader = new MediaReader(body.Span);
        var kept = new ArrayBufferWriter<byte>(body.Length + 64);
        var (tables, frame, frameMarker) = (new JpegTables(), Array.Empty<byte>(), 0);
        var (width, height, turn, scans, restarts) = (0, 0, 1, 0, 0);
        int? adobe = null;
        reader.Take(2);
        while (true)
        {
            var marker = NextMarker(ref reader);
            if (marker == 0xD9)
                break;
            var segment = reader.Take(reader.UInt16BigEndian() - 2);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when segment.Length >= 6 && width == 0:
                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
                    if (segment.Length != 6 + segment[5] * 3 || segment[5] is not (1 or 3 or 4) || segment[0] != 8)
                        throw new MediaFormatException();
                    (frame, frameMarker) = (segment.ToArray(), marker);
                    break;
                case 0xC4 or 0xDB:
                    tables.Take(marker, segment);
                    break;
                case 0xDD when segment.Length == 2:
                    restarts = BinaryPrimitives.ReadUInt16BigEndian(segment);
                    Write(kept, marker, segment);
                    break;
                case 0xDA when width > 0 && segment.Length >= 6 && segment.Length == 4 + segment[0] * 2 && segment[0] <= 4 && scans < MostScans:
                    var names = segment.ToArray();
                    tables.WriteQuantization(kept, name => Enumerable.Range(0, frame[5]).Any(component => frame[8 + component * 3] == name));
                    if (scans++ == 0)
                        Write(kept, frameMarker, frame);
                    tables.WriteHuffman(kept, name => Enumerable.Range(0, names[0]).Any(component => names[2 + component * 2] >> 4 == name || (names[2 + component * 2] & 0x0F) == name));
                    Write(kept, marker, segment);
                    kept.Write(Scan(ref reader, restarts > 0));
                    break;
                case 0xE1 when segment.StartsWith("Exif\0\0"u8):
                    turn = TurnOf(segment[6..]);
                    break;
                case 0xEE when segment.Length >= 12 && segment.StartsWith("Adobe"u8):
                    adobe = segment[11];
                    break;
                case (>= 0xE0 and <= 0xEF) or 0xFE:
                    break;
                default:
                    throw new MediaFormatException(); // lossless, arithmetic, hierarchical, or no marker at all
            }
        }

        if (scans == 0 || width == 0 || height == 0)
            throw new MediaFormatException();
        return new CleanMedia(MediaKind.Image, "image/jpeg", Whole(kept.WrittenSpan, turn, adobe), turn >= 5 ? height : width, turn >= 5 ? width : height);
    }

    private static byte[] Whole(ReadOnlySpan<byte> kept, int turn, int? adobe)
    {
        var whole = new ArrayBufferWriter<byte>(kept.Length + 128);
        whole.Write<byte>([0xFF, 0xD8]);
        if (turn > 1)
            Write(whole, 0xE1, [.. "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)turn, 0, 0, 0, 0, 0, 0]);
        if (adobe is { } transform)
            Write(whole, 0xEE, [.. "Adobe\0\x64\0\0\0\0"u8, (byte)transform]);
        whole.Write(kept);
        whole.Write<byte>([0xFF, 0xD9]);
        return whole.WrittenSpan.ToArray();
    }

    internal static void Write(ArrayBufferWriter<byte> to, int marker, ReadOnlySpan<byte> segment)
    {
        var length = segment.Length + 2;
        to.Write<byte>([0xFF, (byte)marker, (byte)(length >> 8), (byte)length]);
        to.Write(segment);
    }

    private static int NextMarker(ref MediaReader reader)
    {
        if (reader.Byte() != 0xFF)
            throw new MediaFormatException();
        int marker;
        do
            marker = reader.Byte();
        while (marker == 0xFF);
        return marker;
    }

    /// <summary>The coded picture after a scan's header, up to the next marker that is not one of its own. Where it begins anew on the way, it counts to eight.</summary>
    private static ReadOnlySpan<byte> Scan(ref MediaReader reader, bool beginsAnew)
    {
        var ahead = reader.Ahead;
        var (at, next) = (0, 0xD0);
        while (true)
        {
            var found = ahead[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= ahead.Length)
                throw new MediaFormatException();
            at += found;
            switch (ahead[at + 1])
            {
                case 0x00:
                    break;
                case >= 0xD0 and <= 0xD7 and var restart:
                    if (!beginsAnew || restart != next)
                        throw new MediaFormatException();
                    next = restart == 0xD7 ? 0xD0 : restart + 1;
                    break;
                default:
                    return reader.Take(at);
            }

            at += 2;
        }
    }

    /// <summary>EXIF's orientation, 1 to 8; 1, upright, when it says nothing that can be read.</summary>
    private static int TurnOf(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
            return 1;
        var little = tiff[0] == 'I';
        var directory = Number(tiff[4..8]);
        if (directory > tiff.Length - 2)
            return 1;
        var at = (int)directory;
        for (var entries = Short(tiff[at..]); entries > 0 && at + 14 <= tiff.Length; entries--, at += 12)
        {
            if (Short(tiff[(at + 2)..]) == 0x0112)
                return Short(tiff[(at + 10)..]) is >= 1 and <= 8 and var turn ? turn : 1;
        }

        return 1;

        int Short(ReadOnlySpan<byte> two) => little ? BinaryPrimitives.ReadUInt16LittleEndian(two) : BinaryPrimitives.ReadUInt16BigEndian(two);
        uint Number(ReadOnlySpan<byte> four) => little ? BinaryPrimitives.ReadUInt32LittleEndian(four) : BinaryPrimitives.ReadUInt32BigEndian(four);
    }
}
