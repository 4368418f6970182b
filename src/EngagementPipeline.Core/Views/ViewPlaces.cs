using System.Numerics;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// View ids, numbered from 0 in the order in which they came. Open addressing over one array, so that a story's lie together in the processor's cache;
/// used again and again.
/// </summary>
internal sealed class ViewPlaces
{
    private const ulong UpperHalf = 0xffffffff_00000000;

    private ViewId[] _ids = new ViewId[256];

    /// <summary>Half of an id's hash over one more than its place; 0 where there is none.</summary>
    private ulong[] _slots = new ulong[512];

    private int _mask = 511;

    public int Count { get; private set; }

    /// <summary>Empties it, for up to so many.</summary>
    public void Clear(int expected)
    {
        Count = 0;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(expected, 128)) * 2;
        if (_ids.Length < expected)
            _ids = GC.AllocateUninitializedArray<ViewId>(size / 2);
        if (_slots.Length < size)
            _slots = new ulong[size];
        else
            Array.Clear(_slots, 0, size);
        _mask = size - 1;
    }

    /// <summary>The id's place; a new one where it had none.</summary>
    /// <param name="hash">Its <see cref="ViewId.Spread"/>.</param>
    public int Add(in ViewId id, ulong hash)
    {
        ref var slot = ref SlotOf(id, hash);
        if (slot == 0)
        {
            _ids[Count++] = id;
            slot = (hash & UpperHalf) | (uint)Count;
        }

        return PlaceIn(slot);
    }

    /// <summary>-1 where it has none.</summary>
    public int Find(in ViewId id, ulong hash) => Count == 0 ? -1 : PlaceIn(SlotOf(id, hash));

    public bool Has(in ViewId id, ulong hash) => Find(id, hash) >= 0;

    /// <summary>Where the id's place stands, or would.</summary>
    private ref ulong SlotOf(in ViewId id, ulong hash)
    {
        for (var at = (int)hash & _mask; ; at = (at + 1) & _mask)
        {
            ref var slot = ref _slots[at];
            if (slot == 0 || (((slot ^ hash) & UpperHalf) == 0 && _ids[PlaceIn(slot)] == id))
                return ref slot;
        }
    }

    private static int PlaceIn(ulong slot) => (int)(uint)slot - 1;
}
