using EngagementPipeline.Core.Reports.Figures;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>Counts a year's figures as they are now, frozen or not.</summary>
public sealed class CountReport(IEnumerable<IReportSource> sources)
{
    private const string SampleNote =
        "These figures include the invented sample project. Remove it before you report: its stories and their views are not real.";

    /// <param name="year">A year that has begun.</param>
    /// <param name="now">The instant that decides what is still provisional.</param>
    /// <param name="before">The year before where that is frozen for good: what was reported then is what this year is set beside.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="toKeep">To be frozen: then counts of people of the year before stand in it only as that year is itself frozen.</param>
    public async Task<Report> CountAsync(
        ReportingYear year, DateTimeOffset now, Report? before, CancellationToken cancellationToken, bool toKeep = false)
    {
        var readings = await Task.WhenAll(sources.Select(source => source.ReadAsync(year, now, cancellationToken)));
        var figures = readings.SelectMany(reading => reading.Figures).ToList();
        var sample = readings.Any(reading => reading.Sample) || figures.Any(f => f.Sum.Sample || f.Previous is { Sample: true });
        return new(
            year,
            figures.Any(f => f.IsProvisional),
            sample,
            sample ? [SampleNote] : [],
            figures.Select(f => ReportedOf(f, PreviousOf(f, before, toKeep), IsOfFewBefore(f))).ToList())
        {
            Months = [.. readings.Select(reading => reading.Months).OfType<MonthReading>().SelectMany(months => MonthsOf(months, before))],
            Stories = [.. readings.SelectMany(reading => reading.Stories)],
            Decided = [.. readings.SelectMany(reading => reading.Decided)],
        };

        // A share of few is nothing to go up or down from. How many there were of a share that was counted elsewhere nobody said.
        bool IsOfFewBefore(FigureReading figure) => figure.About.Wording == WordingKind.Share
            && figures.FirstOrDefault(other => other.About.Key == FigureWords.OutOf(figure.About.Key)) is { } whole
            && !(PreviousOf(whole, before, toKeep) >= Wording.SmallestBase);
    }

    /// <summary>
    /// Beside each month that of the year before: as it was frozen, where that year is. One that was frozen without its months is set beside this
    /// year's only while its months still add up to what was frozen.
    /// </summary>
    private static IEnumerable<MonthOfViews> MonthsOf(MonthReading reading, Report? before)
    {
        if (before is { Months: not [] })
            return reading.Months.Select(month => month with { Previous = Frozen(month.Month.AddYears(-1)) });
        return before is null || FrozenValue(before, ViewsFigure.Is) == reading.Before.Sum()
            ? reading.Months.Zip(reading.Before, (month, previous) => month with { Previous = previous })
            : reading.Months;

        long? Frozen(DateOnly month) => before.Months.FirstOrDefault(m => m.Month == month)?.Views;
    }

    /// <summary>
    /// Two counts of the same people at two times would tell of those who came or went in between. So beside a year that is frozen there is
    /// only what was frozen, and what is frozen has only that beside it.
    /// </summary>
    private static decimal? PreviousOf(FigureReading figure, Report? before, bool toKeep) =>
        FrozenValue(before, figure.About)
        ?? (FewPeople.IsOfPeople(figure.About) && (before is not null || toKeep) ? null : figure.Previous?.Value);

    /// <summary>What was reported then, if it was counted by the same definition.</summary>
    private static decimal? FrozenValue(Report? before, FigureAbout about) =>
        before?.Figures.FirstOrDefault(f => f.Key == about.Key && f.Version == about.Version)?.Value;

    private static ReportedFigure ReportedOf(FigureReading figure, decimal? previous, bool ofFewBefore)
    {
        var (about, value) = (figure.About, figure.Sum.Value);
        var wording = about.Say(value);
        var compares = about.InWords is null && !about.IsOfFew && !ofFewBefore;
        var comparison = previous is { } before && !figure.IsProvisional && compares ? FigureWords.Compare(about.Wording, value, before) : null;
        var sentence = about.Sentence.Of(value, wording);
        return new(
            about.Key,
            about.Title,
            about.Definition,
            about.Version,
            about.Unit,
            figure.From,
            figure.To,
            value,
            figure.Sum.Rows,
            figure.IsProvisional,
            wording,
            comparison is null ? $"{sentence}." : $"{sentence}, {comparison.Beside}.",
            previous,
            previous is > 0 && compares ? FigureWords.Ratio(value, previous.Value) : null,
            comparison?.Preferred,
            figure.Parts.Select(part => ReportedOf(about, part)).ToList());
    }

    public static ReportedPart ReportedOf(FigureAbout about, FigurePart part) => new(
        part.Story,
        part.Title,
        part.LaunchedOn,
        part.Sum.Value,
        part.IsProvisional,
        about.Say(part.Sum.Value));
}
