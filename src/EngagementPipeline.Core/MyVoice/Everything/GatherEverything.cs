using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>
/// Gathers what is held about one person. A test holds it to docs/privacy/data-map.md: every column about a young person that has a value is in here, or stands there
/// with the reason why not.
/// </summary>
public sealed class GatherEverything(
    IProjectStore projects,
    IParticipantStore participants,
    ConsentsOfPerson consentsOfPerson,
    IVoicesOfConsent voicesOfConsent,
    IVoiceStore voices,
    ISessionStore sessions,
    IOutcomeStore outcomes,
    IWhereQuotesAreShown quotesShown,
    IWhereMediaIsShown mediaShown,
    IWhereItWasShown wasShown,
    IViewSums sums,
    DataController controller,
    TimeProvider clock)
{
    /// <summary>Null where the project has no such participant.</summary>
    public async Task<EverythingHeld?> GatherAsync(ProjectId id, ParticipantId participant, Reach reach, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(id, cancellationToken) is not { } project || await participants.FindAsync(id, participant, cancellationToken) is not { } person)
            return null;

        var agreed = (await consentsOfPerson.ReadAsync(id, participant, cancellationToken)).Where(one => one.Consent is not null).ToList();
        var said = await SaidAsync(id, agreed, cancellationToken);
        var media = await MediaAsync(id, agreed, cancellationToken);
        var pages = await PagesAsync(id, said, media, cancellationToken);
        var own = agreed.Select(one => one.Id).ToHashSet();
        var places = await SessionsAsync(id, said, cancellationToken);
        return new EverythingHeld
        {
            At = clock.GetUtcNow(),
            Reach = reach,
            Controller = new(controller.Name, controller.Contact, controller.Address),
            Project = new(project.Id, project.Title, project.Purpose),
            Person = new(person.Id, person.AgeBand, person.AddedAt, person.District, person.EthnicGroup, person.Sex, person.DetailsErasedAt, person.ErasedAt),
            Consents = [.. agreed.Select(one => HeldOf.Consent(one, reach, clock.Today()))],
            Words = [.. said.Select(voice => HeldOf.Voice(voice, places.GetValueOrDefault(voice.Session), pages.OnShow.Contains(voice.Id), reach))],
            Media = [.. media.Select(one => HeldOf.Media(one, own))],
            Pages = pages.All,
            Outcomes = await OutcomesAsync(id, said, cancellationToken),
            NotInHere = LeftOut.Of(reach),
        };
    }

    private async Task<List<Voice>> SaidAsync(ProjectId project, List<ConsentOfPerson> agreed, CancellationToken cancellationToken)
    {
        var ids = await Task.WhenAll(agreed.Select(one => voicesOfConsent.ReadAsync(project, one.Id, cancellationToken)));
        return [.. (await voices.FindAsync(project, ids.SelectMany(of => of).Distinct().ToList(), cancellationToken))
            .Where(voice => agreed.Exists(one => voice.HangsOn(one.Id)))
            .OrderBy(voice => voice.CapturedAt).ThenBy(voice => voice.Id.Value)];
    }

    private async Task<List<MediaOfConsent>> MediaAsync(ProjectId project, List<ConsentOfPerson> agreed, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(agreed.Select(one => mediaShown.FindAsync(project, one.Id, cancellationToken)));
        return [.. found.SelectMany(of => of).DistinctBy(one => one.Media.Id).OrderBy(one => one.Media.Id.Value)];
    }

    private async Task<Dictionary<SessionId, Session>> SessionsAsync(ProjectId project, List<Voice> said, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(said.Select(voice => voice.Session).Where(id => id != default).Distinct().Select(id => sessions.FindAsync(project, id, cancellationToken)));
        return found.OfType<Session>().ToDictionary(session => session.Id);
    }

    private async Task<(IReadOnlyList<HeldPage> All, HashSet<VoiceId> OnShow)> PagesAsync(
        ProjectId project, List<Voice> said, List<MediaOfConsent> media, CancellationToken cancellationToken)
    {
        // Only what was approved can ever have been on a page, or said to be on one.
        var approved = said.Where(voice => voice.Status == VoiceStatus.Approved).Select(voice => voice.Id).ToList();
        var now = await quotesShown.FindAsync(project, approved, cancellationToken);
        var live = now.Select(page => (page.Story, page.Since)).Concat(media.SelectMany(one => one.Pages).Select(page => (page.Story, page.Since)))
            .DistinctBy(page => page.Story).ToDictionary(page => page.Story, page => page.Since);
        var pages = new List<HeldPage>();
        foreach (var (head, put, shares) in await wasShown.FindAsync(
            project, [.. said.Where(HeldOf.MayTell).Select(voice => voice.Id)], [.. media.Select(one => one.Media.Id)], cancellationToken))
        {
            var opened = live.TryGetValue(head.Id, out var since)
                ? await sums.ReadAsync(head.Id, London.DayOf(since), clock.Today(), cancellationToken).Select(day => day.Views).SumAsync(cancellationToken)
                : 0;
            pages.Add(new(
                head.Id, head.Slug, head.Title, head.Audience, live.ContainsKey(head.Id), opened,
                [.. put.Select(London.DayOf).Distinct()], [.. shares.Select(share => new HeldShare(share.To, share.Level, share.Via, share.SharedOn))]));
        }

        return (pages, [.. now.SelectMany(page => page.Voices)]);
    }

    private async Task<IReadOnlyList<MyOutcome>> OutcomesAsync(ProjectId project, List<Voice> said, CancellationToken cancellationToken)
    {
        var answered = said.Where(HeldOf.MayTell).ToList();
        if (answered is [])
            return [];
        return await outcomes.ReadAsync(project, after: null, cancellationToken)
            .Where(outcome => answered.Exists(voice => outcome.Answers(voice.Id, voice.Themes)))
            .OrderByDescending(outcome => outcome.DecidedOn).ThenBy(outcome => outcome.Id.Value)
            .Select(outcome => new MyOutcome(outcome.YouSaid, outcome.WeDid, outcome.DecidedOn, outcome.By, outcome.Theme is not null))
            .ToListAsync(cancellationToken);
    }
}
