using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Imports;

internal sealed class ImportsInMemory : IImportStore
{
    private readonly Dictionary<ImportBatchId, Import> _imports = [];
    private readonly Dictionary<(ImportBatchId, int), ImportedFigure> _rows = [];
    private readonly ConcurrentDictionary<(ImportBatchId, ReportingYear), IReadOnlyList<ImportedSum>> _sums = []; // kept for several files at once
    private int _changes;
    private int _rowsRead;

    /// <summary>Happens once, between somebody's reading of the list and their completing.</summary>
    public Func<Task>? BeforeNextComplete { get; set; }

    /// <summary>Happens once, between the first row that somebody writes and the others.</summary>
    public Func<Task>? AfterFirstRow { get; set; }

    /// <summary>Happens once, after somebody's rows were read.</summary>
    public Func<Task>? AfterNextRead { get; set; }

    public int Rows => _rows.Count;

    /// <summary>How often a file's rows of a year were read.</summary>
    public int RowsRead => _rowsRead;

    /// <summary>All that is kept.</summary>
    public IReadOnlyList<ImportedFigure> Everything => [.. _rows.Values];

    public Task<Versioned<IReadOnlyList<Import>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new Versioned<IReadOnlyList<Import>>([.. _imports.Values.OrderByDescending(i => i.At)], $"{_changes}"));

    public IAsyncEnumerable<StoredFigure> ReadAsync(ReportingYear year, CancellationToken cancellationToken) =>
        _rows.Where(r => r.Value.Year == year).ToList().Select(r => new StoredFigure(r.Key.Item1, r.Value)).ToAsyncEnumerable();

    public async IAsyncEnumerable<StoredFigure> ReadAsync(
        ImportBatchId batch, ReportingYear year, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _rowsRead);
        foreach (var row in await ReadAsync(year, cancellationToken).Where(row => row.Batch == batch).ToListAsync(cancellationToken))
            yield return row;
        if (AfterNextRead is { } after)
        {
            AfterNextRead = null;
            await after();
        }
    }

    public async IAsyncEnumerable<StoredFigure> ReadAsync(
        ReportingYear year, ImportedSum sum, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await ReadAsync(year, cancellationToken).Where(row => row.Batch == sum.Batch && row.Figure.Key == sum.Key && row.Figure.Kind == sum.Kind).ToListAsync(cancellationToken))
            yield return row;
        if (AfterNextRead is { } after)
        {
            AfterNextRead = null;
            await after();
        }
    }

    public Task<IReadOnlyList<ImportedSum>?> FindSumsAsync(ImportBatchId batch, ReportingYear year, CancellationToken cancellationToken) =>
        Task.FromResult(_sums.GetValueOrDefault((batch, year)));

    public Task KeepSumsAsync(ImportBatchId batch, ReportingYear year, IReadOnlyList<ImportedSum> sums, CancellationToken cancellationToken)
    {
        _sums[(batch, year)] = sums;
        return Task.CompletedTask;
    }

    /// <summary>As a version before there were sums left it.</summary>
    public void ForgetSums() => _sums.Clear();

    public Task BeginAsync(Import import, CancellationToken cancellationToken)
    {
        _imports.TryAdd(import.Batch, import);
        return Task.CompletedTask;
    }

    public async Task<bool> WriteAsync(ImportBatchId batch, IReadOnlyList<ImportedFigure> figures, CancellationToken cancellationToken)
    {
        foreach (var (i, figure) in figures.Index())
        {
            _rows[(batch, figure.Line)] = figure;
            if (i == 0 && AfterFirstRow is { } after)
            {
                AfterFirstRow = null;
                await after();
            }
        }

        return _imports.GetValueOrDefault(batch) is { UndoneAt: null };
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

    public Task<Import?> UndoAsync(ImportBatchId batch, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_imports.GetValueOrDefault(batch) is { UndoneAt: null } import)
        {
            _changes++;
            _imports[batch] = import with { Complete = false, UndoneAt = at, Written = import.Written };
        }

        return Task.FromResult(_imports.GetValueOrDefault(batch));
    }

    public Task LeaveAsync(Import import, CancellationToken cancellationToken)
    {
        _imports.TryAdd(import.Batch, import with { Complete = false, UndoneAt = import.At });
        return Task.CompletedTask;
    }

    /// <summary>Whole, or not at all where there are more rows than that.</summary>
    public Task<bool> ClearAsync(Import import, int most, CancellationToken cancellationToken)
    {
        var rows = _rows.Keys.Where(k => k.Item1 == import.Batch).ToList();
        if (rows.Count > most)
            return Task.FromResult(false);
        foreach (var row in rows)
            _rows.Remove(row);
        foreach (var sums in _sums.Keys.Where(k => k.Item1 == import.Batch).ToList())
            _sums.TryRemove(sums, out _);
        _imports.Remove(import.Batch);
        return Task.FromResult(true);
    }
}
