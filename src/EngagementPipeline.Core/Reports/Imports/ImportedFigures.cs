using System.Globalization;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>Figures counted elsewhere: what has been imported for a key over a year, added up.</summary>
public sealed class ImportedFigures(IImportStore store, Disclosure disclosure) : IFigureSource
{
    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var imports = (await store.ListAsync(cancellationToken)).Value;
        var before = (await store.ReadCompleteAsync(imports, year.Previous, cancellationToken)).ToLookup(row => row.Figure.Key);
        var rows = await store.ReadCompleteAsync(imports, year, cancellationToken);
        return new(
        [
            .. rows.Where(IsFigure).GroupBy(row => row.Figure.Key)
                .Where(IsEnough)
                .OrderBy(figure => figure.Key, StringComparer.Ordinal)
                .Select(figure => new FigureReading(
                    AboutOf([.. figure]),
                    figure.Min(row => row.Figure.From),
                    figure.Max(row => row.Figure.To),
                    SumOf(figure),
                    Settling.IsOpen(year, now),
                    before.Contains(figure.Key) && IsEnough(before[figure.Key]) ? SumOf(before[figure.Key]) : null,
                    [])),
        ]);
    }

    public async Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        await RowsAsync(key, year, cancellationToken) is { Count: > 0 } rows && IsEnough(rows) ? AboutOf(rows) : null;

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken) =>
        ImportPlace.Parse(place).Map(after => TraceAsync(key, year, after, cancellationToken));

    private async IAsyncEnumerable<TracedRow> TraceAsync(
        string key,
        ReportingYear year,
        ImportPlace after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Periods of one key never overlap, so the day a row's period begins on is a place of its own.
        var rows = await RowsAsync(key, year, cancellationToken);
        if (!IsEnough(rows))
            yield break;
        foreach (var row in rows.OrderBy(row => row.Figure.From))
        {
            if (row.Figure.From > after.From)
                yield return new(new ImportPlace(row.Figure.From).ToString(), TraceOf(row));
        }
    }

    private async Task<List<StoredFigure>> RowsAsync(string key, ReportingYear year, CancellationToken cancellationToken)
    {
        var imports = (await store.ListAsync(cancellationToken)).Value;
        return [.. (await store.ReadCompleteAsync(imports, year, cancellationToken)).Where(row => IsFigure(row) && row.Figure.Key == key)];
    }

    /// <summary>Of few people nothing is told. What a file says of each period is its author's, and stays as it was sent.</summary>
    private bool IsEnough(IEnumerable<StoredFigure> rows)
    {
        var all = rows.ToList();
        var sum = all.Sum(row => row.Figure.Value);
        return all is [] || all[0].Figure.Kind.Unit != ImportedKind.People || sum == 0 || disclosure.Enough((long)sum);
    }

    /// <summary>Answers that were imported are kept alike, and told elsewhere: by the rule for counts of people.</summary>
    private static bool IsFigure(StoredFigure row) => !row.Figure.Key.StartsWith(FeedbackKey.Prefix, StringComparison.Ordinal);

    private static FigureSum SumOf(IEnumerable<StoredFigure> rows) =>
        rows.Aggregate(FigureSum.None, (sum, row) => sum.Add(TraceOf(row), sample: false));

    private static TraceRow TraceOf(StoredFigure row) => new(row.Figure.Title, row.Figure.From, row.Figure.Value)
    {
        Until = row.Figure.To,
        Source = row.Figure.Source,
        Batch = row.Batch.Value,
        Line = row.Figure.Line,
    };

    /// <summary>Called as the newest row calls it, and said to come from where all of them do.</summary>
    private static FigureAbout AboutOf(IReadOnlyList<StoredFigure> rows)
    {
        var newest = rows.MaxBy(row => row.Figure.To)!.Figure;
        var sources = rows.Select(row => row.Figure.Source).Distinct().Order(StringComparer.Ordinal);
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
