using System.Collections.Concurrent;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>Everything that Stories keeps, on real storage; consent is a set that the test holds, and pages list the voices they show.</summary>
public sealed class StoryStage : IUsableQuotes, IKeptWords, IMediaConsents, IStoryPages, IPageRequests, IAudit, IKnownProjects
{
    public static readonly Actor Comms = new("comms-1", "An invented writer", new HashSet<Role> { Role.Comms });

    private StoryStage(Storage storage, Steps steps, SteppingPolicy attempts)
    {
        (Storage, Steps, Attempts) = (storage, steps, attempts);
        (Drafts, Live, Uses, MediaUses, Claims, Shares, Asked, Media, Ties) =
            (new(storage), new(storage), new(storage), new(storage), new(storage), new(storage), new(storage), new(storage), new(storage));
        Site = new(storage, Media);
        var media = new UsableMedia(Media, this);
        var tying = new TyingMedia(Ties, this);
        var slugs = new SlugClaiming(Claims, Drafts, TimeProvider.System);
        var refresh = new RefreshPageHandler(Live, Drafts, this, media, Uses, MediaUses, this, Site, this, this, TimeProvider.System);
        Put = new(Drafts, Live, Shares, Claims, slugs, this, Media, this, TimeProvider.System);
        Publish = new(Drafts, Live, Uses, MediaUses, Asked, new CheckStoryHandler(Drafts, this, this, media, Live, new(null, null)), slugs, refresh, this, TimeProvider.System);
        Unpublish = new(Live, refresh, this, TimeProvider.System);
        TakeDown = new(Uses, MediaUses, new ForgetMedia(Media, Ties, this), refresh, this, TimeProvider.System);
        PutMedia = new(Media, tying, this, this, TimeProvider.System);
        TieMedia = new(Media, Ties, this, new ForgetMedia(Media, Ties, this), MediaUses, this, this, TimeProvider.System);
        Refresh = refresh;
        Resume = new(new OfThisProject(this), refresh);
        RefreshEvery = new(new OfThisProject(this), this);
        Restore = new(Drafts, Drafts, this, media, Put, this);
        Share = new(Drafts, Shares, this, TimeProvider.System);
        Schedules = new(storage);
        RunSchedules = new(new DueOfThisProject(this), Live, Drafts, Publish, Unpublish, refresh, this, TimeProvider.System);
    }

    public Storage Storage { get; }

    /// <summary>Every attempt of every request of this stage is one; so is every entry of the audit, and every message.</summary>
    public Steps Steps { get; }

    public SteppingPolicy Attempts { get; }

    public StoryDrafts Drafts { get; }

    public LiveStoryTable Live { get; }

    public QuoteUseTable Uses { get; }

    public MediaUseTable MediaUses { get; }

    public MediaTieTable Ties { get; }

    public PutMediaHandler PutMedia { get; }

    public TieMediaHandler TieMedia { get; }

    public SlugClaimTable Claims { get; }

    public ShareTable Shares { get; }

    public AskedCardTable Asked { get; }

    public BlobSite Site { get; }

    public MediaTable Media { get; }

    public PutStoryHandler Put { get; }

    public PublishStoryHandler Publish { get; }

    public UnpublishStoryHandler Unpublish { get; }

    public TakeDownQuotesHandler TakeDown { get; }

    public ResumePublishingHandler Resume { get; }

    public RefreshPageHandler Refresh { get; }

    public RefreshEveryPageHandler RefreshEvery { get; }

    public RestoreVersionHandler Restore { get; }

    public ShareStoryHandler Share { get; }

    public StoryScheduleTable Schedules { get; }

    public RunSchedulesHandler RunSchedules { get; }

    public ConcurrentQueue<AuditEntry> Audited { get; } = new();

    /// <summary>Pages that were asked for and not made yet. Unless it <see cref="Delivers"/>, those of the queue; and always those that are due later.</summary>
    public ConcurrentQueue<StoryId> Requested { get; } = new();

