namespace EngagementPipeline.Core.Views;

/// <summary>The durable log of received records. One caller appends at a time (<see cref="GroupCommit"/>).</summary>
public interface IViewLog
{
    /// <summary>
    /// True once the lines are durable, all of them and once; false when they could not be made so in time. Lines answered with
    /// false may still be found in the log later: the page sends them again, and records merge.
    /// </summary>
    Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken);
}

/// <summary>A part of the log. It only ever grows, and only by whole appends.</summary>
public sealed record LogSegment(string Name, long Length);

/// <summary>The log as the roll-up reads it: segments by the UTC date of their names, never the day of the records in them.</summary>
public interface IViewLogReader
{
    /// <summary>The oldest date there are segments of; null of an empty log.</summary>
    Task<DateOnly?> FirstDateAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<LogSegment> ListAsync(DateOnly date, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the bytes from <paramref name="offset"/> on, up to the segment's length as it was listed, but not more than there is room for; says how
    /// many, at least one where there are any.
    /// </summary>
    Task<int> ReadAsync(LogSegment segment, long offset, Memory<byte> into, CancellationToken cancellationToken);
}
