using System.Text.Json;

namespace EngagementPipeline.LocalHost.Timers;

/// <summary>What is remembered of a timer between starts. A changed schedule forgets it.</summary>
internal sealed record TimerState(string Schedule, DateTimeOffset Last, DateTimeOffset Next);

/// <summary>Remembers timers beside the data, so that a run missed while nothing was running is made up for, once, at the next start.</summary>
/// <param name="path">The file; null to remember nothing.</param>
internal sealed class TimerMemory(string? path)
{
    private readonly Lock _writing = new();
    private readonly Dictionary<string, TimerState> _states =
        path is not null && File.Exists(path)
            ? JsonSerializer.Deserialize<Dictionary<string, TimerState>>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? []
            : [];

    public TimerState? Find(string function, TimerSchedule schedule)
    {
        lock (_writing)
        {
            return _states.TryGetValue(function, out var state) && state.Schedule == schedule.Text ? state : null;
        }
    }

    public void Keep(string function, TimerState state)
    {
        lock (_writing)
        {
            _states[function] = state;

            if (path is null) return;

            File.WriteAllBytes(path + ".next", JsonSerializer.SerializeToUtf8Bytes(_states, JsonSerializerOptions.Web));
            File.Move(path + ".next", path, overwrite: true);
        }
    }
}
