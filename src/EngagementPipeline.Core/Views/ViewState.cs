namespace EngagementPipeline.Core.Views;

/// <summary>
/// What the records of one view id, received within one period, say together. Merging is commutative, associative and idempotent: minima,
/// maxima and unions only, so no order, split or repetition of the records can be seen in it. Holds no references, so that it can be
/// put aside as the bytes it is (<see cref="PeriodViews"/>).
/// </summary>
internal struct ViewState
{
    public ViewId Id { get; private set; }

    /// <summary>When the earliest record of any kind was received; says which day the view belongs to.</summary>
    public long EarliestMs { get; private set; }

    /// <summary>Of the first kept record: how the reader came (<see cref="ShareHash"/>), to which version, and who it was.</summary>
    public ulong Via { get; private set; }

    public ulong Visitor { get; private set; }

    private long _firstMs;

    public CardSet Cards { get; private set; }

    public int Version { get; private set; }

    private int _firstSeq;

    public int ActiveMs { get; private set; }

    public int Interactions { get; private set; }

    /// <summary>
    /// Whether any record was kept. A view is excluded only if all its records are; what the others say of how far it was read is
    /// taken in (the last record of a page may be sent by the browser itself, under another name than the page's).
    /// </summary>
    public bool Kept { get; private set; }

    public bool Done { get; private set; }

    private byte _reason;

    /// <summary>The reason that comes first; of no meaning where any record was kept.</summary>
    public readonly Exclusion Reason => (Exclusion)_reason;

    /// <summary>Becomes what a first record says.</summary>
    public void Begin(in LoggedRecord record)
    {
        Id = record.Id;
        EarliestMs = record.AtMs;
        Via = ShareHash.Of(record.Via);
        Visitor = record.Visitor;
        _firstMs = record.AtMs;
        Cards = record.Cards;
        Version = record.Version;
        _firstSeq = record.Seq;
        ActiveMs = record.ActiveMs;
        Interactions = record.Interactions;
        Kept = record.Excluded is null;
        Done = record.Done;
        _reason = (byte)(record.Excluded ?? default);
    }

    public void Merge(in ViewState other)
    {
        if (other._reason < _reason)
            _reason = other._reason;
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
    private readonly bool ComesBefore(in ViewState other) =>
        _firstMs != other._firstMs ? _firstMs < other._firstMs
        : _firstSeq != other._firstSeq ? _firstSeq < other._firstSeq
        : Via != other.Via ? Via < other.Via
        : Version != other.Version ? Version < other.Version
        : Visitor < other.Visitor;
}

/// <summary>
/// Stands for a share code where a string would cost too much (FNV-1a, 64 bits; 0 for none): the same on every machine, since ties are
/// decided by it. Whoever made up a code that meets a real share's could as well have sent that share's own.
/// </summary>
internal static class ShareHash
{
    public static ulong Of(ReadOnlySpan<byte> code)
    {
        if (code.IsEmpty)
            return 0;
        var hash = 0xcbf29ce484222325;
        foreach (var one in code)
            hash = (hash ^ one) * 0x100000001b3;
        return hash | 1;
    }

    public static ulong Of(string code) => Of(System.Text.Encoding.ASCII.GetBytes(code));
}
