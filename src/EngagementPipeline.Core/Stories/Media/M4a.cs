using System.Buffers.Binary;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// Sound in an MP4 container (ISO/IEC 14496-12), as phones record it. Its parts name each other by their place, so nothing moves: what is not
/// needed (titles, places, dates, pictures, whatever nobody knows) is overwritten with zeros where it stands. A file with anything but sound in it is refused.
/// </summary>
internal static class M4a
{
    private const int DeepestBox = 8;

    private static readonly HashSet<string> Containers = ["moov", "trak", "mdia", "minf", "dinf", "stbl", "edts"];

    private static readonly HashSet<string> Needed =
    [
        "ftyp", "mdat", "mvhd", "tkhd", "mdhd", "hdlr", "smhd", "dref", "stsd", "stts", "stsc", "stsz", "stz2", "stco", "co64", "elst", "sgpd", "sbgp",
    ];

    private static readonly HashSet<string> Times = ["mvhd", "tkhd", "mdhd"];

    public static CleanMedia Clean(ReadOnlyMemory<byte> body)
    {
        var bytes = body.ToArray();
        var found = new HashSet<string>(StringComparer.Ordinal);
        Boxes(bytes, found, 0);
        if (!found.IsSupersetOf(["ftyp", "mdat", "moov", "soun"]))
            throw new MediaFormatException();
        return new CleanMedia(MediaKind.Audio, "audio/mp4", bytes, 0, 0);
    }

    private static void Boxes(Span<byte> bytes, HashSet<string> found, int depth)
    {
        if (depth > DeepestBox)
            throw new MediaFormatException();
        for (var rest = bytes; !rest.IsEmpty;)
        {
            if (rest.Length < 8)
                throw new MediaFormatException();
            long length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var header = 8;
            if (length == 1 && rest.Length >= 16)
                (length, header) = ((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(rest[8..]), long.MaxValue), 16);
            else if (length == 0)
                length = rest.Length;
            if (length < header || length > rest.Length)
                throw new MediaFormatException();

            var type = System.Text.Encoding.Latin1.GetString(rest[4..8]);
            Box(type, rest[..(int)length], rest[header..(int)length], found, depth);
            rest = rest[(int)length..];
        }
    }

    private static void Box(string type, Span<byte> box, Span<byte> content, HashSet<string> found, int depth)
    {
        if (type is "vmhd" or "moof" or "cmov")
            throw new MediaFormatException(); // pictures that move, or sound that comes in pieces
        found.Add(type);
        if (Containers.Contains(type))
        {
            Boxes(content, found, depth + 1);
        }
        else if (!Needed.Contains(type))
        {
            "free"u8.CopyTo(box[4..]);
            content.Clear();
        }
        else if (Times.Contains(type) && content.Length >= 20)
        {
            content.Slice(4, content[0] == 1 ? 16 : 8).Clear(); // when it was made and changed
        }
        else if (type == "hdlr" && content.Length >= 24)
        {
            found.Add(System.Text.Encoding.Latin1.GetString(content[8..12]));
            if (!content[8..12].SequenceEqual("soun"u8))
                throw new MediaFormatException();
            content[24..].Clear(); // its maker's name
        }
    }
}
