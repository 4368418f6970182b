using System.Globalization;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>Figures counted elsewhere: what has been imported for a key over a year, added up.</summary>
public sealed class ImportedFigures(IImportStore store, Disclosure disclosure) : IFigureSource
{
    private const string Together = "Periods put together, so that none tells of few";
    private readonly ImportedSums _sums = new(store);

    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (sums, previous) = (await SumsAsync(year, cancellationToken), await SumsAsync(year.Previous, cancellationToken));
        var before = previous.ToLookup(sum => sum.Key);
        return new(
        [
            .. sums.GroupBy(sum => sum.Key)
                .Where(IsEnough)
                .OrderBy(figure => figure.Key, StringComparer.Ordinal)
                .Select(figure => new FigureReading(
                    AboutOf([.. figure]),
                    figure.Min(sum => sum.From),
                    figure.Max(sum => sum.To),
                    SumOf(figure),
                    Settling.IsOpen(year, now),
                    before.Contains(figure.Key) && IsEnough(before[figure.Key]) ? SumOf(before[figure.Key]) : null,
                    [])),
        ]);
    }

    public async Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        await SumsAsync(key, year, cancellationToken) is { Count: > 0 } sums && IsEnough(sums) ? AboutOf(sums) : null;

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken) =>
        ImportPlace.Parse(place).Map(after => TraceAsync(key, year, after, cancellationToken));

    private async IAsyncEnumerable<TracedRow> TraceAsync(
        string key,
        ReportingYear year,
        ImportPlace after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsEnough(await SumsAsync(key, year, cancellationToken)))
            yield break;

        // Periods of one key never overlap, so the day a row's period begins on is a place of its own.
        foreach (var row in TracesOf(await _sums.RowsAsync(key, year, cancellationToken)).OrderBy(row => row.Day))
        {
            if (row.Day > after.From)
                yield return new(new ImportPlace(row.Day).ToString(), row);
        }
    }

    /// <summary>The rows of the files; of people those with few put together, which then are of no file and no line.</summary>
    private IReadOnlyList<TraceRow> TracesOf(IReadOnlyList<StoredFigure> rows)
    {
        TraceRow[] traces = [.. rows.OrderBy(row => row.Figure.From).Select(TraceOf)];
        return rows is [] || rows[0].Figure.Kind.Unit != ImportedKind.People ? traces : FewPeople.Together(
            traces, disclosure, row => (long)row.Value,
            few => new(Together, few.Min(row => row.Day), few.Sum(row => row.Value)) { Until = few.Max(row => row.Until), Rows = few.Sum(row => row.Rows) });
    }

    private async Task<List<ImportedSum>> SumsAsync(ReportingYear year, CancellationToken cancellationToken) =>
        [.. (await _sums.ReadAsync(year, cancellationToken)).Value.Where(IsFigure)];

    private async Task<List<ImportedSum>> SumsAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        [.. (await SumsAsync(year, cancellationToken)).Where(sum => sum.Key == key)];

    /// <summary>Of few people nothing is told.</summary>
    private bool IsEnough(IEnumerable<ImportedSum> sums)
    {
        var all = sums.ToList();
        var sum = all.Sum(of => of.Value);
        return all is [] || all[0].Kind.Unit != ImportedKind.People || sum == 0 || disclosure.Enough((long)sum);
    }

    /// <summary>Answers that were imported are kept alike, and told elsewhere: by the rule for counts of people.</summary>
    private static bool IsFigure(ImportedSum sum) => !sum.Key.StartsWith(FeedbackKey.Prefix, StringComparison.Ordinal);

    private static FigureSum SumOf(IEnumerable<ImportedSum> sums) =>
        sums.Aggregate(FigureSum.None, (all, sum) => all.Add(new FigureSum(sum.Value, sum.Rows, Provisional: false, Sample: false)));

    private static TraceRow TraceOf(StoredFigure row) => new(row.Figure.Title, row.Figure.From, row.Figure.Value)
    {
        Until = row.Figure.To,
        Source = row.Figure.Source,
        Batch = row.Batch.Value,
        Line = row.Figure.Line,
    };

    /// <summary>Called as the newest row calls it, and said to come from where all of them do.</summary>
    private static FigureAbout AboutOf(IReadOnlyList<ImportedSum> sums)
    {
        var newest = sums.MaxBy(sum => sum.To)!;
        var sources = sums.SelectMany(sum => sum.Sources).Distinct().Order(StringComparer.Ordinal);
        return new(
            newest.Key,
            newest.Title,
            $"Counted elsewhere and imported ({newest.Kind.Name}). Source: {string.Join("; ", sources)}.",
            1,
            newest.Kind.Unit,
            newest.Kind.Wording,
            newest.Kind.SentenceOf(newest.Title));
    }

    private sealed record ImportPlace(DateOnly From)
    {
        public static Result<ImportPlace> Parse(string? place) =>
            place is null ? new ImportPlace(DateOnly.MinValue)
            : DateOnly.TryParseExact(place, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) ? new ImportPlace(from)
            : Refusals.BadContinue;

        public override string ToString() => From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
