using System.Collections.Concurrent;
using System.Reflection;
using Azure.Core.Pipeline;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

/// <summary>Everything the Voices feature is made of, on real storage, but for a clock of its own and announcements that are kept here.</summary>
public sealed class Stage
{
    public static readonly Actor Worker = new("worker-1", "An invented worker", new HashSet<Role> { Role.EngagementWorker });

    private readonly Func<Type, object, object> _around;
    private readonly IKeyRing _keys;

    private Stage(Storage storage, IKeyRing keys, Func<Type, object, object> around, ConcurrentQueue<QuotesChanged> announced, ConcurrentQueue<Announcement> told)
    {
        _around = around;
        Told = told;
        _keys = keys;
        Announced = announced;
        Storage = storage;
        Projects = Around<IProjectStore>(new ProjectStore(storage));
        Sessions = Around<ISessionStore>(new SessionStore(storage));
        Participants = Around<IParticipantStore>(new ParticipantStore(storage));
        Consents = Around<IConsentStore>(new ConsentStore(storage));
        Voices = Around<IVoiceStore>(new VoiceStore(storage));
        Outcomes = Around<IOutcomeStore>(new OutcomeStore(storage));
        WordsKept = Around<IWordsKept>(new VoiceStore(storage));
        Details = Around<IParticipantDetails>(new ParticipantStore(storage));
        Rules = Around<IRetentionRules>(new RetentionRules(storage));
        VoicesOfConsent = Around<IVoicesOfConsent>(new VoicesOfConsent(storage));
        Ledger = Around<IConsentLedger>(new ConsentLedger(storage));
        Codes = Around<IWithdrawalCodes>(new WithdrawalCodes(storage, keys));
        Withdrawals = Around<IPendingWithdrawals>(new PendingWithdrawals(storage));
        Erasures = Around<IPendingErasures>(new PendingErasures(storage));
        Narrowings = Around<IPendingNarrowings>(new PendingNarrowings(storage));
        Announcements = Around<IPendingAnnouncements>(new PendingAnnouncements(storage));
        Expiries = Around<IConsentExpiries>(new ConsentExpiries(storage));
        QuoteChanges = Around<IQuoteChanges>(new Kept(Announced));
        Audit = Around<IAudit>(new AuditTable(storage));
        Referrals = Around<IReferrals>(new Referrals(storage));
        Announce = Around<IAnnounce>(new Sent(told));
    }

    public Storage Storage { get; }

    public HandClock Clock { get; init; } = new();

    public ConcurrentQueue<QuotesChanged> Announced { get; }

    /// <summary>What was sent to the queue <c>announce</c>.</summary>
    public ConcurrentQueue<Announcement> Told { get; }

    public IProjectStore Projects { get; }

    public ISessionStore Sessions { get; }

    public IParticipantStore Participants { get; }

    public IConsentStore Consents { get; }

    public IVoiceStore Voices { get; }

    public IOutcomeStore Outcomes { get; }

    public IWordsKept WordsKept { get; }

    public IParticipantDetails Details { get; }

    public IRetentionRules Rules { get; }

    public IVoicesOfConsent VoicesOfConsent { get; }

    public IConsentLedger Ledger { get; }

    public IWithdrawalCodes Codes { get; }

    public IPendingWithdrawals Withdrawals { get; }

    public IPendingErasures Erasures { get; }

    public IPendingNarrowings Narrowings { get; }

    public IPendingAnnouncements Announcements { get; }

    public IConsentExpiries Expiries { get; }

    public IQuoteChanges QuoteChanges { get; }

    public IAudit Audit { get; }

    public IReferrals Referrals { get; }

    public IAnnounce Announce { get; }

    public RecordConsentHandler RecordConsent => new(Projects, Participants, Consents, Ledger, Expiries, Codes, WithdrawConsent, Audit, Clock);

    public CaptureVoiceHandler CaptureVoice =>
        new(Projects, Sessions, Participants, Consents, Voices, VoicesOfConsent, ReviewVoice, ReferVoice, Audit, Clock);

    public WithdrawConsentHandler WithdrawConsent => new(
        Consents, Ledger, Voices, VoicesOfConsent, new(Voices, Announce), new(Outcomes, Voices), Withdrawals, QuoteChanges, Audit, Clock);

    public EraseEverythingHandler EraseEverything => new(Participants, new(Consents, Ledger), Consents, WithdrawConsent, Erasures, Audit, Clock);

    public FinishErasuresHandler FinishErasures => new(Erasures, EraseEverything);

    public FinishWithdrawalsHandler FinishWithdrawals => new(Withdrawals, WithdrawConsent);

    public NarrowConsentHandler NarrowConsent => new(Consents, Ledger, VoicesOfConsent, Narrowings, QuoteChanges, Audit, Clock);

    public FinishNarrowingsHandler FinishNarrowings => new(Narrowings, NarrowConsent);

