namespace EngagementPipeline.Core.Stories.Media;

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
