using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// One row behind a figure. <paramref name="Value"/> is what it adds to the figure; the rest says where that comes from, as far as
/// it applies.
/// </summary>
/// <param name="Title">The story's, or the imported figure's.</param>
/// <param name="Day">The day, or the first day of an imported figure's period.</param>
/// <param name="Value">What the row adds to the figure.</param>
public sealed record TraceRow(string Title, DateOnly Day, decimal Value)
{
    public StoryId? Story { get; init; }

    /// <summary>Null for views that came through no share.</summary>
    public string? Share { get; init; }

    /// <summary>Null without a share, and for one that is not known (any more).</summary>
    public Audience? Level { get; init; }

    public long? Views { get; init; }

    public long? Visitors { get; init; }

    public long? Completed { get; init; }

    public long? ActiveSeconds { get; init; }

    public bool Provisional { get; init; }

    /// <summary>How many rows of the trace are added up in this: more than one only on the way to a sum.</summary>
    public long Rows { get; init; } = 1;

    /// <summary>The last day of an imported figure's period.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where an imported figure was counted.</summary>
    public string? Source { get; init; }

    /// <summary>The import, and the line of its file.</summary>
    public Guid? Batch { get; init; }

    public int? Line { get; init; }
}

/// <summary>A row and where it stands in the figure's trace: an opaque place that reading can go on from.</summary>
public sealed record TracedRow(string Place, TraceRow Row);
