using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Benchmarks.Views;

/// <summary>Counts what is asked of storage, tries included, by the kinds that prices are given for.</summary>
internal sealed class CountedCalls : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentDictionary<string, long> _calls = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, double> Prices { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["append"] = StoragePrices.BlobWrite,
        ["blob write"] = StoragePrices.BlobWrite,
        ["blob list"] = StoragePrices.BlobList,
        ["blob read"] = StoragePrices.BlobRead,
        ["table"] = StoragePrices.Table,
        ["queue"] = StoragePrices.Queue,
    };

    public IReadOnlyDictionary<string, long> SoFar => _calls.ToDictionary(StringComparer.Ordinal);

    public override void OnSendingRequest(HttpMessage message) => _calls.AddOrUpdate(KindOf(message.Request), 1, (_, calls) => calls + 1);

    /// <summary>The three services are told apart by a header each SDK sends only to its own, the operations by what they ask.</summary>
    private static string KindOf(Request request)
    {
        var query = request.Uri.Query;
        if (request.Headers.TryGetValue("DataServiceVersion", out _))
            return "table";
        if (request.Uri.Path.Contains("/messages", StringComparison.Ordinal) || query.Contains("comp=metadata", StringComparison.Ordinal))
            return "queue";
        if (query.Contains("comp=appendblock", StringComparison.Ordinal))
            return "append";
        if (query.Contains("comp=list", StringComparison.Ordinal))
            return "blob list";
        return request.Method == RequestMethod.Get || request.Method == RequestMethod.Head ? "blob read" : "blob write";
    }
}
