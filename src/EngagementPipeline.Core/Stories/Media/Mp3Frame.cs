namespace EngagementPipeline.Core.Stories.Media;

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
