namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A figure's value for one year, as the sum of what its rows add: the trace is not an explanation of the value, it is the value.
/// <paramref name="Rows"/> counts them; <paramref name="Provisional"/> when one of them may still change; <paramref name="Sample"/>
/// when one belongs to the invented sample project.
/// </summary>
public sealed record FigureSum(decimal Value, long Rows, bool Provisional, bool Sample)
{
    public static FigureSum None { get; } = new(0, 0, false, false);

    public FigureSum Add(TraceRow row, bool sample) => new(Value + row.Value, Rows + 1, Provisional || row.Provisional, Sample || sample);

    public FigureSum Add(FigureSum other) =>
        new(Value + other.Value, Rows + other.Rows, Provisional || other.Provisional, Sample || other.Sample);
}

/// <summary>
/// A figure as it reads for a year. <paramref name="Open"/> while days that count towards it have not settled;
/// <paramref name="Previous"/> is null when there was nothing to count in the year before.
/// </summary>
public sealed record FigureReading(FigureAbout About, FigureSum Sum, bool Open, FigureSum? Previous);

/// <summary>The part of a figure's value that one story makes up.</summary>
public sealed record FigurePart(Guid Story, string Title, DateOnly LaunchedOn, FigureSum Sum, bool Open);
