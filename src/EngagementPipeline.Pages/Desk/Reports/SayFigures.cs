using System.Globalization;
using EngagementPipeline.Core.Reports;

namespace EngagementPipeline.Pages.Desk.Reports;

internal static class SayFigures
{
    /// <summary>What stands beside a value that is not settled; null beside others.</summary>
    public static string? Mark(ReportedFigure figure) =>
        LaterDifferences.IsAdded(figure) ? "Not frozen" : figure.Corrections is not [] ? "Corrected" : figure.Provisional ? "Provisional" : null;

    public static string Value(ReportedFigure figure) =>
        figure.Unit is "%" or "per cent" ? Number(figure.Value) + "%" : Number(figure.Value);

    /// <summary>26,134, or 2.49 where there is a fraction.</summary>
    public static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
