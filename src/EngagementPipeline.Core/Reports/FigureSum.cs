using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A figure's value for one year, as the sum of what its rows add: the trace is not an explanation of the value, it is the value.
/// <paramref name="Rows"/> counts them; <paramref name="Provisional"/> when one of them may still change; <paramref name="Sample"/>
/// when one belongs to the invented sample project.
/// </summary>
public sealed record FigureSum(decimal Value, long Rows, bool Provisional, bool Sample)
{
    public static FigureSum None { get; } = new(0, 0, false, false);

    public FigureSum Add(TraceRow row, bool sample) => new(Value + row.Value, Rows + row.Rows, Provisional || row.Provisional, Sample || sample);

    public FigureSum Add(FigureSum other) =>
        new(Value + other.Value, Rows + other.Rows, Provisional || other.Provisional, Sample || other.Sample);
}

/// <summary>
/// A figure as it reads for a year. <paramref name="From"/> and <paramref name="To"/> are the period it is about, both days included.
/// </summary>
/// <param name="Open">Days that count towards it have not settled.</param>
/// <param name="Previous">The same figure for the year before; null when there was nothing to count in it.</param>
/// <param name="Parts">Story by story, by launch, for those that add rows to it; empty where stories have no part in it.</param>
public sealed record FigureReading(
    FigureAbout About, DateOnly From, DateOnly To, FigureSum Sum, bool Open, FigureSum? Previous, IReadOnlyList<FigurePart> Parts)
{
    public bool IsProvisional => Open || Sum.Provisional;
}

/// <summary>The part of a figure's value that one story makes up.</summary>
public sealed record FigurePart(StoryId Story, string Title, DateOnly LaunchedOn, FigureSum Sum, bool Open)
{
    public bool IsProvisional => Open || Sum.Provisional;
}
