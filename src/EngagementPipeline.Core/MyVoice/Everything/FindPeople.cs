using System.Globalization;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>
/// Looks for somebody who has lost their card. <paramref name="Reference"/>: the end of their number, six characters at least. <paramref name="AgreedOn"/>: the day on which they answered,
/// as a rule that of the session. One of the two is enough.
/// </summary>
public sealed record FindPeople(ProjectId Project, string? Reference, DateOnly? AgreedOn)
{
    public const int ShortestReference = 6;
}

/// <summary>As much of somebody as it takes to tell who they are, with them beside you: an age band and the days on which they answered. Nothing that they said, nor how much.</summary>
public sealed record FoundPerson(ParticipantId Participant, AgeBand AgeBand, IReadOnlyList<DateOnly> AnsweredOn);

/// <summary><paramref name="More"/>: there are more than the 50 that are given.</summary>
public sealed record PeopleFound(Project Project, IReadOnlyList<FoundPerson> People, bool More);

/// <summary>A person of whom something may be held, as staff see them: consents and how many pictures, no words.</summary>
public sealed record PersonRead(Project Project, Participant Person, IReadOnlyList<PersonsConsent> Consents, int Media);

public sealed record PersonsConsent(Consent Consent, ConsentState State);

/// <summary>
/// Finds people by what the ledger says of their consents. Voices are not looked at: a voice on hold exists for the safeguarding lead alone, and a list of who spoke would tell.
/// </summary>
public sealed class FindPeopleHandler(
    IProjectStore projects,
    IParticipantStore participants,
    IConsentStore consents,
    IConsentLedger ledger,
    ConsentsOfPerson consentsOfPerson,
    IWhereMediaIsShown media,
    CodeHolder holder,
    TimeProvider clock)
{
    private const int Most = 50;

    public async Task<Result<PeopleFound>> HandleAsync(FindPeople query, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(query.Project, cancellationToken) is not { } project)
            return Refusals.NotFound("project");

        var reference = query.Reference?.Trim().ToLowerInvariant();
        var people = new Dictionary<ParticipantId, (AgeBand Age, SortedSet<DateOnly> Days)>();
        await foreach (var entry in ledger.ReadAsync(query.Project, after: 0, cancellationToken))
        {
            if (Recorded(entry) is not { } recorded || (reference is not null && !recorded.Participant.ToString().EndsWith(reference, StringComparison.Ordinal)))
                continue;
            if (!people.TryGetValue(recorded.Participant, out var known))
                people[recorded.Participant] = known = (recorded.Age, []);
            known.Days.Add(recorded.On);
        }

        var found = people.Where(one => query.AgreedOn is not { } day || one.Value.Days.Contains(day))
            .OrderBy(one => one.Value.Days.Min).ThenBy(one => one.Key.Reference, StringComparer.Ordinal)
            .Select(one => new FoundPerson(one.Key, one.Value.Age, [.. one.Value.Days]))
            .ToList();
        return new PeopleFound(project, [.. found.Take(Most)], found.Count > Most);
    }

    /// <summary>Whoever's card it is: whichever of theirs.</summary>
    public Task<Result<PersonRead>> ByCodeAsync(string? code, CancellationToken cancellationToken) =>
        holder.DoAsync(
            code,
            async (owner, token) => await consents.FindAsync(owner.Project, owner.Consent, token) is { } consent
                ? await ReadAsync(owner.Project, consent.Participant, token)
                : Refusals.NotFound("code"),
            cancellationToken);

    public async Task<Result<PersonRead>> ReadAsync(ProjectId id, ParticipantId participant, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(id, cancellationToken) is not { } project)
            return Refusals.NotFound("project");
        if (await participants.FindAsync(id, participant, cancellationToken) is not { } person)
            return Refusals.NotFound("participant");
        var agreed = (await consentsOfPerson.ReadAsync(id, participant, cancellationToken)).Select(one => one.Consent).OfType<Consent>().ToList();
        var pictures = await Task.WhenAll(agreed.Select(consent => media.FindAsync(id, consent.Id, cancellationToken)));
        return new PersonRead(
            project, person, [.. agreed.Select(consent => new PersonsConsent(consent, consent.StateOn(clock.Today())))],
            pictures.SelectMany(of => of).DistinctBy(one => one.Media.Id).Count());
    }

    /// <summary>Null for other entries, and for one that somebody tampered with: checking the ledger says so.</summary>
    private static (ParticipantId Participant, AgeBand Age, DateOnly On)? Recorded(LedgerEntry entry)
    {
        if (entry.Fact != Kebab.Of(ConsentFact.ConsentRecorded))
            return null;
        try
        {
            using var details = JsonDocument.Parse(entry.Details);
            var root = details.RootElement;
            return Id.TryParse<ParticipantId>(root.GetProperty("participant").GetString(), out var participant)
                && Kebab.TryParse<AgeBand>(root.GetProperty("ageBand").GetString(), out var age)
                && DateOnly.TryParseExact(root.GetProperty("youngPerson").GetProperty("on").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                    ? (participant, age, on)
                    : null;
        }
        catch (Exception tampered) when (tampered is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
