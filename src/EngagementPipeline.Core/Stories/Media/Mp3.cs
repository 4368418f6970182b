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
