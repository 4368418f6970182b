using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Announcements;

internal sealed class DispatchesInMemory : IDispatches
{
    private readonly Dictionary<(DispatchKind Kind, string Key), (Dispatch Dispatch, int Mark)> _rows = [];

    public Task<bool> AddAsync(Dispatch dispatch, CancellationToken cancellationToken) => Task.FromResult(_rows.TryAdd((dispatch.Kind, dispatch.Key), (dispatch, 1)));

    public Task<Versioned<Dispatch>?> FindAsync(DispatchKind kind, string key, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.TryGetValue((kind, key), out var row) ? new Versioned<Dispatch>(row.Dispatch, $"{row.Mark}") : null);

    public Task<bool> ReplaceAsync(Dispatch dispatch, string onlyIf, CancellationToken cancellationToken)
    {
        if (!_rows.TryGetValue((dispatch.Kind, dispatch.Key), out var row) || $"{row.Mark}" != onlyIf)
            return Task.FromResult(false);
        _rows[(dispatch.Kind, dispatch.Key)] = (dispatch, row.Mark + 1);
        return Task.FromResult(true);
    }

    public IAsyncEnumerable<Dispatch> ReadAsync(DispatchKind kind, string after, CancellationToken cancellationToken) =>
        _rows.Values.Select(row => row.Dispatch).Where(one => one.Kind == kind && string.CompareOrdinal(one.Key, after) > 0).OrderBy(one => one.Key, StringComparer.Ordinal).ToAsyncEnumerable();

    public Task<IReadOnlyList<Dispatch>> OpenAsync(DispatchKind kind, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Dispatch>>([.. _rows.Values.Select(row => row.Dispatch).Where(one => one.Kind == kind && one.IsOpen)]);

    public Task ForgetAsync(DispatchKind kind, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var key in _rows.Where(row => row.Key.Kind == kind && row.Value.Dispatch.At < before).Select(row => row.Key).ToList())
            _rows.Remove(key);
        return Task.CompletedTask;
    }
}

internal sealed class NoMail : IMail
{
    public bool IsThere => false;

    public IReadOnlyList<string> Lists => [];

    public IReadOnlyList<string> Leads => [];

    public Task SendOnceAsync(string key, Letter letter, CancellationToken cancellationToken) => throw new InvalidOperationException("No mail is set up.");
}

internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
