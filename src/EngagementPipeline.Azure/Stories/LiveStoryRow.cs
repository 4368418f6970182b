using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

internal sealed class LiveStoryRow : ITableEntity
{
    public const string Table = "LiveStories";
    public const string Partition = "live";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Slug { get; set; } = "";

    public string Title { get; set; } = "";

    public int Version { get; set; }

    public string Document { get; set; } = "";

    public int CardCount { get; set; }

    public string OnWithdrawal { get; set; } = "";

    public bool Live { get; set; }

    public int Publication { get; set; }

    public bool Confirmed { get; set; }

    public DateTimeOffset PublishedAt { get; set; }

    public DateTimeOffset LaunchedAt { get; set; }

    public string Voices { get; set; } = "";

    public string Media { get; set; } = "";

    public int? QuotesTakenAway { get; set; }

    public int? MediaTakenAway { get; set; }

    /// <summary>Missing while the page shows all that was published.</summary>
    public DateTimeOffset? TakenAwayAt { get; set; }

    public bool? NothingLeft { get; set; }

    public static LiveStoryRow Of(LiveStory wish) => new()
    {
        RowKey = wish.Story.ToString(),
        Project = wish.Project.ToString(),
        Slug = wish.Slug.Value,
        Title = wish.Title,
        Version = wish.Version,
        Document = wish.Document,
        CardCount = wish.CardCount,
        OnWithdrawal = Kebab.Of(wish.OnWithdrawal),
        Live = wish.Live,
        Publication = wish.Publication,
        Confirmed = wish.Confirmed,
        PublishedAt = wish.PublishedAt,
        LaunchedAt = wish.LaunchedAt,
        Voices = Stored.Ids(wish.Voices),
        Media = Stored.Ids(wish.Media),
        QuotesTakenAway = wish.TakenAway?.Quotes,
        MediaTakenAway = wish.TakenAway?.Media,
        TakenAwayAt = wish.TakenAway?.At,
        NothingLeft = wish.TakenAway?.NothingLeft,
    };

    public LiveStory ToLiveStory() => new()
    {
        Story = Stored.Id<StoryId>(RowKey),
        Project = Stored.Id<ProjectId>(Project),
        Slug = Stored.Slug(Slug),
        Title = Title,
        Version = Version,
        Document = Document,
        CardCount = CardCount,
        OnWithdrawal = Kebab.Parse<OnWithdrawal>(OnWithdrawal),
        Live = Live,
        Publication = Publication,
        Confirmed = Confirmed,
        PublishedAt = PublishedAt,
        LaunchedAt = LaunchedAt,
        Voices = Stored.Ids<VoiceId>(Voices),
        Media = Stored.Ids<MediaId>(Media),
        TakenAway = TakenAwayAt is { } at ? new(QuotesTakenAway ?? 0, MediaTakenAway ?? 0, at, NothingLeft ?? false) : null,
    };
}
