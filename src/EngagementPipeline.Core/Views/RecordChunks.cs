using System.Numerics;

namespace EngagementPipeline.Core.Views;

/// <summary>Room for some records of one story and period.</summary>
internal readonly record struct RecordChunk(HeldRecord[] Slab, int From, int Length)
{
    public Span<HeldRecord> First(int count) => Slab.AsSpan(From, count);
}

/// <summary>
/// Where records gather; a story with few views takes little, and what is given back is used again. Cut from large arrays, which the garbage collector neither
/// moves nor looks into.
/// </summary>
internal sealed class RecordChunks
{
    public const int Smallest = 4;
    public const int Largest = 512;

    private const int SlabLength = 16 * Largest;

    /// <summary>By size: powers of two from <see cref="Smallest"/> to <see cref="Largest"/>.</summary>
    private readonly Stack<RecordChunk>[] _free = [.. Enumerable.Range(0, SizeClass(Largest) + 1).Select(_ => new Stack<RecordChunk>())];

    private HeldRecord[] _slab = [];
    private int _cut;

    /// <summary>Records that the chunks in use have room for.</summary>
    public long Rented { get; private set; }

    /// <param name="held">How many records there are already: room for a quarter more is little to leave empty.</param>
    public RecordChunk Rent(int held)
    {
        var length = Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)(held / 4)), Smallest, Largest);
        Rented += length;
        if (_free[SizeClass(length)].TryPop(out var free))
            return free;

        if (_slab.Length - _cut < length)
            (_slab, _cut) = (GC.AllocateUninitializedArray<HeldRecord>(SlabLength), 0);
        _cut += length;
        return new(_slab, _cut - length, length);
    }

    public void Return(RecordChunk chunk)
    {
        Rented -= chunk.Length;
        _free[SizeClass(chunk.Length)].Push(chunk);
    }

    private static int SizeClass(int length) => BitOperations.Log2((uint)(length / Smallest));
}
