using System.Collections.Concurrent;
using Azure;

namespace EngagementPipeline.Azure.Shared.Versions;

/// <summary>
/// Under which mark this process saw a row of which it knows everything: it may replace it under that mark without reading it again. Keys and marks only,
/// and only of late; whatever is not remembered is read.
/// </summary>
internal sealed class RowsReadWhole
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string Table, string Partition, string Key), ETag> _seen = new();

    public void Remember(string table, string partition, string key, ETag mark)
    {
        if (_seen.Count >= Most)
            _seen.Clear();
        _seen[(table, partition, key)] = mark;
    }

    public bool Has(string table, string partition, string key, ETag mark) =>
        _seen.TryGetValue((table, partition, key), out var seen) && seen == mark;
}
