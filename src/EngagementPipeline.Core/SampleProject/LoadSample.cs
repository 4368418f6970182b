using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.SampleProject;

/// <summary>Remembers that somebody took the sample away, so that it does not come back by itself.</summary>
public interface ISampleMark
{
    Task<bool> WasRemovedAsync(CancellationToken cancellationToken);

    Task MarkRemovedAsync(bool removed, CancellationToken cancellationToken);
}

/// <summary>
/// Puts the invented project through the same doors as a real one: sessions, participants, consents, voices, review, a story,
/// publication. Loading it again, or after stopping half-way, changes nothing that stands and adds what is missing.
/// </summary>
public sealed class LoadSampleHandler(
    IProjectStore projects,
    CreateProjectHandler createProject,
    PrepareSessionHandler prepareSession,
    AddParticipantHandler addParticipant,
    RecordConsentHandler recordConsent,
    CaptureVoiceHandler captureVoice,
    ReviewVoiceHandler reviewVoice,
    RecordOutcomeHandler recordOutcome,
    PutStoryHandler putStory,
    PublishStoryHandler publishStory,
    ILiveStories live,
    ISampleMark mark,
    TimeProvider clock) : ILoadSample
{
    private static readonly Actor Worker = new("sample-worker", "Sample worker", new HashSet<Role> { Role.EngagementWorker });
    private static readonly Actor Reviewer = new("sample-reviewer", "Sample reviewer", new HashSet<Role> { Role.EngagementWorker });
    private static readonly Actor Comms = new("sample-comms", "Sample comms", new HashSet<Role> { Role.Comms });

    public async Task LoadIfEmptyAsync(CancellationToken cancellationToken)
    {
        var others = projects.ReadAsync(cancellationToken).Where(project => project.Id != Shared.Sample.Project);
        if (await others.AnyAsync(cancellationToken) || await mark.WasRemovedAsync(cancellationToken))
            return;
        // Its story is published last: from then on it is whole, and what became of it since is somebody's work.
        if (await live.FindAsync(SampleIds.Story, cancellationToken) is not null)
            return;
        await LoadAsync(cancellationToken);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await mark.MarkRemovedAsync(false, cancellationToken);
        Demand(await createProject.HandleAsync(
            new Project
            {
                Id = Shared.Sample.Project,
                Title = "Unconscious bias (sample)",
                Purpose = "Sample: an invented project, to show how words become a page and a page becomes figures.",
            },
            Worker,
            cancellationToken));

        var today = clock.Today();
        foreach (var session in SampleVoices.Sessions)
            AcceptStanding(await PrepareAsync(session, today, cancellationToken));
        await Parallel.ForEachAsync(
            SampleVoices.Quotes,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
            async (quote, token) => await SpeakAsync(quote, today, token));
        foreach (var outcome in SampleVoices.Outcomes)
            AcceptStanding(await recordOutcome.HandleAsync(Of(outcome, today), Worker, cancellationToken));
        await PublishAsync(cancellationToken);
    }

    private static RecordOutcome Of(SampleOutcome outcome, DateOnly today) => new(
        Shared.Sample.Project,
        SampleIds.Of<OutcomeId>(outcome.Key),
        outcome.Quotes.Select(SampleIds.Of<VoiceId>).ToList(),
        Theme: null,
        outcome.YouSaid,
        outcome.WeDid,
        today.AddDays(-outcome.DaysAgo),
        "Partnership board (invented)");

    private Task<Result<Kept<Session>>> PrepareAsync(SampleSession session, DateOnly today, CancellationToken cancellationToken) =>
        prepareSession.HandleAsync(
            new Session
            {
                Id = SampleIds.Of<SessionId>(session.Key),
                Project = Shared.Sample.Project,
                HeldOn = today.AddDays(-session.DaysAgo),
                Place = session.Place,
                Setting = Kebab.Parse<Setting>(session.Setting),
                Phase = Kebab.Parse<Phase>(session.Phase),
                GroupSize = session.GroupSize,
            },
            Worker,
            cancellationToken);

    private async Task SpeakAsync(SampleQuote quote, DateOnly today, CancellationToken cancellationToken)
    {
        var day = today.AddDays(-SampleVoices.Sessions.Single(s => s.Key == quote.Session).DaysAgo);
        var age = Kebab.Parse<AgeBand>(quote.AgeBand);
        var participant = SampleIds.Of<ParticipantId>(quote.Key);
        Demand(await addParticipant.HandleAsync(
            new Participant { Id = participant, Project = Shared.Sample.Project, AgeBand = age }, Worker, cancellationToken));

        var consent = SampleIds.Of<ConsentId>(quote.Key);
        AcceptStanding(await recordConsent.HandleAsync(
            new RecordConsent(
                Shared.Sample.Project,
                consent,
                participant,
                new StatementShown("2026-1", "en"),
                [Use.Quote],
                [Purpose.Story, Purpose.Training, Purpose.AnnualReport],
                [Audience.Local, Audience.Regional, Audience.National],
                new Answer(true, HowAgreed.Paper, day),
                age is AgeBand.Under13 or AgeBand.From13To15 ? new Answer(true, HowAgreed.Paper, day) : null,
                CompetenceNote: null,
                ExpiresOn: null),
            Worker,
            cancellationToken));

        var voice = SampleIds.Of<VoiceId>(quote.Key);
        AcceptStanding(await captureVoice.HandleAsync(
            new CaptureVoice(
                Shared.Sample.Project,
                voice,
                SampleIds.Of<SessionId>(quote.Session),
                participant,
                consent,
                Kebab.Parse<Prompt>(quote.Prompt),
                quote.Words,
                "en",
                London.At(day, new TimeOnly(16, 30)),
                ["unconscious bias"],
                quote.Credit),
            Worker,
            cancellationToken));
        AcceptStanding(await reviewVoice.HandleAsync(
            new ReviewVoice(Shared.Sample.Project, voice, Decision.Approve, Words: null, "Sample"), Reviewer, cancellationToken));
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        Demand(await putStory.HandleAsync(
            new PutStory(SampleIds.Story, SampleStory.Document(SampleIds.Of<VoiceId>), Mark: "*"), Comms, cancellationToken));
        AcceptStanding(await publishStory.HandleAsync(new PublishStory(SampleIds.Story, OnWithdrawal.RemoveQuote), Comms, cancellationToken));
    }

    private static T Demand<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The sample was refused: {result.Refusal.Code}.");

    /// <summary>What was loaded on an earlier day stands with that day's dates, and what somebody withdrew or referred since stays so.</summary>
    private static bool AcceptStanding<T>(Result<T> result) =>
        result.Succeeded || result.Refusal.Status is 404 or 409 or 422
            ? result.Succeeded
            : throw new InvalidOperationException($"The sample was refused: {result.Refusal.Code}.");
}
