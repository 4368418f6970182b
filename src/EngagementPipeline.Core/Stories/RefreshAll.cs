using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

internal static class RefreshAll
{
    // Pages made at once. Each costs about eight short storage calls.
    private const int AtOnce = 4;

    /// <summary>
    /// Makes the pages of all these stories anew. One that fails does not keep the others waiting: a page that can't be made must never
    /// be the reason why another still shows what was withdrawn. Failures are thrown together at the end.
    /// </summary>
    public static async Task RefreshAsync(this RefreshPageHandler refresh, IEnumerable<StoryId> stories, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var some in stories.Chunk(AtOnce))
            await Task.WhenAll(some.Select(OneAsync));
        if (failures.Count > 0)
            throw new AggregateException(failures);

        async Task OneAsync(StoryId story)
        {
            try
            {
                await refresh.HandleAsync(story, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                lock (failures)
                    failures.Add(failure);
            }
        }
    }
}
