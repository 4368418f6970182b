using Azure;
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
    private readonly ComposeAnnouncement _compose;
    private SendAnnouncementHandler _send = null!;
    private readonly RunAnnouncementsHandler _run;
    private DateTimeOffset _now = System.GetUtcNow();

    private AnnouncingStage(AzuriteFixture azurite, GraphSettings settings)
    {
        Scene = new(StoryStage.Of(azurite, delivers: false));
        var stage = Scene.Stage;
        _table = new(stage.Storage);
        _compose = new ComposeAnnouncement(stage.Live, stage.Drafts, stage, new UsableMedia(stage.Media, stage), new(null, null));
        Cancel = new(_table, stage, this);
        Erase = new(stage.Drafts, _table, this, this);
        _graph = Use(settings);
        _run = new(_table, this, _compose, this);
    }

    public CrashScene Scene { get; }

    public AskAnnouncementHandler Ask { get; private set; } = null!;

    public CancelAnnouncementHandler Cancel { get; }

    public RetryAnnouncementHandler Retry { get; private set; } = null!;

    public EraseStoryAnnouncements Erase { get; }

    public static async Task<AnnouncingStage> PublishedAsync(AzuriteFixture azurite, GraphServer? server, OnWithdrawal? choice = null)
    {
        var made = new AnnouncingStage(azurite, server is null ? new GraphSettings() : SettingsOf(server, "heads@county.example"));
        await made.Scene.WithPicturesAsync();
        await made.Scene.WriteAsync();
        Assert.Equal(1, await made.Scene.PublishAsync(choice));
        return made;
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public void Later(TimeSpan by) => _now += by;

    public async Task<StoryAnnouncementId> AskAsync(AnnouncedBy by, DateTimeOffset? at = null, bool again = false)
    {
        var asked = await PressAsync(by, at, again);
        Assert.True(asked.Succeeded, asked.Succeeded ? null : asked.Refusal.Code);
        return asked.Value.Id;
    }

    /// <summary>On a page of somebody's own, which has an id of its own.</summary>
    public Task<Result<StoryAnnouncement>> PressAsync(AnnouncedBy by, DateTimeOffset? at = null, bool again = false) =>
        Ask.HandleAsync(
            new(new(Guid.NewGuid()), Scene.Story, by, Audience.Regional, "Please read <this>", at, new("https://stories.example.org")) { Again = again }, StoryStage.Comms, default);

    public async Task<StoryAnnouncement> OfAsync(StoryAnnouncementId id) => (await _table.FindAsync(Scene.Story, id, default))!.Value;

    public Task<IReadOnlyList<StoryAnnouncement>> AllAsync() => _table.ListAsync(Scene.Story, default);

    /// <summary>Somebody took the settings away.</summary>
    public void Disconnect() => Use(new());

    /// <summary>Somebody set it up.</summary>
    public void Connect(GraphServer server, params string[] lists) => Use(SettingsOf(server, lists));

    /// <summary>What the story is made of can't be read any more.</summary>
    public async Task BreakAsync()
    {
        var documents = Scene.Stage.Storage.Blobs(StoryDrafts.Container);
        await foreach (var blob in documents.GetBlobsAsync(prefix: $"{Scene.Story}/"))
            await documents.DeleteBlobAsync(blob.Name);
    }

    public Task SendAsync(StoryAnnouncementId id) => _send.HandleAsync(Scene.Story, id, default);

    /// <summary>What the queue brings, and the timer asks for, every so often for an hour or two.</summary>
    public async Task ComeBackAsync()
    {
        for (var round = 0; round < 6; round++)
        {
            _asked.Clear();
            await RunAsync();
            foreach (var id in _asked.Distinct().ToList())
                await TryAsync(() => SendAsync(id));
            Later(TimeSpan.FromMinutes(20));
        }
    }

    // Stories that other tests have broken are theirs.
    private Task RunAsync() => TryAsync(() => _run.HandleAsync(default));

    /// <summary>As the host would: what is thrown is logged, and that is all.</summary>
    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            // It comes again.
        }
    }

    private static GraphSettings SettingsOf(GraphServer server, params string[] lists) => new() { Endpoint = server.Endpoint, Site = server.Pages.Site, Sender = server.Mail.Mailbox, Lists = lists };

    private GraphConnection Use(GraphSettings settings)
    {
        var (graph, stage) = (new GraphConnection(settings, System), Scene.Stage);
        var (news, mail) = (new SharePointNews(graph), new GraphMail(graph));
        var before = new AnnouncedBefore(news, mail);
        Ask = new(_table, this, stage.Live, _compose, before, mail, stage, this);
        Retry = new(_table, this, before, stage, this);
        _send = new(_table, _compose, stage.Share, news, mail, stage, this);
        return graph;
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
