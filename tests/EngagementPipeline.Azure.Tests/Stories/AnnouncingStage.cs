using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Stories;

/// <summary>A published story with a picture on real storage, the server that answers as Graph does, and what sees to announcements when its clock is moved.</summary>
internal sealed class AnnouncingStage : TimeProvider, IAnnouncementRequests, IDisposable
{
    private readonly GraphConnection _graph;
    private readonly List<StoryAnnouncementId> _asked = [];
    private readonly StoryAnnouncementTable _table;
    private readonly SendAnnouncementHandler _send;
    private readonly RunAnnouncementsHandler _run;
    private DateTimeOffset _now = System.GetUtcNow();

    private AnnouncingStage(AzuriteFixture azurite, GraphSettings settings)
    {
        Scene = new(StoryStage.Of(azurite, delivers: false));
        var stage = Scene.Stage;
        _graph = new(settings, System);
        _table = new(stage.Storage);
        var mail = new GraphMail(_graph);
        var news = new SharePointNews(_graph);
        var compose = new ComposeAnnouncement(stage.Live, stage.Drafts, new UsableMedia(stage.Media, stage), new(null, null));
        Ask = new(_table, this, stage.Live, mail, stage, this);
        Cancel = new(_table, stage, this);
        Retry = new(_table, this, stage, this);
        Erase = new(stage.Drafts, _table, news);
        _send = new(_table, compose, stage.Share, news, mail, stage, this);
        _run = new(_table, this, compose, this);
    }

    public CrashScene Scene { get; }

    public AskAnnouncementHandler Ask { get; }

    public CancelAnnouncementHandler Cancel { get; }

    public RetryAnnouncementHandler Retry { get; }

    public EraseStoryAnnouncements Erase { get; }

    public static async Task<AnnouncingStage> PublishedAsync(AzuriteFixture azurite, GraphServer? server)
    {
        var settings = server is null ? new GraphSettings() : new GraphSettings { Endpoint = server.Endpoint, Site = server.Pages.Site, Sender = server.Mail.Mailbox, Lists = ["heads@county.example"] };
        var made = new AnnouncingStage(azurite, settings);
        await made.Scene.WithPicturesAsync();
        await made.Scene.WriteAsync();
        Assert.Equal(1, await made.Scene.PublishAsync());
        return made;
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Later(TimeSpan by) => _now += by;

    public async Task<StoryAnnouncementId> AskAsync(AnnouncedBy by, DateTimeOffset? at = null)
    {
        var id = new StoryAnnouncementId(Guid.NewGuid());
        var asked = await Ask.HandleAsync(new(id, Scene.Story, by, Audience.Regional, "Please read <this>", at, new("https://stories.example.org")), StoryStage.Comms, default);
        Assert.True(asked.Succeeded);
        return id;
    }

    public async Task<StoryAnnouncement> OfAsync(StoryAnnouncementId id) => (await _table.FindAsync(Scene.Story, id, default))!.Value;

    public Task SendAsync(StoryAnnouncementId id) => _send.HandleAsync(Scene.Story, id, default);

    /// <summary>What the queue brings, and the timer asks for, every so often for an hour or two.</summary>
    public async Task ComeBackAsync()
    {
        for (var round = 0; round < 6; round++)
        {
            _asked.Clear();
            await _run.HandleAsync(default);
            foreach (var id in _asked.Distinct().ToList())
                await SendAsync(id);
            Later(TimeSpan.FromMinutes(20));
        }
    }

    public void Dispose() => _graph.Dispose();

    // Other tests' rows are theirs.
    Task IAnnouncementRequests.SendAsync(StoryId story, StoryAnnouncementId id, CancellationToken cancellationToken)
    {
        if (story == Scene.Story)
            _asked.Add(id);
        return Task.CompletedTask;
    }
}