    public FinishAnnouncementsHandler FinishAnnouncements => new(Announcements, QuoteChanges, new(Outcomes, Voices), Clock);

    public ExpireConsentsHandler ExpireConsents => new(Expiries, Consents, Ledger, VoicesOfConsent, QuoteChanges, Clock);

    public ChangeVoice ChangeVoice => new(Voices, Announcements, QuoteChanges, Audit, Clock);

    public ReferVoice ReferVoice => new(Referrals, Announce);

    public ReviewVoiceHandler ReviewVoice => new(Projects, Voices, ChangeVoice, ReferVoice, Clock);

    public ReleaseVoiceHandler ReleaseVoice => new(Projects, ChangeVoice, Referrals, Clock);

    public CloseVoiceHandler CloseVoice => new(Projects, ChangeVoice, Referrals, new(Outcomes, Voices), Announcements, Clock);

    public FinishReferralsHandler FinishReferrals => new(Referrals, Voices, ReferVoice, Clock);

    public ListReferralsHandler ListReferrals => new(Referrals, Voices, Projects, Sessions);

    public AddParticipantHandler AddParticipant => new(Projects, Participants, Audit, Clock);

    public ReadRenewableHandler ReadRenewable => new(new(Projects, Consents, Ledger), VoicesOfConsent, Voices, Clock);

    public RenewConsentHandler RenewConsent =>
        new(Projects, Consents, VoicesOfConsent, Ledger, new ChangeVoice(Voices, Announcements, QuoteChanges, Audit, Clock), Clock);

    public RecordOutcomeHandler RecordOutcome => new(Projects, Voices, Outcomes, Audit, Clock);

    public CurrentRetention CurrentRetention => new(Projects, Rules);

    public ChangeRetentionHandler ChangeRetention => new(CurrentRetention, Rules, Audit, Clock);

    public PlanRetentionHandler PlanRetention => new(CurrentRetention, WordsKept, Details, Clock);

    /// <summary>Of one project; the timer does so for all, and these tests share a store with others.</summary>
    public EraseWhatIsPastHandler EraseWhatIsPastOf(ProjectId project) => new(
        new OneProject(Projects, project), CurrentRetention, WordsKept, Details, new ForgetOutcomeWords(Outcomes, Voices), Ledger, new ChangeVoice(Voices, Announcements, QuoteChanges, Audit, Clock), Audit, Clock);

    /// <summary>What reports ask, of one project: these tests share a store with others.</summary>
    public CountEngagement EngagementIn(ProjectId project) => new(new OneProject(Projects, project), new VoiceStore(Storage), Participants, Sessions, Ledger, Consents);

    public DecidedOutcomes DecidedIn(ProjectId project) => new(new OneProject(Projects, project), Outcomes);

    public VerifyLedgerHandler VerifyLedger => new(Projects, Ledger);

    public UsableQuotes UsableQuotes => new(Voices, Consents, Clock);

