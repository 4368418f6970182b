namespace EngagementPipeline.Core.Stories.Media;

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
