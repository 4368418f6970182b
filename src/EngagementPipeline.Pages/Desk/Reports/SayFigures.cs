using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Pages.Desk.Reports;

internal static class SayFigures
{
    public static string Value(ReportedFigure figure) =>
        figure.About.Wording == WordingKind.Share ? figure.Value.ToString("0.#", CultureInfo.InvariantCulture) + "%" : Number(figure.Value);

    /// <summary>26,134, or 2.49 where there is a fraction.</summary>
    public static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
