using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>
/// Young people by number, each with a consent and, once captured, something that they said. What they may be shown for is asked of the real rule over these
/// records. A change is noted as asked for, made, and announced, as the handlers of Voices do it; what a crash leaves noted is taken up by
/// <see cref="Unfinished"/>.
/// </summary>
internal sealed class MemoryPeople(Steps steps, HandClock clock, Action<QuotesChanged> announce) : IVoiceStore, IConsentStore
{
    private static readonly Signature Reviewer = new("worker-2", "An invented worker", new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    private readonly Dictionary<VoiceId, Voice> _voices = [];
    private readonly Dictionary<ConsentId, Consent> _consents = [];
    private readonly List<Func<Task>> _noted = [];

    /// <summary>What was asked for and not seen to its end.</summary>
    public IReadOnlyList<Func<Task>> Unfinished => [.. _noted];

    public static ConsentId ConsentOf(int n) => new(new Guid(n, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 3]));

    public Consent Consent(int n) => _consents.TryGetValue(ConsentOf(n), out var consent) ? consent : _consents[ConsentOf(n)] = AConsent(n);

    public bool HasEnded(int n) => Consent(n).StateOn(clock.Today()) != ConsentState.Given;

    public bool IsUsable(int n, Audience audience) =>
        _voices.TryGetValue(StoryWorld.Voice(n), out var voice) && Usability.IsUsable(voice, Consent(n), audience, Purpose.Story, clock.Today());

    public bool CoversPictures(int n, Audience audience) => Usability.IsUsable(Consent(n), Use.Image, audience, Purpose.Story, clock.Today());

    public void Capture(int n) => _voices.TryAdd(StoryWorld.Voice(n), AVoice(Consent(n), StoryWorld.Voice(n)));

    public void Approve(int n) => Change(n, voice => voice.Approve(Reviewer, null));

    /// <summary>Only what waits for it is reviewed.</summary>
    public void Review(int n) => Change(n, voice => voice.Status == VoiceStatus.Pending ? voice.Approve(Reviewer, null) : voice);

    public void Hold(int n) => Change(n, voice => voice.Refer(Reviewer, "An invented worry"));

    public void EndHold(int n) => Change(n, voice => voice.Status == VoiceStatus.Held ? voice.Release(Reviewer, null) : voice);

    public Task HoldAsync(int n) => SeeThroughAsync("voices.hold", () => Hold(n), new(StoryWorld.Project, [StoryWorld.Voice(n)], clock.Now));

    public Task WithdrawAsync(int n) => SeeThroughAsync(
        "consents.mark",
        () =>
        {
            _consents[ConsentOf(n)] = Consent(n) with { WithdrawnAt = Consent(n).WithdrawnAt ?? clock.Now };
            Change(n, voice => voice.Erase(clock.Now));
        },
        OfConsent(n));

    /// <summary>Keeps these audiences, and training only where <paramref name="stories"/> is false.</summary>
    public Task NarrowAsync(int n, bool stories, params Audience[] kept) => SeeThroughAsync(
        "consents.narrow",
        () => _consents[ConsentOf(n)] = Consent(n).NarrowTo(new(kept, stories ? [Purpose.Story, Purpose.Training] : [Purpose.Training])),
        OfConsent(n));

    /// <summary>Its last day was yesterday; the timer finds that out.</summary>
    public Task ExpireAsync(int n)
    {
        _consents[ConsentOf(n)] = Consent(n) with { ExpiresOn = clock.Today().AddDays(-1) };
        return SeeThroughAsync("expiries.find", () => { }, OfConsent(n));
    }

    public async Task<IReadOnlyList<Voice>> FindAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken)
    {
        await steps.AtAsync("voices.find");
        return [.. voices.Where(_voices.ContainsKey).Select(voice => _voices[voice])];
    }

    public async Task<IReadOnlyList<Consent>> FindAsync(ProjectId project, IReadOnlyCollection<ConsentId> consents, CancellationToken cancellationToken)
    {
        await steps.AtAsync("consents.find");
        return [.. consents.Where(_consents.ContainsKey).Select(consent => _consents[consent])];
    }

    public async Task<Consent?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        await steps.AtAsync("consents.find-one");
        return _consents.GetValueOrDefault(consent);
    }

    public Task<Versioned<Voice>?> FindAsync(ProjectId project, VoiceId voice, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<Voice> ReadAsync(ProjectId project, VoiceId? after, VoiceFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> AddAsync(Voice voice, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ReplaceAsync(Versioned<Voice> voice, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> AddAsync(Consent consent, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task NarrowAsync(ProjectId project, ConsentId consent, Scope kept, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task MarkWithdrawnAsync(ProjectId project, ConsentId consent, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task EraseNoteAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task SeeThroughAsync(string step, Action change, QuotesChanged changed)
    {
        _noted.Add(StepsAsync);
        await StepsAsync();

        async Task StepsAsync()
        {
            await steps.AtAsync(step);
            change();
            await steps.AtAsync("announce");
            announce(changed);
            _noted.Remove(StepsAsync);
        }
    }

    private void Change(int n, Func<Voice, Voice> change)
    {
        if (_voices.TryGetValue(StoryWorld.Voice(n), out var voice) && voice.Status != VoiceStatus.Erased)
            _voices[voice.Id] = change(voice);
    }

    private QuotesChanged OfConsent(int n) => new(StoryWorld.Project, _voices.ContainsKey(StoryWorld.Voice(n)) ? [StoryWorld.Voice(n)] : [], clock.Now) { Consent = ConsentOf(n) };

    private static Consent AConsent(int n) => new()
    {
        Id = ConsentOf(n),
        Project = StoryWorld.Project,
        Participant = new(new Guid(n, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 4])),
        AgeBand = AgeBand.From16To17,
        Rule = ConsentRule.Default,
        Statement = new("2026-1", "en"),
        Uses = [Use.Quote, Use.Audio, Use.Image],
        Purposes = [Purpose.Story, Purpose.Training],
        Audiences = [Audience.Local, Audience.Regional, Audience.National],
        YoungPerson = new(true, HowAgreed.Paper, new(2026, 3, 1)),
        RecordedAt = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
    };

    private static Voice AVoice(Consent consent, VoiceId id) => new()
    {
        Id = id,
        Project = consent.Project,
        Session = new(Guid.Empty),
        Participant = consent.Participant,
        Consent = consent.Id,
        Prompt = Prompt.Feeling,
        OriginalWords = "Invented words that somebody said.",
        Language = "en",
        CapturedAt = consent.RecordedAt,
        Themes = [],
        CapturedBy = "worker-1",
        ConsentedAudiences = consent.Audiences,
        ConsentedPurposes = consent.Purposes,
    };
}
