namespace EngagementPipeline.Core.Views;

/// <summary>
/// What the records of one view id, received within one period, say together. Merging is commutative, associative and idempotent: minima,
/// maxima and unions only, so no order, split or repetition of the records can be seen in it.
/// </summary>
internal struct ViewState
{
    public ViewId Id { get; private set; }

    /// <summary>When the earliest record of any kind was received; says which day the view belongs to.</summary>
    public long EarliestMs { get; private set; }

    /// <summary>Of the first kept record: how the reader came (<see cref="ShareHash"/>), to which version, and who it was.</summary>
    public ulong Via { get; private set; }

    public ulong Visitor { get; private set; }

    /// <summary>When the first kept record was received; the first of all where none was.</summary>
    public long FirstMs { get; private set; }

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

    /// <summary>Becomes what a first record says; <paramref name="began"/> is when its period did, in Unix milliseconds.</summary>
    public void Begin(in HeldRecord record, long began)
    {
        Id = record.Id;
        EarliestMs = began + record.AtMs;
        Via = record.Via;
        Visitor = record.Visitor;
        FirstMs = EarliestMs;
        Cards = CardSet.OfWord(record.CardWord, record.Cards);
        Version = record.Version;
        _firstSeq = record.Seq;
        ActiveMs = record.ActiveMs;
        Interactions = record.Interactions;
        Kept = record.Kept;
        Done = record.Done;
        _reason = record.Reason;
    }

    /// <summary>A record that says all of it but the cards, and but what came before <see cref="FirstMs"/>.</summary>
    public readonly HeldRecord ToRecord(long began) => new()
    {
        Id = Id,
        Via = Via,
        Visitor = Visitor,
        AtMs = (int)(FirstMs - began),
        Version = Version,
        Seq = _firstSeq,
        ActiveMs = ActiveMs,
        Interactions = Interactions,
        Reason = _reason,
        Kept = Kept,
        Done = Done,
    };

    public void Merge(in ViewState other)
    {
        if (other._reason < _reason)
            _reason = other._reason;
        if (Kept == other.Kept ? other.ComesBefore(this) : other.Kept)
            (Via, Version, Visitor, FirstMs, _firstSeq) = (other.Via, other.Version, other.Visitor, other.FirstMs, other._firstSeq);
        Kept |= other.Kept;
        EarliestMs = Math.Min(EarliestMs, other.EarliestMs);
        ActiveMs = Math.Max(ActiveMs, other.ActiveMs);
        Interactions = Math.Max(Interactions, other.Interactions);
        Done |= other.Done;
        Cards |= other.Cards;
    }

    /// <summary>A total order over everything that is taken from the first record, so that ties can't depend on who came first.</summary>
    private readonly bool ComesBefore(in ViewState other) =>
        FirstMs != other.FirstMs ? FirstMs < other.FirstMs
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