    /// <summary>Whether the queue delivers at once.</summary>
    public bool Delivers { get; init; } = true;

    /// <summary>What may be shown now.</summary>
    public ConcurrentDictionary<VoiceId, bool> Usable { get; } = new();

    /// <summary>How each consent stands; one that is not here is none.</summary>
    public ConcurrentDictionary<ConsentId, ConsentState> Consents { get; } = new();

    /// <summary>Where consents are real, they decide; the two above are then what a test expects of them.</summary>
    public (IUsableQuotes Quotes, IMediaConsents Media)? Real { get; set; }

    public ProjectId Project { get; set; } = new(Guid.NewGuid());

    public static async Task<StoryStage> OpenAsync(AzuriteFixture azurite)
    {
        var stage = Of(azurite, delivers: true);
        var storage = stage.Storage;
        foreach (var table in new[] { "Stories", "StoryNames", "LiveStories", "QuoteUses", "MediaUses", "MediaTies", "Shares", "ShortAddresses", "AskedCards", "Media", "StorySchedules", "StoryAnnouncements" })
            await storage.Table(table).CreateIfNotExistsAsync();
        await storage.Blobs(StoryDrafts.Container).CreateIfNotExistsAsync();
        await storage.Blobs(BlobSite.Container).CreateIfNotExistsAsync();
        await storage.Blobs(MediaTable.Container).CreateIfNotExistsAsync();
        return stage;
    }

    /// <summary>Once somebody has opened one, others need not make what is there.</summary>
    public static StoryStage Of(AzuriteFixture azurite, bool delivers)
    {
        var steps = new Steps();
        var attempts = new SteppingPolicy(steps);
        return new StoryStage(TestStorage.Of(azurite, attempts), steps, attempts) { Delivers = delivers, SaysAll = !delivers };
    }

    public static StoryId NewStory() => new(Guid.NewGuid());

    /// <summary>Of this stage; its timers leave all others alone.</summary>
    public ConcurrentDictionary<StoryId, bool> Stories { get; } = new();

    public static Slug SlugOf(StoryId story) => Slug.TryParse($"s-{story.Value:N}", out var slug) ? slug : throw new InvalidOperationException();

    public VoiceId NewVoice()
    {
        var voice = new VoiceId(Guid.NewGuid());
        Usable[voice] = true;
        return voice;
    }

    public StoryDocument ADocument(StoryId story, params VoiceId[] voices) => new(
        Project, SlugOf(story), "A title", "A summary", LanguageTag.English, Audience.Regional,
        [new HeadingCard("h", "What they said", 2), .. voices.Select((voice, i) => new QuoteCard($"q{i}", voice))]);

