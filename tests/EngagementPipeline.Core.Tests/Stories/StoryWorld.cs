using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>Stories, the site and the voices they quote, all in memory, with every call to storage a step that a test can stand before.</summary>
internal sealed class StoryWorld : IStoryPages, IPageRequests, IAudit, IKnownProjects
{
    public static readonly ProjectId Project = new(Guid.Parse("aaaaaaaa-0000-4000-8000-000000000001"));
    public static readonly Actor Comms = new("robin", "Robin Example", new HashSet<Role> { Role.Comms });

    private readonly Queue<QuotesChanged> _takeDowns = [];
    private readonly Queue<StoryId> _requested = [];

    public StoryWorld()
    {
        (Drafts, Live, Site, Uses, MediaUses) = (new(Steps), new(Steps), new(Steps), new(Steps), new(Steps));
        (Claims, Shares, Asked, Media, Ties) = (new(Steps), new(Steps), new(Steps), new(Steps), new(Steps));
        People = new(Steps, Clock, _takeDowns.Enqueue);
        var (quotes, consents) = (new UsableQuotes(People, People, Clock), new MediaConsents(People, Clock));
        var media = new UsableMedia(Media, consents);
        Tying = new(Ties, consents);
        var slugs = new SlugClaiming(Claims, Drafts, Clock);
        Refresh = new(Live, Drafts, quotes, media, Uses, MediaUses, this, Site, this, this, Clock);
        Check = new(Drafts, quotes, new KeptWords(People), media, Live, new(new Uri("https://stories.example.org"), null));
        Put = new(Drafts, Live, Shares, Claims, slugs, this, Media, this, Clock);
        Publish = new(Drafts, Live, Uses, MediaUses, Asked, Check, slugs, Refresh, this, Clock);
        Unpublish = new(Live, Refresh, this, Clock);
        var forget = new ForgetMedia(Media, Ties, consents);
        TakeDown = new(Uses, MediaUses, forget, Refresh, this, Clock) { MostHere = 1 };
        Resume = new(Live, Refresh);
        Share = new(Drafts, Shares, this, Clock);
        Read = new(Drafts, Live, quotes, media, this);
        PutMedia = new(Media, Tying, this, this, Clock);
        TieMedia = new(Media, Ties, consents, forget, MediaUses, this, this, Clock);
        Versions = new(Drafts, Drafts, Live);
        Schedules = new(Steps);
        Schedule = new(Schedules, Drafts, Live, this, Clock);
        RunSchedules = new(Schedules, Live, Drafts, Publish, Unpublish, Refresh, this, Clock);
        Restore = new(Drafts, Drafts, quotes, media, Put, this);
    }

    public Steps Steps { get; } = new();

    public HandClock Clock { get; } = new();

    public MemoryDrafts Drafts { get; }

    public MemoryLive Live { get; }

    public MemorySite Site { get; }

    public MemoryQuoteUses Uses { get; }

    public MemoryMediaUses MediaUses { get; }

    public MemoryPeople People { get; }

    public MemoryClaims Claims { get; }

    public MemoryShares Shares { get; }

    public MemoryAsked Asked { get; }

    public MemoryMedia Media { get; }

    public MemoryTies Ties { get; }

    public PutMediaHandler PutMedia { get; }

    public TyingMedia Tying { get; }

    public TieMediaHandler TieMedia { get; }

    public List<AuditEntry> Audited { get; } = [];

    public RefreshPageHandler Refresh { get; }

    public CheckStoryHandler Check { get; }

    public PutStoryHandler Put { get; }

    public PublishStoryHandler Publish { get; }

    public UnpublishStoryHandler Unpublish { get; }

    public TakeDownQuotesHandler TakeDown { get; }

    public ResumePublishingHandler Resume { get; }

    public ShareStoryHandler Share { get; }

    public ReadStoryHandler Read { get; }

    public ReadVersionsHandler Versions { get; }

    public RestoreVersionHandler Restore { get; }

    public MemorySchedules Schedules { get; }

    public SetScheduleHandler Schedule { get; }

    public RunSchedulesHandler RunSchedules { get; }

    /// <summary>Messages that are due and not yet taken.</summary>
    public int TakeDownsWaiting => _takeDowns.Count;

    /// <summary>Pages that were asked for by themselves and not yet made.</summary>
    public int PagesWaiting => _requested.Count;

