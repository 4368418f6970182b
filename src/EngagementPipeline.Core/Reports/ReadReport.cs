using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A year's figures. <paramref name="Provisional"/> while any of them may still change; <paramref name="Sample"/> when the invented
/// sample project is in them, which the notes then say.
/// </summary>
public sealed record Report(
    ReportingYear Year, bool Provisional, bool Sample, IReadOnlyList<string> Notes, IReadOnlyList<ReportedFigure> Figures);

/// <summary>
/// A figure as a report has it. <paramref name="Ratio"/> is value ÷ previous to four places, null where there is nothing to divide
/// by. <paramref name="Comparison"/> is null also while the figure is provisional: part of a year is not set beside a whole one in words.
/// </summary>
public sealed record ReportedFigure(
    FigureAbout About,
    DateOnly From,
    DateOnly To,
    decimal Value,
    long Rows,
    bool Provisional,
    string Wording,
    string Sentence,
    decimal? Previous,
    decimal? Ratio,
    string? Comparison);

public sealed class ReadReportHandler(IEnumerable<IFigureSource> sources, TimeProvider clock)
{
    private const string SampleNote =
        "These figures include the invented sample project. Remove it before you report: its stories and their views are not real.";

    /// <summary>Refused for a year that has not begun in Europe/London.</summary>
    public async Task<Result<Report>> HandleAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (year.FirstDay > London.DayOf(now))
            return Refusals.YearNotBegun(year);

        var readings = await Task.WhenAll(sources.Select(source => source.ReadAsync(year, now, cancellationToken)));
        var figures = readings.SelectMany(r => r).ToList();
        var sample = figures.Any(f => f.Sum.Sample || f.Previous is { Sample: true });
        return new Report(
            year,
            figures.Any(IsProvisional),
            sample,
            sample ? [SampleNote] : [],
            figures.Select(figure => Report(figure, year)).ToList());
    }

    private static bool IsProvisional(FigureReading figure) => figure.Open || figure.Sum.Provisional;

    private static ReportedFigure Report(FigureReading figure, ReportingYear year)
    {
        var (about, value, previous) = (figure.About, figure.Sum.Value, figure.Previous?.Value);
        var wording = FigureWords.Of(about.Wording, value).Preferred;
        var comparison = previous is { } before && !IsProvisional(figure) ? FigureWords.Compare(about.Wording, value, before) : null;
        var sentence = about.Sentence.Of(value, wording);
        return new(
            about,
            year.FirstDay,
            year.LastDay,
            value,
            figure.Sum.Rows,
            IsProvisional(figure),
            wording,
            comparison is null ? $"{sentence}." : $"{sentence}, {comparison.Beside}.",
            previous,
            previous is > 0 ? FigureWords.Ratio(value, previous.Value) : null,
            comparison?.Preferred);
    }
}