    public StoryHead AHead(StoryId story, int revision, params VoiceId[] voices) => new(
        story, Project, SlugOf(story), "A title", LanguageTag.English, Audience.Regional, revision,
        StoryJson.HashOf(StoryJson.Write(ADocument(story, voices))), new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), "An invented writer");

    public LiveStory AWish(StoryId story, int publication = 1) => new()
    {
        Story = story,
        Project = Project,
        Slug = SlugOf(story),
        Title = "A title",
        Version = 3,
        Document = "abc",
        CardCount = 2,
        OnWithdrawal = OnWithdrawal.Unpublish,
        Live = true,
        Publication = publication,
        Confirmed = false,
        PublishedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        LaunchedAt = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero),
        Voices = [new VoiceId(Guid.NewGuid()), new VoiceId(Guid.NewGuid())],
    };

    public async Task<StoryId> PublishedAsync(params VoiceId[] voices)
    {
        var story = NewStory();
        Stories[story] = true;
        Assert.True((await Put.HandleAsync(new(story, ADocument(story, voices), null), Comms, default)).Succeeded);
        Assert.True((await Publish.HandleAsync(new(story, null), Comms, default)).Succeeded);
        return story;
    }

    public async Task<string?> PageOfAsync(StoryId story) => (await Site.ReadAsync(SlugOf(story), default))?.Html;

    public async Task<IReadOnlyDictionary<VoiceId, UsableQuote>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, Audience audience, Purpose purpose, CancellationToken cancellationToken)
    {
        if (Real is { Quotes: var quotes })
            return await quotes.FindAsync(project, voices, audience, purpose, cancellationToken);
        await Task.Yield();
        return voices.Where(voice => Usable.GetValueOrDefault(voice)).ToDictionary(voice => voice, voice => new UsableQuote(voice, default, "…", "en", null));
    }

    /// <summary>Whether what is typed is what somebody said.</summary>
    public bool Repeats { get; set; }

    public Task<bool> AreRepeatedAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, IReadOnlyList<string> texts, CancellationToken cancellationToken) => Task.FromResult(Repeats);

    public Task<IReadOnlyDictionary<ConsentId, IReadOnlyList<Use>>> FindAsync(
        ProjectId project, IReadOnlyCollection<ConsentId> consents, Audience audience, Purpose purpose, CancellationToken cancellationToken) =>
        Real is { Media: var media } ? media.FindAsync(project, consents, audience, purpose, cancellationToken) : Task.FromResult<IReadOnlyDictionary<ConsentId, IReadOnlyList<Use>>>(
            consents.Where(consent => Consents.GetValueOrDefault(consent, ConsentState.Refused) == ConsentState.Given).ToDictionary(consent => consent, IReadOnlyList<Use> (_) => [Use.Image]));

    public Task<ConsentStanding?> FindAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken) =>
        Real is { Media: var media } ? media.FindAsync(project, consent, cancellationToken) : Task.FromResult(Consents.TryGetValue(consent, out var state) ? new ConsentStanding(state, [Use.Image]) : null);

    public Task<SitePage> StoryAsync(StoryPage page) => Task.FromResult(
        new SitePage(SaysAll ? Numbered(page.Version, page.Quotes.Keys, page.Media.Keys) : ListOf(page.Quotes.Keys), "default-src 'none'", false)
        {
            Files = [.. page.Media.Values.SelectMany(media => media.Files.Select(file => new SiteFile(media.Id, file)))],
        });

    public Task<SitePage> GoneAsync() => Task.FromResult(new SitePage("gone", "default-src 'none'", true));

    public Task<SitePage> UnknownAsync() => throw new NotSupportedException();

    /// <summary>Whether a page says its version and its pictures, too.</summary>
    public bool SaysAll { get; init; }

    public static string Numbered(int version, IEnumerable<VoiceId> voices, IEnumerable<MediaId> media) =>
        FormattableString.Invariant($"{version}: {ListOf(voices)} | {ListOf(media)}");

    private static string ListOf<T>(IEnumerable<T> shown) => string.Join(' ', shown.Select(one => $"{one}").Order(StringComparer.Ordinal));

    // The queue.
    public async Task SendAsync(IReadOnlyCollection<StoryId> stories, CancellationToken cancellationToken)
    {
        await Task.WhenAll(stories.Select(SendAsync));

        async Task SendAsync(StoryId story)
        {
            if (Delivers)
            {
                await Refresh.HandleAsync(story, cancellationToken);
                return;
            }

            await Steps.AtAsync("queue publish");
            Requested.Enqueue(story);
        }
    }

    public async Task SendLaterAsync(StoryId story, TimeSpan after, CancellationToken cancellationToken)
    {
        await Steps.AtAsync("queue publish, later");
        Requested.Enqueue(story);
    }

    public async Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await Steps.AtAsync("audit");
        Audited.Enqueue(entry);
    }

    public Task<bool> ExistsAsync(ProjectId project, CancellationToken cancellationToken) => Task.FromResult(project == Project);

    /// <summary>Puts a page there, and asks nobody to look again.</summary>
    public Task<bool> WriteAsync(Slug slug, SitePage page, string? onlyIf, CancellationToken cancellationToken) =>
        Site.WriteAsync(slug, page, onlyIf, _ => Task.CompletedTask, cancellationToken);
}
