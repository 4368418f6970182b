namespace Azure.Data.Tables.Protocol;

/// <summary>Reads one page.</summary>
internal delegate ValueTask<Page<T>> PageReader<T>(string continuation, int? size, bool async, CancellationToken cancellationToken);

internal sealed class AsyncPages<T>(PageReader<T> read, int? size, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await read(continuationToken, pageSizeHint ?? size, true, CancellationToken).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}

internal sealed class Pages<T>(PageReader<T> read, int? size, CancellationToken cancellationToken)
    : Pageable<T>(cancellationToken)
{
    public override IEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = read(continuationToken, pageSizeHint ?? size, false, CancellationToken).Done();
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
