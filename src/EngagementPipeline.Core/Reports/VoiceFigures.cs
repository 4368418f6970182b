using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// How many voices there were in a year, and how many of them were answered with an outcome. Their trace is by project. Of fewer than
/// the threshold's voices nothing is said, in a report or in a trace: one more or one fewer would tell of one young person.
/// </summary>
public sealed class VoiceFigures(ICountAnswers answers, Disclosure disclosure) : IFigureSource
{
    private const string Others = "Other projects, with few voices each";

    public static FigureAbout Captured { get; } = new(
        "voices.captured",
        "Voices captured",
        "Voices captured on the days of the reporting year: each is what one young person said to one question, so a young person may have "
            + "several. Voices that were taken back, turned down in review or are held are not counted.",
        1,
        "voices",
        WordingKind.Count,
        new("No voices were captured in the year", "One voice was captured in the year", "{0} voices were captured in the year"));

    public static FigureAbout Answered { get; } = new(
        "voices.answered",
        "Voices answered with an outcome",
        "The part of the voices captured in the reporting year that were told what came of them: an outcome is recorded for the voice itself "
            + "or for one of its themes, whenever it was decided.",
        1,
        "%",
        WordingKind.Share,
        new("None of the voices was answered with an outcome", "1% of the voices were answered with an outcome", "{0} of the voices were answered with an outcome"));

    public static FigureAbout AnsweredCount { get; } = new(
        "voices.answered.count",
        "Voices answered with an outcome, in number",
        "How many of the voices captured in the reporting year have an outcome recorded for the voice itself or for one of its themes, whenever "
            + "it was decided.",
        1,
        "voices",
        WordingKind.Count,
        new("No voices were answered with an outcome", "One voice was answered with an outcome", "{0} voices were answered with an outcome"));

    /// <summary>In the order a report shows them.</summary>
    public static IReadOnlyList<FigureAbout> All { get; } = [Captured, Answered, AnsweredCount];

    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counted = await CountAsync(year, cancellationToken);
        if (counted is [])
            return SourceReading.None;
        var before = await CountAsync(year.Previous, cancellationToken);
        return new(
        [
            .. All.Select(about => new FigureReading(
                about,
                year.FirstDay,
                year.LastDay,
                SumOf(about, counted, year),
                Settling.IsOpen(year, now),
                before is [] ? null : SumOf(about, before, year.Previous),
                [])),
        ]);
    }

    public async Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        All.FirstOrDefault(about => about.Key == key) is { } found && await CountAsync(year, cancellationToken) is not [] ? found : null;

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken) =>
        RowPlace.Parse(place).Map(after => RowPlace.After(
            after, async token => [.. RowsOf(All.Single(about => about.Key == key), await CountAsync(year, token), year)], cancellationToken));

    /// <summary>Projects with few voices stand together, and with the smallest other project where they are still few. Empty where all are few.</summary>
    private async Task<IReadOnlyList<VoicesAnswered>> CountAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var all = await answers.CountAsync(year.FirstDay, year.LastDay, cancellationToken);
        return FewPeople.Together(all, disclosure, count => count.Voices, few => new(
            few.Any(IsSample) ? Shared.Sample.Project : default, Others, few.Sum(count => count.Voices), few.Sum(count => count.Answered)));
    }

    private static bool IsSample(VoicesAnswered count) => count.Project == Shared.Sample.Project;

    private static FigureSum SumOf(FigureAbout about, IReadOnlyList<VoicesAnswered> counted, ReportingYear year)
    {
        var sample = counted.Any(IsSample);
        return RowsOf(about, counted, year).Aggregate(FigureSum.None, (sum, row) => sum.Add(row, sample));
    }

    private static IEnumerable<TraceRow> RowsOf(FigureAbout about, IReadOnlyList<VoicesAnswered> counted, ReportingYear year) =>
        counted.Zip(ValuesOf(about, counted), (count, value) => new TraceRow(count.Title, year.FirstDay, value) { Until = year.LastDay });

    private static List<decimal> ValuesOf(FigureAbout about, IReadOnlyList<VoicesAnswered> counted) =>
        about == Captured ? [.. counted.Select(count => (decimal)count.Voices)]
        : about == AnsweredCount ? [.. counted.Select(count => (decimal)count.Answered)]
        : PercentsOf(counted);

    /// <summary>
    /// What each project adds to the whole share. They add up to it exactly: the last that adds anything takes what rounding leaves. The whole
    /// is 0 or 100 only where nothing or everything was answered.
    /// </summary>
    private static List<decimal> PercentsOf(IReadOnlyList<VoicesAnswered> counted)
    {
        var (voices, answered) = (counted.Sum(count => count.Voices), counted.Sum(count => count.Answered));
        var parts = counted.Select(count => Math.Round(count.Answered * 100m / voices, 2, MidpointRounding.AwayFromZero)).ToList();
        var last = counted.ToList().FindLastIndex(count => count.Answered > 0);
        if (last >= 0)
            parts[last] += Percent(answered, voices) - parts.Sum();
        return parts;
    }

    private static decimal Percent(long answered, long voices) =>
        answered == 0 ? 0
        : answered == voices ? 100
        : Math.Clamp(Math.Round(answered * 100m / voices, 2, MidpointRounding.AwayFromZero), 0.01m, 99.99m);
}
