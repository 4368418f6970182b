using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Counts;

/// <summary>
/// A young person who was heard, in the bands that reports tell: of their age, and of the session in which they were heard first in the
/// period. <paramref name="Session"/> and <paramref name="Age"/> are null where what they were is not there any more.
/// </summary>
public sealed record YoungPersonHeard(AgeBand? Age, HeardIn? Session);

public sealed record HeardIn(Phase Phase, Setting Setting);

/// <summary>
/// What happened in one project on some days. Counts are exact: whoever shows them hides those of few people.
/// </summary>
public sealed record ProjectEngagement(
    ProjectId Project, string Title, IReadOnlyList<YoungPersonHeard> Heard, long Sessions, long ConsentsGiven, long ConsentsWithdrawn);

/// <summary>What Reports may know of young people: in which bands they are, and nothing that tells one from another.</summary>
public interface ICountEngagement
{
    /// <summary>By project, for the days from one to the other, both included; projects in which nothing happened are left out.</summary>
    Task<IReadOnlyList<ProjectEngagement>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);
}

/// <summary>Whose words a voice is and where they were said; none of the words.</summary>
public sealed record VoiceHeard(ParticipantId Participant, SessionId Session, DateTimeOffset CapturedAt);

public interface IVoicesHeard
{
    /// <summary>Voices of a project that wait for review or are approved, captured from one instant until before another.</summary>
    IAsyncEnumerable<VoiceHeard> HeardAsync(ProjectId project, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}

public sealed class CountEngagement(
    IProjectStore projects,
    IVoicesHeard voices,
    IParticipantStore participants,
    ISessionStore sessions,
    IConsentLedger ledger,
    IConsentStore consents) : ICountEngagement
{
    public async Task<IReadOnlyList<ProjectEngagement>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var counted = await projects.SelectAsync((project, token) => CountAsync(project, from, to, token), cancellationToken);
        return counted.Where(count => count is not { Heard: [], Sessions: 0, ConsentsGiven: 0, ConsentsWithdrawn: 0 })
            .OrderBy(count => count.Title, StringComparer.Ordinal).ThenBy(count => count.Project.Value).ToList();
    }

    private async Task<ProjectEngagement> CountAsync(Project project, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var held = await sessions.ReadAsync(project.Id, after: null, cancellationToken).ToDictionaryAsync(session => session.Id, cancellationToken: cancellationToken);
        var (given, withdrawn) = await ConsentsAsync(project.Id, from, to, cancellationToken);
        return new(
            project.Id,
            project.Title,
            await HeardAsync(project.Id, from, to, held, cancellationToken),
            held.Values.Count(session => session.HeldOn >= from && session.HeldOn <= to),
            given,
            withdrawn);
    }

    private async Task<IReadOnlyList<YoungPersonHeard>> HeardAsync(
        ProjectId project, DateOnly from, DateOnly to, Dictionary<SessionId, Session> held, CancellationToken cancellationToken)
    {
        var first = new Dictionary<ParticipantId, VoiceHeard>();
        await foreach (var voice in voices.HeardAsync(project, London.StartOf(from), London.StartOf(to.AddDays(1)), cancellationToken))
        {
            if (!first.TryGetValue(voice.Participant, out var earlier) || IsBefore(voice, earlier))
                first[voice.Participant] = voice;
        }

        if (first.Count == 0)
            return [];
        var ages = await participants.ReadAsync(project, cancellationToken)
            .Where(person => first.ContainsKey(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.AgeBand, cancellationToken: cancellationToken);
        return
        [
            .. first.Values.Select(voice => new YoungPersonHeard(
                ages.TryGetValue(voice.Participant, out var age) ? age : null,
                held.TryGetValue(voice.Session, out var session) ? new(session.Phase, session.Setting) : null)),
        ];
    }

    private static bool IsBefore(VoiceHeard voice, VoiceHeard other) =>
        (voice.CapturedAt, voice.Session.Value).CompareTo((other.CapturedAt, other.Session.Value)) < 0;

    /// <summary>By the ledger, which keeps both facts and their days for good: a consent that is taken back was given all the same.</summary>
    private async Task<(long Given, long Withdrawn)> ConsentsAsync(ProjectId project, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var inPeriod = await ledger.ReadAsync(project, after: 0, cancellationToken)
            .Where(entry => DateTimeOffset.TryParse(entry.At, System.Globalization.CultureInfo.InvariantCulture, out var at) && London.DayOf(at) >= from && London.DayOf(at) <= to)
            .ToListAsync(cancellationToken);
        var recorded = inPeriod.Where(entry => entry.Fact == Kebab.Of(ConsentFact.ConsentRecorded)).Select(entry => entry.Consent).Distinct().ToList();
        var found = await consents.FindAsync(project, recorded, cancellationToken);
        return (
            found.LongCount(consent => (consent with { WithdrawnAt = null, ExpiresOn = null }).StateOn(to) == ConsentState.Given),
            inPeriod.Where(entry => entry.Fact == Kebab.Of(ConsentFact.ConsentWithdrawn)).DistinctBy(entry => entry.Consent).LongCount());
    }
}
