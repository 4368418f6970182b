namespace EngagementPipeline.LocalHost.Tests.Fixtures;

/// <summary>Waits for what cannot be awaited: asks again and again, for at most 20 s.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));

        while (!await condition()) await Task.Delay(20, limit.Token);
    }
}
