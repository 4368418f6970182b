using System.Numerics;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Views by their id, each merged from all records that were added. Open addressing over one array, so that a story's views lie together in the
/// processor's cache; used again and again.
/// </summary>
internal sealed class ViewTable
{
    private ViewState[] _views = new ViewState[256];

    /// <summary>Half of an id's hash over one more than the view's place; 0 where there is none.</summary>
    private ulong[] _slots = new ulong[512];

    private int _mask = 511;

    public int Count { get; private set; }

    public Span<ViewState> Views => _views.AsSpan(0, Count);

    /// <summary>Empties it, for up to so many records.</summary>
    public void Clear(int expected)
    {
        Count = 0;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(expected, 128)) * 2;
        if (_views.Length < expected)
            _views = GC.AllocateUninitializedArray<ViewState>(size / 2);
        if (_slots.Length < size)
            _slots = new ulong[size];
        else
            Array.Clear(_slots, 0, size);
        _mask = size - 1;
    }

    public void Add(in ViewState record, ulong hash)
    {
        ref var slot = ref SlotOf(record.Id, hash);
        if (slot != 0)
        {
            _views[PlaceIn(slot)].Merge(record);
            return;
        }

        _views[Count++] = record;
        slot = (hash & UpperHalf) | (uint)Count;
    }

    public bool Has(in ViewId id) => Count > 0 && SlotOf(id, id.Spread()) != 0;

    /// <summary>Merges what is known of the view into <paramref name="into"/>.</summary>
    public void MergeInto(ref ViewState into)
    {
        if (Count > 0 && SlotOf(into.Id, into.Id.Spread()) is not 0 and var slot)
            into.Merge(_views[PlaceIn(slot)]);
    }

    private const ulong UpperHalf = 0xffffffff_00000000;

    /// <summary>Where the id's view stands, or would.</summary>
    private ref ulong SlotOf(in ViewId id, ulong hash)
    {
        for (var at = (int)hash & _mask; ; at = (at + 1) & _mask)
        {
            ref var slot = ref _slots[at];
            if (slot == 0 || ((slot ^ hash) < UpperHalfStep && _views[PlaceIn(slot)].Id == id))
                return ref slot;
        }
    }

    private const ulong UpperHalfStep = 1UL << 32;

    private static int PlaceIn(ulong slot) => (int)(uint)slot - 1;
}
