using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// What the rows of one file come to for a key, a kind and a year, so that a report need not read them. It follows from the file alone, as the
/// batch's name does: whoever works it out again comes to the same.
/// </summary>
/// <param name="Batch">The file.</param>
/// <param name="Key">Of the figure, or of the question.</param>
/// <param name="Kind">What is counted; of one key all rows are of one kind, but for answers.</param>
/// <param name="Newest">The line whose period ends last, which names the figure.</param>
/// <param name="Title">As that line has it.</param>
/// <param name="FirstLine">All rows of it stand from this line of the file on,</param>
/// <param name="LastLine">to this one; others may stand between them.</param>
/// <param name="From">The first day of all their periods.</param>
/// <param name="To">The last day.</param>
/// <param name="Value">The sum.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Sources">Where they were counted, each once.</param>
public sealed record ImportedSum(
    ImportBatchId Batch,
    string Key,
    ImportedKind Kind,
    int Newest,
    string Title,
    int FirstLine,
    int LastLine,
    DateOnly From,
    DateOnly To,
    decimal Value,
    long Rows,
    IReadOnlyList<string> Sources)
{
    /// <summary>By the newest line, in the order of the file.</summary>
    public static IReadOnlyList<ImportedSum> Of(ImportBatchId batch, IEnumerable<ImportedFigure> ofOneYear) =>
        [.. ofOneYear.OrderBy(row => row.Line).GroupBy(row => (row.Key, row.Kind)).Select(rows => Of(batch, [.. rows])).OrderBy(sum => sum.Newest)];

    private static ImportedSum Of(ImportBatchId batch, IReadOnlyList<ImportedFigure> rows)
    {
        var newest = rows.MaxBy(row => row.To)!;
        return new(
            batch,
            newest.Key,
            newest.Kind,
            newest.Line,
            newest.Title,
            rows[0].Line,
            rows[^1].Line,
            rows.Min(row => row.From),
            newest.To,
            rows.Sum(row => row.Value),
            rows.Count,
            [.. rows.Select(row => row.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}

/// <summary>Reads what counts of imported files: their sums, and the rows of one figure. Never a whole year of rows, but for files from before there were sums.</summary>
public sealed class ImportedSums(IImportStore store)
{
    private const int AtOnce = 8;

    /// <summary>Of all files that count for the year, in the order of their batches; under the mark of the list of imports.</summary>
    public async Task<Versioned<IReadOnlyList<ImportedSum>>> ReadAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        while (true)
        {
            var imports = await store.ListAsync(cancellationToken);
            var counting = imports.Value.Where(import => import.Complete && import.Years.Contains(year))
                .Select(import => import.Batch)
                .OrderBy(batch => batch.ToString(), StringComparer.Ordinal)
                .ToList();
            var sums = new IReadOnlyList<ImportedSum>?[counting.Count];
            var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, counting.Count, limit, async (i, token) => sums[i] = await OfAsync(counting[i], year, imports.Mark, token));
            if (!sums.Contains(null))
                return new([.. sums.SelectMany(of => of!)], imports.Mark);
        }
    }

    /// <summary>All rows of a key that count for the year: at most one for each day of it, because periods of one key never overlap.</summary>
    public async Task<IReadOnlyList<StoredFigure>> RowsAsync(string key, ReportingYear year, CancellationToken cancellationToken)
    {
        while (true)
        {
            var sums = await ReadAsync(year, cancellationToken);
            var ofKey = sums.Value.Where(sum => sum.Key == key).ToList();
            var rows = new IReadOnlyList<StoredFigure>[ofKey.Count];
            var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, ofKey.Count, limit, async (i, token) => rows[i] = await store.ReadAsync(year, ofKey[i], token).ToListAsync(token));
            if (ofKey is [] || await StillAsync(sums.Mark, cancellationToken))
                return [.. rows.SelectMany(of => of)];
        }
    }

    /// <summary>Null where a file was completed or undone while the rows were read, perhaps this one: then they may not have been whole.</summary>
    private async Task<IReadOnlyList<ImportedSum>?> OfAsync(ImportBatchId batch, ReportingYear year, string mark, CancellationToken cancellationToken)
    {
        if (await store.FindSumsAsync(batch, year, cancellationToken) is { } kept)
            return kept;
        var rows = await store.ReadAsync(batch, year, cancellationToken).Select(row => row.Figure).ToListAsync(cancellationToken);
        if (!await StillAsync(mark, cancellationToken))
            return null;
        var sums = ImportedSum.Of(batch, rows);
        await store.KeepSumsAsync(batch, year, sums, cancellationToken);
        return sums;
    }

    private async Task<bool> StillAsync(string mark, CancellationToken cancellationToken) => (await store.ListAsync(cancellationToken)).Mark == mark;
}
