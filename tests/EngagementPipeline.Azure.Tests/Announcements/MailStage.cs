using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Announcements;

/// <summary>Mails to our own on real storage, by the real SDK, with a clock that is moved by hand. What voices and stories say of a worker is made up here.</summary>
internal sealed class MailStage : TimeProvider, IDispatchRequests, IProjectStore, IAudit, IWhatBecameOfVoices, IWhereQuotesAreShown, IViewSums, IKeyRing, IDisposable
{
    public static readonly LetterOrigins Origins = new(new("https://desk.example.org"), new("https://stories.example.org"));

    private readonly GraphConnection _graph;
    private readonly List<(DispatchKind Kind, string Key)> _asked = [];
    private readonly HashSet<string> _mine = new(StringComparer.Ordinal);
    private readonly HashSet<string> _workers = new(StringComparer.Ordinal);
    private DateTimeOffset _now = new(2026, 11, 3, 7, 0, 0, TimeSpan.Zero);

    private MailStage(AzuriteFixture azurite, GraphSettings settings)
    {
        Storage = TestStorage.Of(azurite, new SteppingPolicy(Steps));
        _graph = new(settings, System);
        var mail = new GraphMail(_graph);
        Links = new(this);
        (Dispatches, Readers, Outbox) = (new(Storage), new(Storage), new(Storage));
        Put = new(Outbox, Dispatches, this, this);
        Send = new(Dispatches, Readers, new(this, this, this, new(Disclosure.UsualThreshold)), Links, this, mail, Origins, this);
        Run = new(Dispatches, this, this);
        Retry = new(Dispatches, this, this, this);
        Plan = new(new MyReaders(Readers, _workers), Dispatches, this, this);
        Choose = new(Readers, this, this);
        ByLink = new(Links, Readers, this, this);
        Note = new(Readers, this);
    }

    public Storage Storage { get; }

    /// <summary>Every attempt of every request to storage is one.</summary>
    public Steps Steps { get; } = new();

    public DispatchTable Dispatches { get; }

    public DigestReaderTable Readers { get; }

    public OutboxTable Outbox { get; }

    public PutInOutboxHandler Put { get; }

    public SendDispatchHandler Send { get; }

    public RunDispatchesHandler Run { get; }

    public RetryDispatchesHandler Retry { get; }

    public PlanDigestsHandler Plan { get; }

    public ChooseDigestMailHandler Choose { get; }

    public DigestLinks Links { get; }

    public ChooseDigestMailByLinkHandler ByLink { get; }

    public Keys Ring { get; set; } = new(Enumerable.Repeat((byte)7, 32).ToArray(), [], SomeMissing: false);

    public NoteDigestReader Note { get; }

    public List<AuditEntry> Audited { get; } = [];

    /// <summary>Of every worker; none is an empty month.</summary>
    public int Captured { get; set; } = 7;

    public static async Task<MailStage> SetAsync(AzuriteFixture azurite, GraphServer? server)
    {
        var stage = new MailStage(
            azurite, server is null ? new() : new() { Endpoint = server.Endpoint, Sender = server.Mail.Mailbox, Leads = ["lead@county.example"] });
        foreach (var table in new[] { DispatchRow.Table, DigestReaderRow.Table, AnnouncementRow.Table })
            await stage.Storage.Table(table).CreateIfNotExistsAsync();
        return stage;
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Later(TimeSpan by) => _now += by;

    /// <summary>A fresh one, as the queue <c>announce</c> brings it.</summary>
    public Announcement AnAnnouncement()
    {
        var made = new Announcement(AnnouncementKind.VoiceReferred, Role.SafeguardingLead, $"voice/{Guid.NewGuid()}", new(Guid.NewGuid()), _now.AddTicks(Random.Shared.Next(10_000)), "Robin Invented", "/safeguarding");
        _mine.Add(Dispatch.KeyOf(made));
        return made;
    }

    /// <summary>Somebody who has captured something.</summary>
    public async Task<Actor> AWorkerAsync()
    {
        var worker = new Actor(Guid.NewGuid().ToString(), "Robin Invented", new HashSet<Role> { Role.EngagementWorker }) { Address = $"{Guid.NewGuid():N}@county.example" };
        _workers.Add(worker.Id);
        await Note.AfterAsync(Done.Instance, worker, default);
        return worker;
    }

    /// <summary>The digest of the month before, planned as the timer plans it.</summary>
    public async Task<Dispatch> PlannedAsync(Actor worker)
    {
        var planned = Dispatch.Of(worker.Id, CalendarMonth.Of(London.DayOf(_now)).Before, _now);
        _mine.Add(planned.Key);
        await Plan.HandleAsync(default);
        return (await FindAsync(planned.Kind, planned.Key))!;
    }

    public async Task<Dispatch?> FindAsync(DispatchKind kind, string key) => (await Dispatches.FindAsync(kind, key, default))?.Value;

    /// <summary>What the queue brings, and the timer asks for, every so often for two hours.</summary>
    public async Task ComeBackAsync()
    {
        for (var round = 0; round < 6; round++)
        {
            await Run.HandleAsync(default);
            await DeliverAsync();
            Later(TimeSpan.FromMinutes(20));
        }
    }

    /// <summary>What was asked for so far.</summary>
    public async Task DeliverAsync()
    {
        var asked = _asked.Distinct().ToList();
        _asked.Clear();
        foreach (var (kind, key) in asked)
            await Send.HandleAsync(kind, key, default);
    }

    public void Dispose() => _graph.Dispose();

    Task IDispatchRequests.SendAsync(DispatchKind kind, string key, CancellationToken cancellationToken)
    {
        if (_mine.Contains(key))
            _asked.Add((kind, key));
        return Steps.AtAsync("queue");
    }

    Task<Keys> IKeyRing.GetAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name == DigestLinks.KeyName ? Ring : throw new NotSupportedException());

    Task<Project?> IProjectStore.FindAsync(ProjectId project, CancellationToken cancellationToken) =>
        Task.FromResult<Project?>(new() { Id = project, Title = "Shops <& guards>", Purpose = "Invented" });

    Task<bool> IProjectStore.AddAsync(Project project, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<Project> IProjectStore.ReadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IAudit.RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        Audited.Add(entry);
        return Task.CompletedTask;
    }

    Task<WhatBecameOfVoices> IWhatBecameOfVoices.ReadAsync(string worker, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult(new WhatBecameOfVoices(Captured, 0, 0, 0, [], []));

    Task<IReadOnlyList<PageWithQuotes>> IWhereQuotesAreShown.FindAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PageWithQuotes>>([]);

    IAsyncEnumerable<DailyViews> IViewSums.ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) => AsyncEnumerable.Empty<DailyViews>();
}

/// <summary>Other tests' workers are theirs.</summary>
internal sealed class MyReaders(IDigestReaders readers, IReadOnlySet<string> mine) : IDigestReaders
{
    public Task<Versioned<DigestReader>?> FindAsync(string id, CancellationToken cancellationToken) => readers.FindAsync(id, cancellationToken);

    public Task<Versioned<DigestReader>?> NamedAsync(string name, CancellationToken cancellationToken) => readers.NamedAsync(name, cancellationToken);

    public Task<bool> PutAsync(DigestReader reader, string? onlyIf, CancellationToken cancellationToken) => readers.PutAsync(reader, onlyIf, cancellationToken);

    public IAsyncEnumerable<DigestReader> ReadAsync(CancellationToken cancellationToken) => readers.ReadAsync(cancellationToken).Where(reader => mine.Contains(reader.Id));

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => readers.RemoveAsync(id, cancellationToken);
}
