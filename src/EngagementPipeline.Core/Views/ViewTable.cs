namespace EngagementPipeline.Core.Views;

/// <summary>Views by their id, each merged from all records that were added.</summary>
internal sealed class ViewTable
{
    private readonly ViewPlaces _places = new();
    private ViewState[] _views = [];

    public int Count => _places.Count;

    public ReadOnlySpan<ViewState> Views => _views.AsSpan(0, Count);

    /// <summary>Empties it, for up to so many records.</summary>
    public void Clear(int expected)
    {
        _places.Clear(expected);
        if (_views.Length < expected)
            _views = GC.AllocateUninitializedArray<ViewState>(Math.Max(expected, 2 * _views.Length));
    }

    /// <param name="hash">The id's <see cref="ViewId.Spread"/>.</param>
    /// <param name="began">When the record's period began, in Unix milliseconds.</param>
    public void Add(in HeldRecord record, ulong hash, long began)
    {
        var known = Count;
        var place = _places.Add(record.Id, hash);
        if (place == known)
            _views[place].Begin(record, began);
        else
            Merge(ref _views[place], record, began);
    }

    public bool Has(in ViewId id, ulong hash) => _places.Has(id, hash);

    /// <summary>Merges what is known of the view into <paramref name="into"/>.</summary>
    public void MergeInto(ref ViewState into, ulong hash)
    {
        if (_places.Find(into.Id, hash) is >= 0 and var place)
            into.Merge(_views[place]);
    }

    private static void Merge(ref ViewState view, in HeldRecord record, long began)
    {
        ViewState other = default;
        other.Begin(record, began);
        view.Merge(other);
    }
}
