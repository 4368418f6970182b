using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>What the workbook is, of which days, and whether it may still change.</summary>
internal static class CoverSheet
{
    public const string Name = "Cover";

    public static SheetContent Of(Report report) => new(
        Name,
        TitleOf(report),
        "What this workbook is, and whether its figures may still change",
        [
            .. report.Notes.Select(note => new Line.Plain(note)),
            new Line.Heading("What this workbook holds"),
            new Line.Plain(
                "The figures that the annual report draws on: what was published and whom it reached, who was heard, what was decided because of what "
                + $"young people said, and what difference it made. The reporting year is {report.Year}."),
            new Line.Heading("Whether the figures may still change"),
            .. Standing(report),
            new Line.Heading("Small numbers of people"),
            new Line.Plain(
                "Counts of people that would tell of few are left out altogether, and so are those that they could be worked out from. Nothing stands in "
                + "their place. Page views, stories and sessions are not people and are exact."),
            new Line.Heading("Find your way"),
            new Line.Link("Go to the contents", ContentsSheet.Name),
            new Line.Link("Go to the notes and the shorthand", NotesSheet.Name),
            new Line.Heading("Questions"),
            new Line.Plain(
                "Ask whoever gave you this workbook. The report's page in EngagementPipeline shows the rows behind each figure: the sheet of definitions "
                + "has the key of each."),
        ]);

    /// <summary>Days are written out, with "to" between them: screen readers read dashes in different ways.</summary>
    public static string TitleOf(Report report) => $"Engagement figures, {Day(report.Year.FirstDay)} to {Day(report.Year.LastDay)}";

    private static IEnumerable<Line> Standing(Report report)
    {
        if (report.Frozen is not { } frozen)
        {
            yield return new Line.Plain(report.Provisional
                ? "Provisional: some days of the year are not closed yet. Figures that may still change say so in the column Status."
                : "Counting is over, but the year is not frozen: if the rows behind a figure are put right, it follows.");
            yield break;
        }

        var at = London.ClockOf(frozen.At).ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);
        yield return new Line.Plain(frozen.Provisional
            ? $"Frozen on {at} UK time, before the year's counting was over: provisional. It is frozen for good once the counting is over."
            : $"Frozen for good on {at} UK time. What is counted differently since then stands beside the figures, never in their place.");
        if (report.Figures.Count(figure => figure.Corrections is not []) is > 0 and var corrected)
            yield return new Line.Plain(string.Create(CultureInfo.InvariantCulture, $"{corrected} {(corrected == 1 ? "figure was" : "figures were")} wrong, and stand as they were published: the sheet {CorrectionsSheet.Name} says what is right."));
        yield return new Line.Plain($"SHA-256 of the frozen file: {frozen.Sha256}");
        yield return new Line.Plain(
            $"To check it, download {ReportSnapshot.FileName(report.Year)} from the report's page and choose it under “Check a file” there, or work out its "
            + "SHA-256 yourself: Get-FileHash in PowerShell, sha256sum on Linux, shasum -a 256 on a Mac.");
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
