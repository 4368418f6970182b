using System.Buffers;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// MP3 (ISO/IEC 11172-3 and 13818-3, layer III): frame after frame stays; ID3, APE and lyrics tags at either end do not. Of a first frame that says how
/// long the sound is (Xing, Info) only the numbers stay, and what stands in frames that no sound is made of (<see cref="Mp3MainData"/>) becomes zero.
/// </summary>
internal static class Mp3
{
    private static readonly int[] Version1Rates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Version2Rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Samples = [44_100, 48_000, 32_000];

    public static bool Is(ReadOnlySpan<byte> body) => body.StartsWith("ID3"u8) || LengthOf(body) > 0;

    public static CleanMedia Clean(ReadOnlyMemory<byte> body)
    {
        var reader = new MediaReader(body.Span);
        while (reader.Ahead.StartsWith("ID3"u8))
            reader.Take(TagLength(reader.Ahead));
        while (reader.Left > 0 && reader.Ahead[0] == 0)
            reader.Take(1); // padding between the tag and the sound

        var kept = new ArrayBufferWriter<byte>(Math.Max(1, reader.Left));
        var frames = new List<Range>();
        for (var length = LengthOf(reader.Ahead); length > 0; length = LengthOf(reader.Ahead))
        {
            var frame = reader.Take(length);
            if (frames.Count == 0 && Mp3Length.IsOne(frame))
            {
                kept.Write(Mp3Length.NumbersOf(frame));
                continue;
            }

            frames.Add(kept.WrittenCount..(kept.WrittenCount + length));
            kept.Write(frame);
        }

        if (frames.Count < 2 || !IsATag(reader.Ahead))
            throw new MediaFormatException();
        var sound = kept.WrittenSpan.ToArray();
        Mp3MainData.Blank(sound, frames);
        return new CleanMedia(MediaKind.Audio, "audio/mpeg", sound, 0, 0);
    }

    private static bool IsATag(ReadOnlySpan<byte> rest) =>
        rest.IsEmpty || rest.StartsWith("TAG"u8) || rest.StartsWith("APETAGEX"u8) || rest.StartsWith("LYRICSBEGIN"u8) || rest.StartsWith("ID3"u8) || !rest.ContainsAnyExcept((byte)0);

    private static long TagLength(ReadOnlySpan<byte> tag) =>
        tag.Length >= 10 && ((tag[6] | tag[7] | tag[8] | tag[9]) & 0x80) == 0
            ? 10 + (tag[6] << 21) + (tag[7] << 14) + (tag[8] << 7) + tag[9] + ((tag[5] & 0x10) != 0 ? 10 : 0)
            : throw new MediaFormatException();

    /// <summary>Bytes of the frame that begins here; 0 when none does.</summary>
    private static int LengthOf(ReadOnlySpan<byte> at)
    {
        if (at.Length < 4 || at[0] != 0xFF || (at[1] & 0xE6) != 0xE2)
            return 0;
        var version = (at[1] >> 3) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
        var (rate, sampling, padding) = (at[2] >> 4, (at[2] >> 2) & 3, (at[2] >> 1) & 1);
        if (version == 1 || rate is 0 or 15 || sampling == 3)
            return 0;
        return version == 3
            ? 144_000 * Version1Rates[rate] / Samples[sampling] + padding
            : 72_000 * Version2Rates[rate] / (Samples[sampling] / (version == 2 ? 2 : 4)) + padding;
    }
}

