using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;

namespace Benchmarks.Views;

/// <summary>The view log in storage, as an auditor would look at it: what lines are there, and how many appends wrote them.</summary>
internal sealed class WrittenLog(string connectionString)
{
    private readonly BlobContainerClient _container = new BlobServiceClient(connectionString).GetBlobContainerClient("view-log");

    /// <summary>How many appends there have been.</summary>
    public async Task<long> AppendsAsync()
    {
        var appends = 0L;
        await foreach (var blob in _container.GetBlobsAsync())
            appends += (await _container.GetAppendBlobClient(blob.Name).GetPropertiesAsync()).Value.BlobCommittedBlockCount;
        return appends;
    }

    /// <summary>How many different views there are whose ids begin with each run's four characters.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ViewsByRunAsync()
    {
        var reader = new AppendBlobViewLogReader(_container);
        var piece = new byte[4 * 1024 * 1024];
        var seen = new Dictionary<string, HashSet<ViewId>>(StringComparer.Ordinal);
        await foreach (var blob in _container.GetBlobsAsync())
        {
            var segment = new LogSegment(blob.Name, blob.Properties.ContentLength ?? 0);
            var rest = new List<byte>();
            for (var at = 0L; at < segment.Length;)
            {
                var length = await reader.ReadAsync(segment, at, piece, CancellationToken.None);
                at += length;
                rest = Take(piece.AsSpan(0, length), rest);
            }
        }

        return seen.ToDictionary(run => run.Key, run => run.Value.Count, StringComparer.Ordinal);

        List<byte> Take(ReadOnlySpan<byte> bytes, List<byte> begun)
        {
            int end;
            while ((end = bytes.IndexOf((byte)'\n')) >= 0)
            {
                begun.AddRange(bytes[..end]);
                bytes = bytes[(end + 1)..];
                if (LogLine.TryRead(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(begun), out ReceivedRecord record))
                    Note(record.Page.Id);
                begun.Clear();
            }

            begun.AddRange(bytes);
            return begun;
        }

        void Note(ViewId id)
        {
            var run = id.ToString()[..4];
            if (!seen.TryGetValue(run, out var views))
                seen[run] = views = [];
            views.Add(id);
        }
    }
}
