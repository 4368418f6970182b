namespace EngagementPipeline.LocalHost.Tests.Fixtures;

/// <summary>Waits for what cannot be awaited: asks again and again, for at most a minute.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));

        while (!await condition()) await Task.Delay(20, limit.Token);
    }
}
