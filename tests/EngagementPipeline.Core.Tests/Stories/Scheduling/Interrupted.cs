namespace EngagementPipeline.Core.Tests.Stories.Scheduling;

internal static class Interrupted
{
    /// <summary>Runs <paramref name="other"/> whole just before the given step of <paramref name="act"/>, or after it when it has fewer.</summary>
    public static async Task AtStepAsync(StoryWorld world, int step, Func<Task> act, Func<Task> other)
    {
        var taken = 0;
        world.Steps.Before = async _ =>
        {
            if (++taken != step)
                return;
            world.Steps.Before = _ => Task.CompletedTask;
            await other();
        };
        await act();
        world.Steps.Before = _ => Task.CompletedTask;
        if (taken < step)
            await other();
    }

    /// <summary>Ends <paramref name="act"/> before the given step, as a crash would.</summary>
    public static async Task CrashAtAsync(StoryWorld world, int step, Func<Task> act)
    {
        var taken = 0;
        world.Steps.Before = _ => ++taken >= step ? throw new Crash() : Task.CompletedTask;
        try
        {
            await act();
        }
        catch (Exception ended) when (ended is Crash or AggregateException)
        {
            // As the host would see it.
        }

        world.Steps.Before = _ => Task.CompletedTask;
    }
}
