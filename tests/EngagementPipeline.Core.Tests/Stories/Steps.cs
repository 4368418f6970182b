namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>
/// Stands before every call to storage that the fakes take, so that a test can let something else happen just there, or end the caller there as a
/// crash would. What a caller was told by a call that took effect but never answered, is the same as a crash before its next call.
/// </summary>
internal sealed class Steps
{
    /// <summary>Called with the step's name before it takes effect.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public List<string> Taken { get; } = [];

    public async Task AtAsync(string step)
    {
        await Before(step);
        Taken.Add(step);
    }
}

/// <summary>The process ended here.</summary>
internal sealed class Crash : Exception;
