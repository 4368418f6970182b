using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>A line of the log as it was read: a <see cref="ReceivedRecord"/> that costs no memory, good for as long as the line is.</summary>
internal ref struct LoggedRecord
{
    public long AtMs;
    public Exclusion? Excluded;

    /// <summary>The story's id as it is written, 32 characters: <see cref="LogLine.TryReadStory"/> says whose.</summary>
    public ReadOnlySpan<byte> Story;

    public ViewId Id;
    public int Version;
    public int Seq;
    public ReadOnlySpan<byte> Via;
    public int ActiveMs;
    public CardSet Cards;
    public bool Done;
    public int Interactions;
    public ulong Visitor;
}
