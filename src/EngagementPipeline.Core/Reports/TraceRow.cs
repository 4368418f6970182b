using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// One row behind a figure. <paramref name="Value"/> is what it adds to the figure; the rest says where that comes from, as far as
/// it applies. <paramref name="Share"/> is null for views that came through no share, <paramref name="Level"/> also for a share
/// that is not known (any more).
/// </summary>
public sealed record TraceRow(StoryId Story, string Title, DateOnly Day, decimal Value)
{
    public string? Share { get; init; }

    public Audience? Level { get; init; }

    public long? Views { get; init; }

    public long? Visitors { get; init; }

    public long? Completed { get; init; }

    public long? ActiveSeconds { get; init; }

    public bool Provisional { get; init; }
}

/// <summary>A row and where it stands in the figure's trace: an opaque place that reading can go on from.</summary>
public sealed record TracedRow(string Place, TraceRow Row);
