namespace EngagementPipeline.Core.Views;

/// <summary>
/// What was received of one story in one period: records as they came, in memory and, past what may be held there, in a file. They are merged
/// when a day is worked out.
/// </summary>
/// <param name="began">When the period began, in Unix milliseconds.</param>
internal sealed class PeriodViews(RecordChunks memory, long began)
{
    private readonly List<RecordChunk> _chunks = [];
    private readonly List<(long Offset, int Count)> _aside = [];
    private HeldRecord[] _slab = [];
    private int _next;
    private int _end;

    public long Began => began;

    /// <summary>How many log lines there were; unlike <see cref="Count"/> it never shrinks.</summary>
    public long Lines { get; private set; }

    /// <summary>Records held, here or in the file.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were all that there was when they were last merged.</summary>
    public int Merged { get; private set; }

    public void Add(in LoggedRecord line)
    {
        Lines++;
        ref var record = ref Next();
        record.Id = line.Id;
        record.Via = ShareHash.Of(line.Via);
        record.Visitor = line.Visitor;
        record.AtMs = (int)(line.AtMs - began);
        record.Version = line.Version;
        record.Seq = line.Seq;
        record.ActiveMs = line.ActiveMs;
        record.Interactions = line.Interactions;
        record.Reason = (byte)(line.Excluded ?? default);
        record.Kept = line.Excluded is null;
        record.Done = line.Done;
        HoldCards(ref record, line.Cards);
        if (_next < _end)
            Prefetch.Record(ref _slab[_next]);
    }

    /// <summary>Holds these instead: the same, merged.</summary>
    public void Replace(ReadOnlySpan<ViewState> merged)
    {
        Release();
        foreach (ref readonly var view in merged)
        {
            // Whoever was there before the first that was kept was no reader, and is held as such.
            if (view.FirstMs != view.EarliestMs)
                Next() = new() { Id = view.Id, AtMs = (int)(view.EarliestMs - began), Reason = (byte)view.Reason };
            ref var record = ref Next();
            record = view.ToRecord(began);
            HoldCards(ref record, view.Cards);
        }

        Merged = Count;
    }

    /// <summary>All records, piece by piece.</summary>
    public Pieces In(SetAsideRecords? file) => new(this, file);

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
        (Count, Merged) = (0, 0);
    }

    private void HoldCards(ref HeldRecord record, in CardSet cards)
    {
        record.Cards = cards.Word(0);
        record.CardWord = 0;
        if (cards == CardSet.OfWord(0, record.Cards))
            return;
        for (var word = 1; word < CardSet.Words; word++)
            if (cards.Word(word) is not 0 and var more)
                Next() = record with { Cards = more, CardWord = (byte)word };
    }

    /// <summary>Where the next record goes.</summary>
    private ref HeldRecord Next()
    {
        if (_next == _end)
        {
            var chunk = memory.Rent(Count);
            _chunks.Add(chunk);
            (_slab, _next, _end) = (chunk.Slab, chunk.From, chunk.From + chunk.Length);
        }

        Count++;
        return ref _slab[_next++];
    }

    private void ReleaseChunks()
    {
        foreach (var chunk in _chunks)
            memory.Return(chunk);
        _chunks.Clear();
        (_slab, _next, _end) = ([], 0, 0);
    }

    private ReadOnlySpan<HeldRecord> Filled(int chunk)
    {
        var records = _chunks[chunk];
        return records.First(chunk < _chunks.Count - 1 ? records.Length : _next - records.From);
    }

    internal ref struct Pieces(PeriodViews views, SetAsideRecords? file)
    {
        private int _aside;
        private int _from;
        private int _chunk;

        public ReadOnlySpan<HeldRecord> Current { get; private set; }

        public readonly Pieces GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_aside < views._aside.Count)
            {
                var (offset, count) = views._aside[_aside];
                Current = file!.Read(offset, _from, Math.Min(count - _from, SetAsideRecords.MostRead));
                _from += Current.Length;
                if (_from == count)
                    (_aside, _from) = (_aside + 1, 0);
                return true;
            }

            if (_chunk == views._chunks.Count)
                return false;
            Current = views.Filled(_chunk++);
            return true;
        }
    }
}
