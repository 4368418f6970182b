namespace EngagementPipeline.Core.Views;

/// <summary>
/// A record as it waits for its day to be worked out. Memory is what adding up waits for, so it is small (72 bytes), and what few records have does not fit:
/// records of one view merge, so such a one is held as several (<see cref="PeriodViews"/>). Holds no references, so that it can be put aside as the bytes it is.
/// </summary>
internal struct HeldRecord
{
    public ViewId Id;
    public ulong Via;
    public ulong Visitor;

    /// <summary>Of 64 cards, from <see cref="CardWord"/> times 64 on.</summary>
    public ulong Cards;

    /// <summary>Since the period began.</summary>
    public int AtMs;

    public int Version;
    public int Seq;
    public int ActiveMs;
    public int Interactions;
    public byte CardWord;
    public byte Reason;
    public bool Kept;
    public bool Done;
}
