namespace EngagementPipeline.Core.Views;

/// <summary>
/// What was received of one story in one period: records as they came, in memory and, past what may be held there, in a file. They are merged
/// when a day is worked out.
/// </summary>
internal sealed class PeriodViews(RecordChunks memory)
{
    private readonly List<ViewState[]> _chunks = [];
    private readonly List<(long Offset, int Count)> _aside = [];
    private ViewState[] _last = [];
    private int _inLast;

    /// <summary>How many log lines there were; unlike <see cref="Count"/> it never shrinks.</summary>
    public long Lines { get; set; }

    /// <summary>Records held, here or in the file.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next record goes.</summary>
    public ref ViewState Next()
    {
        if (_inLast == _last.Length)
        {
            _chunks.Add(_last = memory.Rent(_chunks.Count));
            _inLast = 0;
        }

        Count++;
        return ref _last[_inLast++];
    }

    /// <summary>Puts into <paramref name="table"/> the records of one of <paramref name="slices"/> by their ids' hash.</summary>
    public void ReadInto(ViewTable table, SetAsideRecords? file, uint slice, uint slices)
    {
        table.Clear(slices == 1 ? Count : (int)Math.Min(Count, Count / slices * 2 + 1024));
        foreach (var (offset, count) in _aside)
            for (var from = 0; from < count; from += RecordChunks.Largest)
                Add(table, file!.Read(offset, from, Math.Min(count - from, RecordChunks.Largest)), slice, slices);
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
            Add(table, Filled(chunk), slice, slices);
    }

    /// <summary>Holds these records instead: the same, merged.</summary>
    public void Replace(ReadOnlySpan<ViewState> merged)
    {
        Release();
        foreach (ref readonly var view in merged)
            Next() = view;
    }

    /// <summary>Moves what is in memory to the file.</summary>
    public void SetAside(SetAsideRecords file)
    {
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
        {
            var records = Filled(chunk);
            var offset = file.Write(records);
            if (_aside.Count > 0 && _aside[^1] is var (before, count) && before + SetAsideRecords.BytesOf(count) == offset)
                _aside[^1] = (before, count + records.Length);
            else
                _aside.Add((offset, records.Length));
        }

        ReleaseChunks();
    }

    public void Release()
    {
        ReleaseChunks();
        _aside.Clear();
        Count = 0;
    }

    private void ReleaseChunks()
    {
        foreach (var chunk in _chunks)
            memory.Return(chunk);
        _chunks.Clear();
        (_last, _inLast) = ([], 0);
    }

    private ReadOnlySpan<ViewState> Filled(int chunk) =>
        chunk == _chunks.Count - 1 ? _last.AsSpan(0, _inLast) : _chunks[chunk];

    private static void Add(ViewTable table, ReadOnlySpan<ViewState> records, uint slice, uint slices)
    {
        foreach (ref readonly var record in records)
        {
            var hash = record.Id.Spread();
            if (slices == 1 || (uint)(((hash >> 32) * slices) >> 32) == slice)
                table.Add(record, hash);
        }
    }
}

/// <summary>Arrays that records gather in; a story with few views takes little, and what is given back is used again.</summary>
internal sealed class RecordChunks
{
    /// <summary>Records of one: small enough for the garbage collector to treat as any other object.</summary>
    public const int Largest = 512;

    /// <summary>By size: 4, 16, 64, 256 and <see cref="Largest"/>.</summary>
    private readonly Stack<ViewState[]>[] _free = [[], [], [], [], []];

    /// <summary>Records that the arrays in use have room for.</summary>
    public long Rented { get; private set; }

    /// <param name="before">How many arrays the records fill already.</param>
    public ViewState[] Rent(int before)
    {
        var step = Math.Min(before, _free.Length - 1);
        var chunk = _free[step].TryPop(out var free) ? free : GC.AllocateUninitializedArray<ViewState>(SizeOf(step));
        Rented += chunk.Length;
        return chunk;
    }

    public void Return(ViewState[] chunk)
    {
        Rented -= chunk.Length;
        for (var step = 0; step < _free.Length; step++)
            if (chunk.Length == SizeOf(step))
                _free[step].Push(chunk);
    }

    private static int SizeOf(int step) => step < 4 ? 4 << (2 * step) : Largest;
}
