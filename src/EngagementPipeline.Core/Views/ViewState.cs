namespace EngagementPipeline.Core.Views;

/// <summary>
/// What the records of one view id, received within one period, say together. Merging is commutative, associative and idempotent: minima,
/// maxima and unions only, so no order, split or repetition of the records can be seen in it.
/// </summary>
internal struct ViewState
{
    /// <summary>When the earliest record of any kind was received; says which day the view belongs to.</summary>
    public long EarliestMs { get; private set; }

    /// <summary>
    /// Whether any record was kept. A view is excluded only if all its records are; what the others say of how far it was read is
    /// taken in (the last record of a page may be sent by the browser itself, under another name than the page's).
    /// </summary>
    public bool Kept { get; private set; }

    /// <summary>The reason that comes first; of no meaning where any record was kept.</summary>
    public Exclusion Reason { get; private set; }

    /// <summary>Of the first kept record: how the reader came, to which version, and who it was.</summary>
    public string Via { get; private set; }

    public int Version { get; private set; }

    public ulong Visitor { get; private set; }

    public int ActiveMs { get; private set; }

    public int Interactions { get; private set; }

    public bool Done { get; private set; }

    public CardSet Cards { get; private set; }

    private long _firstMs;
    private int _firstSeq;

    public static ViewState Of(in ReceivedRecord record)
    {
        var page = record.Page;
        return new()
        {
            EarliestMs = record.AtMs,
            Kept = record.Excluded is null,
            Reason = record.Excluded ?? default,
            Via = page.Via,
            Version = page.Version,
            Visitor = record.Visitor,
            ActiveMs = page.ActiveMs,
            Interactions = page.Interactions,
            Done = page.Done,
            Cards = page.Cards,
            _firstMs = record.AtMs,
            _firstSeq = page.Seq,
        };
    }

    public void Merge(in ViewState other)
    {
        if (other.Reason < Reason)
            Reason = other.Reason;
        if (Kept == other.Kept ? other.ComesBefore(this) : other.Kept)
            (Via, Version, Visitor, _firstMs, _firstSeq) = (other.Via, other.Version, other.Visitor, other._firstMs, other._firstSeq);
        Kept |= other.Kept;
        EarliestMs = Math.Min(EarliestMs, other.EarliestMs);
        ActiveMs = Math.Max(ActiveMs, other.ActiveMs);
        Interactions = Math.Max(Interactions, other.Interactions);
        Done |= other.Done;
        Cards |= other.Cards;
    }

    /// <summary>A total order over everything that is taken from the first record, so that ties can't depend on who came first.</summary>
    private readonly bool ComesBefore(in ViewState other)
    {
        if (_firstMs != other._firstMs)
            return _firstMs < other._firstMs;
        if (_firstSeq != other._firstSeq)
            return _firstSeq < other._firstSeq;
        var via = string.CompareOrdinal(Via, other.Via);
        return via != 0 ? via < 0
            : Version != other.Version ? Version < other.Version
            : Visitor < other.Visitor;
    }
}
