using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Outputs;

/// <summary>The parts of an annual report's section on this work, in the order that statute asks for them.</summary>
public enum Part
{
    Published,
    Heard,
    Used,
    Impact,
}

/// <summary>One part of a report and the figures that belong to it, in the report's order. Parts without figures stand too.</summary>
public sealed record ReportSection(Part Part, string Title, IReadOnlyList<ReportedFigure> Figures)
{
    /// <summary>Every figure of the report is in exactly one of them.</summary>
    public static IReadOnlyList<ReportSection> Of(Report report)
    {
        var byPart = report.Figures.ToLookup(PartOf);
        return [.. Enum.GetValues<Part>().Select(part => new ReportSection(part, TitleOf(part), [.. byPart[part]]))];
    }

    public static Part PartOf(ReportedFigure figure) => figure.Key switch
    {
        _ when figure.Key.StartsWith("voices.answered", StringComparison.Ordinal) => Part.Used,
        _ when figure.Key.StartsWith("voices.", StringComparison.Ordinal) || figure.Key.StartsWith("sessions.", StringComparison.Ordinal)
            || figure.Key.StartsWith("consents.", StringComparison.Ordinal) => Part.Heard,
        _ when figure.Key.StartsWith("impact.", StringComparison.Ordinal) || figure.Key.StartsWith("feedback.", StringComparison.Ordinal)
            || figure.Unit == "%" => Part.Impact,
        _ => Part.Published,
    };

    public static string TitleOf(Part part) => part switch
    {
        Part.Published => "What was published, and whom it reached",
        Part.Heard => "Who was heard",
        Part.Used => "What was decided because of what young people said",
        Part.Impact => "What difference it made",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
