using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// How many voices there were in a year, and how many of them were answered with an outcome. Their trace is by project. Of fewer than
/// the threshold's voices nothing is said, in a report or in a trace: one more or one fewer would tell of one young person. Nor is it said how
/// many were answered where those, or the others, are few.
/// </summary>
public sealed class VoiceFigures(ICountAnswers answers, Disclosure disclosure) : IFigureSource
{
    private const string Others = "Other projects, put together";
    private const string Together = "Projects put together, so that none tells of few";
    private const string Few = " Left out where it, or one beside it, would tell of few.";

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
            + "or for one of its themes, whenever it was decided." + Few,
        1,
        "%",
        WordingKind.Share,
        new("None of the voices was answered with an outcome", "1% of the voices were answered with an outcome", "{0} of the voices were answered with an outcome"));

    public static FigureAbout AnsweredCount { get; } = new(
        "voices.answered.count",
        "Voices answered with an outcome, in number",
        "How many of the voices captured in the reporting year have an outcome recorded for the voice itself or for one of its themes, whenever "
            + "it was decided." + Few,
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
            .. from about in All
               let told = ToldOf(about, counted)
               where told is not []
               let toldBefore = ToldOf(about, before)
               select new FigureReading(
                   OutOf(about, counted),
                   year.FirstDay,
                   year.LastDay,
                   SumOf(about, told, year),
                   Settling.IsOpen(year, now),
                   toldBefore is [] ? null : SumOf(about, toldBefore, year.Previous),
                   []),
        ]);
    }

    private static FigureAbout OutOf(FigureAbout about, IReadOnlyList<VoicesAnswered> counted) =>
        about == Answered && about with { OutOf = counted.Sum(count => count.Voices) } is { IsOfFew: true } few
            ? few with { Sentence = few.Sentence with { Many = "{0} voices were answered with an outcome" } }
            : about;

    public async Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        All.FirstOrDefault(about => about.Key == key) is { } found && await ToldAsync(found, year, cancellationToken) is not [] ? found : null;

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken)
    {
        var about = All.Single(about => about.Key == key);
        return RowPlace.Parse(place).Map(after => RowPlace.After(
            after, async token => [.. RowsOf(about, await ToldAsync(about, year, token), year)], cancellationToken));
    }

    private async Task<IReadOnlyList<VoicesAnswered>> ToldAsync(FigureAbout about, ReportingYear year, CancellationToken cancellationToken) =>
        ToldOf(about, await CountAsync(year, cancellationToken));

    /// <summary>The rows that may be told; none where the whole may not be. Of what was answered, none that tells of few, answered or not.</summary>
    private IReadOnlyList<VoicesAnswered> ToldOf(FigureAbout about, IReadOnlyList<VoicesAnswered> counted)
    {
        if (about == Captured || counted.All(MayTell))
            return counted;
        if (!MayTell(Join(counted, Together)))
            return [];
        var joined = counted.Where(count => !MayTell(count)).ToList();
        var others = new Queue<VoicesAnswered>(counted.Where(MayTell).OrderBy(count => count.Voices));
        while (joined.Count < 2 || !MayTell(Join(joined, Together)))
            joined.Add(others.Dequeue());
        return [.. counted.Except(joined), Join(joined, Together)];
    }

    private bool MayTell(VoicesAnswered count) => disclosure.MayShowWhole([count.Answered, count.Voices - count.Answered]);

    /// <summary>Projects with few voices stand together, and with the smallest other project where they are still few. Empty where all are few.</summary>
    private async Task<IReadOnlyList<VoicesAnswered>> CountAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var all = await answers.CountAsync(year.FirstDay, year.LastDay, cancellationToken);
        return FewPeople.Together(all, disclosure, count => count.Voices, few => Join(few, Others));
    }

    private static VoicesAnswered Join(IReadOnlyList<VoicesAnswered> counts, string title) => new(
        counts.Any(IsSample) ? Shared.Sample.Project : default, title, counts.Sum(count => count.Voices), counts.Sum(count => count.Answered));

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