    public static async Task<Stage> SetAsync(AzuriteFixture azurite, params HttpPipelinePolicy[] watchers)
    {
        var storage = TestStorage.Of(azurite, watchers);
        var tables = typeof(Storage).Assembly.GetTypes()
            .Select(type => type.GetField("Table", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue())
            .OfType<string>();
        await Task.WhenAll(tables.Select(table => storage.Table(table).CreateIfNotExistsAsync()));
        await storage.Blobs(KeyRing.Container).CreateIfNotExistsAsync();
        return new Stage(storage, new KeyRing(storage, TestStorage.Configuration(azurite)), (_, inner) => inner, new(), new());
    }

    /// <summary>The same, but the service stops just before the n-th call that it makes of anything stored or sent.</summary>
    public Stage StoppingBeforeCall(int n, out Calls calls) => With(calls = new Calls(n, () => throw new StoppedException()));

    /// <summary>The same, but just before the n-th call something else happens, from beginning to end.</summary>
    public Stage WithBeforeCall(int n, Func<Task> meanwhile) => With(new Calls(n, () => meanwhile().GetAwaiter().GetResult()));

    private Stage With(Calls counted) =>
        new(Storage, _keys, (seam, inner) => Interruption.Around(seam, inner, counted), Announced, Told) { Clock = Clock };

    /// <summary>A project with a session, a participant and a consent that is given, and as many approved voices as asked.</summary>
    public async Task<Scene> ASceneAsync(int voices = 1, Func<RecordConsent, RecordConsent>? consent = null, Project? project = null)
    {
        project ??= Given.AProject();
        var session = Given.ASession(project.Id);
        var participant = Given.AParticipant(project.Id);
        await Projects.AddAsync(project, default);
        await Sessions.AddAsync(session, default);
        await Participants.AddAsync(participant, default);

        var agreed = new RecordConsent(
            project.Id, new(Guid.NewGuid()), participant.Id, new("2026-1", "en"), [Use.Quote], [Purpose.Story], [Audience.Local], Given.Yes(), null, null, null);
        var recorded = (await RecordConsent.HandleAsync(consent?.Invoke(agreed) ?? agreed, Worker, default)).Value;
        var scene = new Scene(project.Id, session.Id, participant.Id, agreed.Consent, recorded.Value.Code!, []);
        for (var i = 0; i < voices; i++)
        {
            var capture = scene.ACapture();
            Assert.True((await CaptureVoice.HandleAsync(capture, Worker, default)).Succeeded);
            Assert.True((await ReviewVoice.HandleAsync(new(project.Id, capture.Voice, Decision.Approve, null, null), Worker, default)).Succeeded);
            scene.Voices.Add(capture.Voice);
        }

        return scene;
    }

    public Task<List<AuditEntry>> AuditedAsync(Scene scene, string action)
    {
        var filter = global::Azure.Data.Tables.TableClient.CreateQueryFilter($"Project eq {scene.Project.ToString()} and Action eq {action}");
        return Storage.Table(AuditRow.Table).QueryAsync<AuditRow>(filter).Select(row => row.ToEntry()).ToListAsync().AsTask();
    }

    private T Around<T>(T inner)
        where T : class =>
        (T)_around(typeof(T), inner);

    private sealed class Sent(ConcurrentQueue<Announcement> told) : IAnnounce
    {
        public Task SendAsync(Announcement announcement, CancellationToken cancellationToken)
        {
            told.Enqueue(announcement);
            return Task.CompletedTask;
        }
    }

    private sealed class OneProject(IProjectStore projects, ProjectId only) : IProjectStore
    {
        public Task<Project?> FindAsync(ProjectId project, CancellationToken cancellationToken) => projects.FindAsync(project, cancellationToken);

        public Task<bool> AddAsync(Project project, CancellationToken cancellationToken) => projects.AddAsync(project, cancellationToken);

        public IAsyncEnumerable<Project> ReadAsync(CancellationToken cancellationToken) =>
            projects.ReadAsync(cancellationToken).Where(project => project.Id == only);
    }

    private sealed class Kept(ConcurrentQueue<QuotesChanged> announced) : IQuoteChanges
    {
        public Task AnnounceAsync(QuotesChanged changed, CancellationToken cancellationToken)
        {
            announced.Enqueue(changed);
            return Task.CompletedTask;
        }
    }
}

/// <summary>What is pending of one project; the timer looks after all, and tests share a store.</summary>
public sealed class PendingOf(IPendingWithdrawals pending, ProjectId only) : IPendingWithdrawals
{
    public Task<PendingWithdrawal> AddAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken) => pending.AddAsync(withdrawal, cancellationToken);

    public Task<PendingWithdrawal?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) => pending.FindAsync(project, consent, cancellationToken);

    public async Task<IReadOnlyList<PendingWithdrawal>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await pending.ReadAsync(cancellationToken)).Where(withdrawal => withdrawal.Project == only)];

    public Task RemoveAsync(PendingWithdrawal withdrawal, CancellationToken cancellationToken) => pending.RemoveAsync(withdrawal, cancellationToken);
}

public sealed record Scene(
    ProjectId Project, SessionId Session, ParticipantId Participant, ConsentId Consent, WithdrawalCode Code, List<VoiceId> Voices)
{
    public CaptureVoice ACapture() => new(
        Project,
        new(Guid.NewGuid()),
        Session,
        Participant,
        Consent,
        Prompt.Feeling,
        "Invented words: it feels like nobody asks me.",
        "en",
        new DateTimeOffset(2026, 11, 20, 15, 30, 0, TimeSpan.Zero),
        ["belonging"],
        "Year 11");

    /// <summary>For all of the voices.</summary>
    public RecordOutcome AnOutcome() => new(
        Project,
        new(Guid.NewGuid()),
        Voices.ToList(),
        Theme: null,
        "Invented words: nobody asks you about marmalade.",
        "We ask first now, at every meeting.",
        new DateOnly(2026, 11, 21),
        "An invented board");
}

public sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

public sealed class StoppedException : Exception;

/// <summary>Counts the calls made, and does something before the n-th; when that throws, every later one throws too.</summary>
public sealed class Calls(int before, Action then)
{
    private int _made;
    private bool _stopped;

    public int Made => _made;

    public void Next()
    {
        var call = Interlocked.Increment(ref _made);
        if (call < before || (call > before && !_stopped))
            return;
        _stopped = true;
        then();
        _stopped = false;
    }
}

/// <summary>Stands around a seam and lets its calls through until they stop.</summary>
public class Interruption : DispatchProxy
{
    private object _inner = null!;
    private Calls _calls = null!;

    public static object Around(Type seam, object inner, Calls calls)
    {
        var proxy = (Interruption)Create(seam, typeof(Interruption));
        proxy._inner = inner;
        proxy._calls = calls;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.Next();
        return targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
