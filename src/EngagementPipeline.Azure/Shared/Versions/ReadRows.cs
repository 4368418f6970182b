using Azure;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Shared.Versions;

/// <summary>What a query finds, as rows.</summary>
/// <param name="found">By storage.</param>
/// <param name="read">Makes a row; is told whether there are few of them, of which some may be written next.</param>
internal sealed class ReadRows<T>(AsyncPageable<TableEntity> found, Func<TableEntity, bool, T> read) : AsyncPageable<T>
    where T : class, ITableEntity
{
    private const int Few = 100;

    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        await foreach (var page in found.AsPages(continuationToken, pageSizeHint))
            yield return Page<T>.FromValues(page.Values.Select(stored => read(stored, page.Values.Count <= Few)).ToList(), page.ContinuationToken, page.GetRawResponse());
    }
}

/// <summary>That there is no such row.</summary>
internal sealed class NoRow<T>(Response answer) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T? Value => throw new InvalidOperationException("There is no such row.");

    public override Response GetRawResponse() => answer;
}
