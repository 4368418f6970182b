using System.Collections.Concurrent;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Voices;

/// <param name="Threshold">
/// Fewer people than this sharing a combination makes it rare; at least 2. Too small, and a reviewer is not warned; too large, and the
/// warning is on everybody and read by nobody.
/// </param>
public sealed record RareSettings(int Threshold);

/// <summary>
/// Whose district, age band and ethnic group, put together, few share in their project. It reads every participant of a project, at most
/// once a minute: who was added since is seen the minute after.
/// </summary>
public sealed class FindRareCombinations(IParticipantStore participants, RareSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ProjectId, (DateTimeOffset At, IReadOnlyDictionary<Traits, int> Counts)> _counts = new();

    /// <summary>Those of <paramref name="people"/> who have any.</summary>
    public async Task<IReadOnlyDictionary<ParticipantId, IReadOnlyList<RareCombination>>> HandleAsync(
        ProjectId project, IEnumerable<ParticipantId> people, CancellationToken cancellationToken)
    {
        var counts = await CountsAsync(project, cancellationToken);
        var found = new Dictionary<ParticipantId, IReadOnlyList<RareCombination>>();
        foreach (var id in people.Distinct())
        {
            if (await participants.FindAsync(project, id, cancellationToken) is { } person
                && RareCombinations.Of(Traits.Of(person), counts, settings.Threshold) is { Count: > 0 } rare)
                found[id] = rare;
        }

        return found;
    }

    private async Task<IReadOnlyDictionary<Traits, int>> CountsAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_counts.TryGetValue(project, out var known) && now - known.At < Remembered)
            return known.Counts;
        foreach (var (old, _) in _counts.Where(pair => now - pair.Value.At >= Remembered))
            _counts.TryRemove(old, out _);

        var counts = RareCombinations.Count(await participants.ReadAsync(project, cancellationToken).ToListAsync(cancellationToken));
        _counts[project] = (now, counts);
        return counts;
    }
}
