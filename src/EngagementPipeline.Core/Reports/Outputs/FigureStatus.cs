namespace EngagementPipeline.Core.Reports.Outputs;

/// <summary>Whether a figure may still change, in a word or two that stand beside its value.</summary>
public static class FigureStatus
{
    public const string Final = "Final";
    public const string Provisional = "Provisional";

    /// <summary>A year that is frozen does not have it: it is told as it is counted now.</summary>
    public const string NotFrozen = "Not frozen";

    public static string Of(ReportedFigure figure, Report report) =>
        report.Frozen is { } frozen && (LaterDifferences.IsAdded(figure) || (frozen.Provisional && FewPeople.IsOfPeople(figure))) ? NotFrozen
        : figure.Provisional ? Provisional
        : Final;
}
