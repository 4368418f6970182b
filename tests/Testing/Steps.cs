namespace EngagementPipeline.Testing;

/// <summary>
/// Stands before every call to storage, so that a test can let something else happen just there, or end the caller there as a crash would. In Core's tests the
/// fakes ask it; on real storage every attempt of every request does (<c>SteppingPolicy</c>). A call that took effect but never answered is, for a caller that ended, the same as an
/// end before its next call.
/// </summary>
public sealed class Steps
{
    /// <summary>Called with the step's name before it takes effect.</summary>
    public Func<string, Task> Before { get; set; } = Nothing;

    public List<string> Taken { get; } = [];

    public async Task AtAsync(string step)
    {
        await Before(step);
        lock (Taken)
            Taken.Add(step);
    }

    /// <summary>Runs <paramref name="other"/> whole just before the given step of <paramref name="act"/>, counted from 1, or after it when it has fewer.</summary>
    public async Task AtStepAsync(int step, Func<Task> act, Func<Task> other)
    {
        var taken = 0;
        Before = async _ =>
        {
            if (Interlocked.Increment(ref taken) != step)
                return;
            Before = Nothing;
            await other();
        };
        await act();
        Before = Nothing;
        if (taken < step)
            await other();
    }

    /// <summary>
    /// Ends <paramref name="act"/> before the given step, as a crash would, with whatever it does at once. False when it had fewer steps and came to its end.
    /// <paramref name="meanwhile"/> happens whole just before the step <paramref name="meanwhileAt"/>.
    /// </summary>
    public async Task<bool> CrashAtAsync(int step, Func<Task> act, Func<Task>? meanwhile = null, int meanwhileAt = 0)
    {
        var (taken, others) = (0, false);
        Before = async _ =>
        {
            if (others)
                return;
            var at = Interlocked.Increment(ref taken);
            if (at >= step)
                throw new CrashException();
            if (at != meanwhileAt || meanwhile is null)
                return;
            others = true;
            await meanwhile();
            others = false;
        };
        try
        {
            await act();
        }
        catch (Exception ended) when (ended is CrashException or AggregateException)
        {
            // As the host would see it.
        }

        Before = Nothing;
        return taken >= step;
    }

    private static Task Nothing(string step) => Task.CompletedTask;
}

/// <summary>The process ended here.</summary>
public sealed class CrashException : Exception;