    public static VoiceId Voice(int n) => new(new Guid(n, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 1]));

    public static StoryId Story(int n) => new(new Guid(n, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 2]));

    public static Slug SlugOf(int n) => Slug.TryParse($"story-{n}", out var slug) ? slug : throw new ArgumentOutOfRangeException(nameof(n));

    public static StoryDocument ADocument(int story, params int[] voices) => new(
        Project, SlugOf(story), $"Story {story}", "", LanguageTag.English, Audience.Local,
        [new HeadingCard("h", "What they said", 2), .. voices.Select(voice => new QuoteCard($"q{voice}", Voice(voice)))]);

    public static MediaId Picture(int n) => new(new Guid(n, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 5]));

    /// <summary>Takes a quote away so that it may come back: a hold. The mark comes first, then the message.</summary>
    public void Withdraw(int voice)
    {
        People.Hold(voice);
        Announce(voice);
    }

    public void Release(int voice)
    {
        People.Capture(voice);
        People.EndHold(voice);
        People.Approve(voice);
        Announce(voice);
    }

    public void Announce(int voice) => _takeDowns.Enqueue(new QuotesChanged(Project, [Voice(voice)], Clock.GetUtcNow()));

    public bool IsUsable(int voice) => People.IsUsable(voice, Audience.Local);

    /// <summary>Takes the next message of either queue. It comes back if it can't be seen through, as from the real ones.</summary>
    public Task DeliverAsync() => _takeDowns.Count > 0
        ? DeliverAsync(_takeDowns, changed => TakeDown.HandleAsync(changed, default))
        : DeliverAsync(_requested, story => Refresh.HandleAsync(story, default));

    public Task DeliverPageAsync() => DeliverAsync(_requested, story => Refresh.HandleAsync(story, default));

    /// <summary>Until nothing is left to do: what the queue and the timer come to.</summary>
    public async Task DrainAsync()
    {
        foreach (var unfinished in People.Unfinished)
            await unfinished();
        while (_takeDowns.Count + _requested.Count > 0)
            await DeliverAsync();
        await Resume.HandleAsync(default);
    }

    public async Task SendAsync(IReadOnlyCollection<StoryId> stories, CancellationToken cancellationToken)
    {
        foreach (var story in stories)
        {
            await Steps.AtAsync("requests.send");
            _requested.Enqueue(story);
        }
    }

    public async Task SendLaterAsync(StoryId story, TimeSpan after, CancellationToken cancellationToken)
    {
        await Steps.AtAsync("requests.later");
        _requested.Enqueue(story);
    }

    public async Task<StoryKept> PutAsync(int story, params int[] voices) =>
        (await Put.HandleAsync(new(Story(story), ADocument(story, voices), "*"), Comms, default)).Value;

    public Task<Result<StoryPublished>> PublishAsync(int story, OnWithdrawal? onWithdrawal = null) =>
        Publish.HandleAsync(new(Story(story), onWithdrawal), Comms, default);

    public string? PageOf(int story) => Site.Pages.Peek(SlugOf(story))?.Value.Html;

    public LiveStory? WishOf(int story) => Live.Rows.Peek(Story(story))?.Value;

    /// <summary>Voices that some page shows and that may not be shown.</summary>
    public IReadOnlyList<int> ShownThoughNotUsable(int voices) =>
        [.. Enumerable.Range(1, voices).Where(voice => !IsUsable(voice) && Site.Pages.Now.Any(page => page.Html.Contains($"[{voice}]", StringComparison.Ordinal)))];

    public Task<SitePage> StoryAsync(StoryPage page) => Task.FromResult(new SitePage(
        $"{page.Document.Slug} v{page.Version}: "
            + string.Concat(Enumerable.Range(1, 9).Where(n => page.Quotes.ContainsKey(Voice(n))).Select(n => $"[{n}]"))
            + string.Concat(Enumerable.Range(1, 9).Where(n => page.Media.ContainsKey(Picture(n))).Select(n => $"<{n}>")), "", false));

    public Task<SitePage> GoneAsync() => Task.FromResult(new SitePage("gone", "", true));

    public Task<SitePage> UnknownAsync() => Task.FromResult(new SitePage("unknown", "", false));

    public async Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await Steps.AtAsync("audit");
        if (!Audited.Contains(entry))
            Audited.Add(entry);
    }

    public Task<bool> ExistsAsync(ProjectId project, CancellationToken cancellationToken) => Task.FromResult(project == Project);

    private static async Task DeliverAsync<T>(Queue<T> queue, Func<T, Task> handle)
    {
        if (!queue.TryDequeue(out var message))
            return;
        try
        {
            await handle(message);
        }
        catch
        {
            queue.Enqueue(message);
            throw;
        }
    }
}

internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
