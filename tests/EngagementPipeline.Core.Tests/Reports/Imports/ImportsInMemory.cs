using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

internal sealed class ImportsInMemory : IImportStore
{
    private readonly Dictionary<ImportBatchId, Import> _imports = [];
    private readonly Dictionary<(ImportBatchId, int), ImportedFigure> _rows = [];
    private int _changes;

    /// <summary>Happens once, between somebody's reading of the list and their completing.</summary>
    public Func<Task>? BeforeNextComplete { get; set; }

    public int Rows => _rows.Count;

    /// <summary>All that is kept.</summary>
    public IReadOnlyList<ImportedFigure> Everything => [.. _rows.Values];

    public Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new Versioned<IReadOnlyList<Import>>([.. _imports.Values.OrderByDescending(i => i.At)], $"{_changes}"));

    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        _rows.Where(r => r.Value.Year == year).Select(r => new StoredFigure(r.Key.Item1, r.Value)).ToAsyncEnumerable();

    public Task BeginAsync(Import import, CancellationToken cancellationToken)
    {
        _imports.TryAdd(import.Batch, import);
        return Task.CompletedTask;
    }

    public Task WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken)
    {
        foreach (var figure in figures)
            _rows[(batch, figure.Line)] = figure;
        return Task.CompletedTask;
    }

    public async Task<bool> CompleteAsync(Import import, string mark, CancellationToken cancellationToken)
    {
        if (BeforeNextComplete is { } before)
        {
            BeforeNextComplete = null;
            await before();
        }

        if (mark != $"{_changes}")
            return false;
        _changes++;
        _imports[import.Batch] = import;
        return true;
    }

    public Task RemoveAsync(Import import, CancellationToken cancellationToken)
    {
        _changes++;
        _imports.Remove(import.Batch);
        foreach (var row in _rows.Keys.Where(k => k.Item1 == import.Batch).ToList())
            _rows.Remove(row);
        return Task.CompletedTask;
    }
}
