using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>Words of the document that are about the report as a whole.</summary>
internal static class WordSay
{
    public const string Title = "What young people said, and what came of it";

    public static string Subtitle(Report report) => $"For the annual report {report.Year.Printed}: {Period(report.Year.FirstDay, report.Year.LastDay)}";

    public static string Period(DateOnly from, DateOnly to) => $"{Day(from)} to {Day(to)}";

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset instant) => London.ClockOf(instant).ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);

    /// <summary>In a word or two, for the foot of each page.</summary>
    public static string State(Report report) => report switch
    {
        { Frozen: { Provisional: false } mark } => $"frozen on {Day(London.DayOf(mark.At))}",
        { Provisional: true } => "provisional",
        _ => "not frozen",
    };

    /// <summary>What is said of a figure that may still change, or that counting again would change.</summary>
    public static string? MarkOf(ReportedFigure figure, Report report)
    {
        var status = FigureStatus.Of(figure, report);
        return figure.Corrections is not [] ? "corrected, see the notes" : (status, figure.Later) switch
        {
            (FigureStatus.NotFrozen, _) => "not frozen",
            (FigureStatus.Provisional, null) => "provisional",
            (FigureStatus.Provisional, _) => "provisional, and counted again since",
            (_, null) => null,
            _ => "counted again since",
        };
    }

    /// <summary>Such as "Local, regional and national".</summary>
    public static string Levels(IReadOnlyList<Audience> levels)
    {
        if (levels is [])
            return WordCell.Nothing;
        var names = levels.Select((level, i) => i == 0 ? level.ToString() : level.ToString().ToLowerInvariant()).ToList();
        return names is [var one] ? one : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}
