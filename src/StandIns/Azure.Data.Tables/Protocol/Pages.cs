using System.Runtime.CompilerServices;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads one page.</summary>
internal delegate ValueTask<Page<T>> PageReader<T>(string continuation, int? size, bool async, CancellationToken cancellationToken);

internal sealed class AsyncPages<T>(PageReader<T> read, int? size, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
{
    public override IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
        => Follow(continuationToken, pageSizeHint ?? size);

    public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in Follow(continuation: null, size, cancellationToken).ConfigureAwait(false))
        {
            foreach (var value in page.Values)
                yield return value;
        }
    }

    // Stops for the token the call was given, and for the one the enumeration was given.
    private async IAsyncEnumerable<Page<T>> Follow(
        string continuation, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, cancellationToken);
        do
        {
            var page = await read(continuation, pageSize, true, either.Token).ConfigureAwait(false);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
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
