using System.Buffers.Binary;
using System.Numerics;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// How many different visitors there were: exact up to <see cref="ExactLimit"/>, a HyperLogLog sketch of 65,536 registers beyond
/// (standard error 0.4%). Adding and merging take unions, so order and repetition change nothing, and neither does the way the
/// visitors were split: the same visitors always give the same sketch.
/// </summary>
public sealed class VisitorSketch
{
    public const int ExactLimit = 1000;

    private const int Precision = 16;
    private const int Registers = 1 << Precision;

    /// <summary>The longest run of zeros after the index bits, plus one.</summary>
    private const int HighestRank = 64 - Precision + 1;

    private const byte ExactForm = 1;
    private const byte SparseForm = 2;
    private const byte DenseForm = 3;

    /// <summary>While it is exact: the first <see cref="_sorted"/> in order and once each, then as they were added.</summary>
    private ulong[]? _exact = [];

    private int _added;
    private int _sorted;
    private byte[]? _registers;

    /// <summary>The visitors, rounded to a whole one.</summary>
    public long Count => Exactly(out var visitors) ? visitors.Length : (long)Math.Round(Estimate(_registers!));

    /// <summary>Adds one <see cref="VisitorHash"/>.</summary>
    public void Add(ulong visitor)
    {
        if (_exact is not null && _added == _exact.Length)
            MakeRoom();
        if (_exact is not null)
            _exact[_added++] = visitor;
        else
            Note(_registers!, visitor);
    }

    public void UnionWith(VisitorSketch other)
    {
        if (other.Exactly(out var visitors))
        {
            foreach (var visitor in visitors)
                Add(visitor);
            return;
        }

        if (_exact is not null)
            Widen();
        var mine = _registers!;
        for (var i = 0; i < Registers; i++)
            mine[i] = Math.Max(mine[i], other._registers![i]);
    }

    /// <summary>At most 49,153 bytes: a form byte, then visitors (8 bytes each), or occupied registers (3 each), or all registers (6 bits each).</summary>
    public byte[] ToBytes()
    {
        if (Exactly(out var visitors))
            return Exact(visitors);
        var occupied = Registers - _registers!.AsSpan().Count((byte)0);
        return occupied * 3 < Registers * 6 / 8 ? Sparse(_registers!, occupied) : Dense(_registers!);
    }

    public static VisitorSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var sketch = new VisitorSketch();
        var body = bytes[1..];
        switch (bytes[0])
        {
            case ExactForm:
                for (; body.Length > 0; body = body[8..])
                    sketch.Add(BinaryPrimitives.ReadUInt64BigEndian(body));
                sketch.Exactly(out _);
                return sketch;
            case SparseForm:
                sketch.Widen();
                for (; body.Length > 0; body = body[3..])
                    sketch._registers![BinaryPrimitives.ReadUInt16BigEndian(body)] = body[2];
                return sketch;
            case DenseForm:
                sketch.Widen();
                for (var i = 0; i < Registers; i++)
                    sketch._registers![i] = SixBits(body, i);
                return sketch;
            default:
                throw new FormatException("Not a visitor sketch.");
        }
    }

    private static byte[] Exact(ReadOnlySpan<ulong> visitors)
    {
        var bytes = new byte[1 + (visitors.Length * 8)];
        bytes[0] = ExactForm;
        var at = 1;
        foreach (var visitor in visitors)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), visitor);
            at += 8;
        }

        return bytes;
    }

    private static byte[] Sparse(byte[] registers, int occupied)
    {
        var bytes = new byte[1 + (occupied * 3)];
        bytes[0] = SparseForm;
        var at = 1;
        for (var i = 0; i < Registers; i++)
            if (registers[i] > 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)i);
                bytes[at + 2] = registers[i];
                at += 3;
            }

        return bytes;
    }

    private static byte[] Dense(byte[] registers)
    {
        var bytes = new byte[1 + (Registers * 6 / 8)];
        bytes[0] = DenseForm;
        var body = bytes.AsSpan(1);
        for (var i = 0; i < Registers; i++)
        {
            var bit = i * 6;
            var value = registers[i] << (10 - (bit & 7)); // the six bits within a pair of bytes, high bit first
            body[bit >> 3] |= (byte)(value >> 8);
            if ((bit & 7) > 2)
                body[(bit >> 3) + 1] |= (byte)value;
        }

        return bytes;
    }

    private static byte SixBits(ReadOnlySpan<byte> body, int index)
    {
        var bit = index * 6;
        var pair = (body[bit >> 3] << 8) | ((bit & 7) > 2 ? body[(bit >> 3) + 1] : 0);
        return (byte)(pair >> (10 - (bit & 7)) & 0x3f);
    }

    /// <summary>The visitors in order, each once; false when there are too many to be held so.</summary>
    private bool Exactly(out ReadOnlySpan<ulong> visitors)
    {
        visitors = default;
        if (_exact is null)
            return false;
        if (_sorted < _added)
        {
            var added = _exact.AsSpan(0, _added);
            HashOrder.Sort(added);
            _added = 1;
            foreach (var visitor in added[1..])
                if (visitor != added[_added - 1])
                    added[_added++] = visitor;
            _sorted = _added;
        }

        if (_added > ExactLimit)
        {
            Widen();
            return false;
        }

        visitors = _exact.AsSpan(0, _added);
        return true;
    }

    /// <summary>For more, until there would be room for twice the limit; then those that came twice are let go of, or all of them go into registers.</summary>
    private void MakeRoom()
    {
        if (_exact!.Length < 2 * ExactLimit || (Exactly(out var visitors) && visitors.Length > _exact.Length / 2))
            Array.Resize(ref _exact, Math.Max(16, _exact.Length * 2));
    }

    private void Widen()
    {
        _registers = new byte[Registers];
        foreach (var visitor in _exact.AsSpan(0, _added))
            Note(_registers, visitor);
        _exact = null;
    }

    private static void Note(byte[] registers, ulong visitor)
    {
        ref var register = ref registers[visitor >> (64 - Precision)];
        var rank = Math.Min(BitOperations.LeadingZeroCount(visitor << Precision) + 1, HighestRank);
        register = Math.Max(register, (byte)rank);
    }

    /// <summary>
    /// The improved raw estimator of O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), algorithm 6:
    /// unbiased over the whole range, without tables.
    /// </summary>
    private static double Estimate(byte[] registers)
    {
        Span<int> withRank = stackalloc int[HighestRank + 1];
        withRank.Clear();
        foreach (var rank in registers)
            withRank[rank]++;

        const double m = Registers;
        var z = m * Tau(1 - (withRank[HighestRank] / m));
        for (var rank = HighestRank - 1; rank >= 1; rank--)
            z = 0.5 * (z + withRank[rank]);
        z += m * Sigma(withRank[0] / m);
        return m * m / (2 * Math.Log(2) * z);
    }

    private static double Sigma(double x)
    {
        if (x >= 1)
            return double.PositiveInfinity;
        double y = 1, z = x, before;
        do
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }
        while (before < z);
        return z;
    }

    private static double Tau(double x)
    {
        if (x is <= 0 or >= 1)
            return 0;
        double y = 1, z = 1 - x, before;
        do
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        while (z < before);
        return z / 3;
    }
}
