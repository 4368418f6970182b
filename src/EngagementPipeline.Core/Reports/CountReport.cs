using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>Counts a year's figures as they are now, frozen or not.</summary>
public sealed class CountReport(IEnumerable<IFigureSource> sources)
{
    private const string SampleNote =
        "These figures include the invented sample project. Remove it before you report: its stories and their views are not real.";

    /// <param name="year">A year that has begun.</param>
    /// <param name="now">The instant that decides what is still provisional.</param>
    /// <param name="before">The year before where that is frozen for good: what was reported then is what this year is set beside.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<Report> CountAsync(ReportingYear year, DateTimeOffset now, Report? before, CancellationToken cancellationToken)
    {
        var readings = await Task.WhenAll(sources.Select(source => source.ReadAsync(year, now, cancellationToken)));
        var figures = readings.SelectMany(r => r).ToList();
        var sample = figures.Any(f => f.Sum.Sample || f.Previous is { Sample: true });
        return new(
            year,
            figures.Any(f => f.IsProvisional),
            sample,
            sample ? [SampleNote] : [],
            figures.Select(f => ReportedOf(f, FrozenValue(before, f.About) ?? f.Previous?.Value)).ToList());
    }

    /// <summary>What was reported then, if it was counted by the same definition.</summary>
    private static decimal? FrozenValue(Report? before, FigureAbout about) =>
        before?.Figures.FirstOrDefault(f => f.Key == about.Key && f.Version == about.Version)?.Value;

    private static ReportedFigure ReportedOf(FigureReading figure, decimal? previous)
    {
        var (about, value) = (figure.About, figure.Sum.Value);
        var wording = FigureWords.Of(about.Wording, value).Preferred;
        var comparison = previous is { } before && !figure.IsProvisional ? FigureWords.Compare(about.Wording, value, before) : null;
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
            previous is > 0 ? FigureWords.Ratio(value, previous.Value) : null,
            comparison?.Preferred,
            figure.Parts.Select(part => ReportedOf(about, part)).ToList());
    }

    public static ReportedPart ReportedOf(FigureAbout about, FigurePart part) => new(
        part.Story,
        part.Title,
        part.LaunchedOn,
        part.Sum.Value,
        part.IsProvisional,
        FigureWords.Of(about.Wording, part.Sum.Value).Preferred);
}
