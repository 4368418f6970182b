using System.Numerics;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// How long views were active: their sum to the millisecond, and a histogram for the median that is exact to the second up to
/// 1,023 seconds and within 0.1% beyond. Histograms of days add up to that of a month.
/// </summary>
public sealed class ActiveTimes
{
    /// <summary>Seconds that have a bucket each; past them every doubling is cut into half as many.</summary>
    private const int Exact = 1024;

    /// <summary>Views by bucket, as long as the longest view asks for; 4,600 at the most.</summary>
    private long[] _buckets = [];

    public long TotalMs { get; private set; }

    public long Views { get; private set; }

    public void Add(int activeMs)
    {
        TotalMs += activeMs;
        Views++;
        Count(BucketOf((activeMs + 500) / 1000), 1);
    }

    public void Add(ActiveTimes other)
    {
        TotalMs += other.TotalMs;
        Views += other.Views;
        for (var bucket = 0; bucket < other._buckets.Length; bucket++)
            if (other._buckets[bucket] is > 0 and var views)
                Count(bucket, views);
    }

    /// <summary>Seconds; the mean of the middle two where there are two; 0 of no views.</summary>
    public double MedianSeconds() => Views == 0 ? 0 : (SecondsAt((Views - 1) / 2) + SecondsAt(Views / 2)) / 2;

    /// <summary>The sum, then pairs of bucket (as the distance from the one before) and views, all as variable-length numbers.</summary>
    public byte[] ToBytes()
    {
        var bytes = new VarNumbers.Writer();
        bytes.Write(TotalMs);
        var before = 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            if (_buckets[bucket] == 0)
                continue;
            bytes.Write(bucket - before);
            bytes.Write(_buckets[bucket]);
            before = bucket;
        }

        return bytes.ToArray();
    }

    public static ActiveTimes FromBytes(ReadOnlySpan<byte> bytes)
    {
        var times = new ActiveTimes { TotalMs = VarNumbers.Read(ref bytes) };
        for (var bucket = 0; bytes.Length > 0;)
        {
            bucket += (int)VarNumbers.Read(ref bytes);
            var views = VarNumbers.Read(ref bytes);
            times.Views += views;
            times.Count(bucket, views);
        }

        return times;
    }

    private void Count(int bucket, long views)
    {
        if (bucket >= _buckets.Length)
            Array.Resize(ref _buckets, Math.Max(bucket + 1, Math.Min(_buckets.Length * 2, Exact)));
        _buckets[bucket] += views;
    }

    private double SecondsAt(long rank)
    {
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
            if ((rank -= _buckets[bucket]) < 0)
                return SecondsOf(bucket);
        throw new InvalidOperationException("The histogram holds fewer views than it says.");
    }

    private static int BucketOf(int seconds)
    {
        if (seconds < Exact)
            return seconds;
        var shift = BitOperations.Log2((uint)seconds) - BitOperations.Log2(Exact) + 1;
        return (shift * (Exact / 2)) + (seconds >> shift);
    }

    /// <summary>The middle of the bucket.</summary>
    private static double SecondsOf(int bucket)
    {
        if (bucket < Exact)
            return bucket;
        var shift = (bucket / (Exact / 2)) - 1;
        var width = 1 << shift;
        return ((long)(bucket - (shift * (Exact / 2))) << shift) + ((width - 1) / 2.0);
    }
}

/// <summary>Numbers from 0, seven bits to a byte, the lowest first: small ones take one byte.</summary>
internal static class VarNumbers
{
    public static long Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public sealed class Writer
    {
        private readonly List<byte> _bytes = [];

        public void Write(long value)
        {
            for (; value >= 0x80; value >>= 7)
                _bytes.Add((byte)(value | 0x80));
            _bytes.Add((byte)value);
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
