namespace EngagementPipeline.Core.Voices;

/// <summary>Does what is due, item by item; one that fails does not keep the others waiting, and is reported at the end.</summary>
internal static class EachOfAll
{
    public static async Task DoAsync<T>(
        Func<CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (var item in await read(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await act(item, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
            throw new AggregateException(faults);
    }
}