/// <summary>How a frame is laid out: its head, what it says of the sound, the sound.</summary>
internal readonly ref struct Mp3Frame(ReadOnlySpan<byte> frame)
{
    private readonly ReadOnlySpan<byte> _frame = frame;

    private bool IsVersion1 => ((_frame[1] >> 3) & 3) == 3;

    private bool IsMono => _frame[3] >> 6 == 3;

    private int Head => (_frame[1] & 1) == 0 ? 6 : 4; // with a checksum or without

    public int SoundAt => Math.Min(_frame.Length, Head + (IsVersion1, IsMono) switch { (true, false) => 32, (false, true) => 9, _ => 17 });

    /// <summary>How many bytes before this frame's own its sound begins.</summary>
    public int Before => IsVersion1 ? Bits(0, 9) : Bits(0, 8);

    /// <summary>Bytes of sound that belong to this frame, wherever they stand.</summary>
    public int SoundLength
    {
        get
        {
            var (channels, granules, each) = (IsMono ? 1 : 2, IsVersion1 ? 2 : 1, IsVersion1 ? 59 : 63);
            var at = (IsVersion1, IsMono) switch { (true, true) => 9 + 5 + 4, (true, false) => 9 + 3 + 8, (false, true) => 8 + 1, _ => 8 + 2 };
            var bits = 0;
            for (var part = 0; part < channels * granules; part++)
                bits += Bits(at + part * each, 12);
            return (bits + 7) / 8;
        }
    }

    private int Bits(int from, int count)
    {
        var value = 0;
        for (var bit = from; bit < from + count; bit++)
        {
            var at = Head + bit / 8;
            value = (value << 1) | (at < _frame.Length ? (_frame[at] >> (7 - bit % 8)) & 1 : 0);
        }

        return value;
    }
}

/// <summary>The sound of all frames is one stream, of which each frame says where its part begins and how long it is. What is in no part is heard by nobody.</summary>
internal static class Mp3MainData
{
    public static void Blank(Span<byte> sound, IReadOnlyList<Range> frames)
    {
        var (stream, heardTo) = (0, 0);
        var parts = new List<(int Stream, int At, int Length)>(frames.Count); // where each frame's own bytes stand in the stream, and in the file
        var heard = new List<(int From, int To)>(frames.Count);
        foreach (var range in frames)
        {
            var (at, length) = range.GetOffsetAndLength(sound.Length);
            var frame = new Mp3Frame(sound.Slice(at, length));
            var from = Math.Max(heardTo, stream - frame.Before);
            heardTo = Math.Max(heardTo, stream - frame.Before + frame.SoundLength);
            heard.Add((from, heardTo));
            parts.Add((stream, at + frame.SoundAt, length - frame.SoundAt));
            stream += length - frame.SoundAt;
        }

        var next = 0;
        foreach (var part in parts)
        {
            var end = part.Stream + part.Length;
            for (var position = part.Stream; position < end;)
            {
                while (next < heard.Count && heard[next].To <= position)
                    next++;
                var quiet = next < heard.Count ? Math.Min(end, Math.Max(position, heard[next].From)) : end;
                sound.Slice(part.At + position - part.Stream, quiet - position).Clear();
                position = next < heard.Count ? Math.Max(quiet, Math.Min(end, heard[next].To)) : end;
            }
        }
    }
}

/// <summary>A first frame without sound that says how long the sound is; encoders write their name and more behind the numbers.</summary>
internal static class Mp3Length
{
    public static bool IsOne(ReadOnlySpan<byte> frame) => IsXing(frame) || IsVbri(frame);

    /// <summary>The frame with its numbers: how many frames and bytes, where in them each hundredth begins, how good they are. Of Fraunhofer's form, nothing.</summary>
    public static ReadOnlySpan<byte> NumbersOf(ReadOnlySpan<byte> frame)
    {
        if (!IsXing(frame))
            return [];
        var at = new Mp3Frame(frame).SoundAt;
        var flags = frame.Length >= at + 8 ? frame[at + 7] & 0x0F : 0;
        var numbers = ((flags & 1) + ((flags >> 1) & 1) + ((flags >> 3) & 1)) * 4 + ((flags >> 2) & 1) * 100;
        if (frame.Length < at + 8 + numbers)
            throw new MediaFormatException();
        var kept = new byte[frame.Length];
        frame[..4].CopyTo(kept);
        kept[1] |= 1; // no checksum: it was of what is gone
        var to = new Mp3Frame(kept).SoundAt;
        frame.Slice(at, 4).CopyTo(kept.AsSpan(to));
        kept[to + 7] = (byte)flags;
        frame.Slice(at + 8, numbers).CopyTo(kept.AsSpan(to + 8));
        return kept;
    }

    private static bool IsXing(ReadOnlySpan<byte> frame)
    {
        var rest = frame[new Mp3Frame(frame).SoundAt..];
        return rest.StartsWith("Xing"u8) || rest.StartsWith("Info"u8);
    }

    private static bool IsVbri(ReadOnlySpan<byte> frame) => frame.Length > 40 && frame[36..].StartsWith("VBRI"u8);
}
