using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>What becomes of a published story when one of its quotes may no longer be shown.</summary>
public enum OnWithdrawal
{
    /// <summary>The page stays, without the quote.</summary>
    RemoveQuote,

    /// <summary>The whole page goes; putting it back is somebody's decision.</summary>
    Unpublish,
}

/// <summary>
/// What should stand at a story's public address: the wish, which <see cref="RefreshPageHandler"/> makes true.
/// There is one for every story ever published, and it stays when the story is taken down.
/// </summary>
public sealed record LiveStory
{
    public required StoryId Story { get; init; }

    public required ProjectId Project { get; init; }

    /// <summary>Never changes: people have the address.</summary>
    public required Slug Slug { get; init; }

    /// <summary>Of the newest published version, as are the next four.</summary>
    public required string Title { get; init; }

    /// <summary>The revision that was published.</summary>
    public required int Version { get; init; }

    /// <summary>The hash of that revision's document.</summary>
    public required string Document { get; init; }

    public required int CardCount { get; init; }

    public required OnWithdrawal OnWithdrawal { get; init; }

    /// <summary>True when readers should see the story; false when they should be told that it was taken down.</summary>
    public required bool Live { get; init; }

    /// <summary>Counts every change of the wish, from 1. Intents in <see cref="IQuoteUses"/> carry the number they were made for.</summary>
    public required int Publication { get; init; }

    /// <summary>True once a page made from this very wish has been written. Until then <see cref="ResumePublishingHandler"/> sees to it.</summary>
    public required bool Confirmed { get; init; }

    /// <summary>When this version went live.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When the first version went live.</summary>
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>Every voice that may have a row in <see cref="IQuoteUses"/> for this story: those of this version and of any before it not tidied yet.</summary>
    public required IReadOnlyList<VoiceId> Voices { get; init; }

    /// <summary>The same of pictures and sounds, in <see cref="IMediaUses"/>.</summary>
    public IReadOnlyList<MediaId> Media { get; init; } = [];

    /// <summary>Known once the page was made without it; a new publication begins with none.</summary>
    public TakenAway? TakenAway { get; init; }

    /// <summary>The wish that follows this one: the same, but for readers to be told that it was taken down.</summary>
    public LiveStory TakenDown() => this with { Live = false, Publication = Publication + 1, Confirmed = false };
}

public interface ILiveStories
{
    Task<Versioned<LiveStory>?> FindAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the wish is no longer the one of <paramref name="onlyIf"/> (null: when there is one already).</summary>
    Task<bool> PutAsync(LiveStory wish, string? onlyIf, CancellationToken cancellationToken);

    /// <summary>Every story ever published, by launch.</summary>
    Task<IReadOnlyList<LiveStory>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stories whose page may not be what it should be.</summary>
    Task<IReadOnlyList<StoryId>> UnconfirmedAsync(CancellationToken cancellationToken);

    /// <summary>For erasing a project. Safe to repeat.</summary>
    Task EraseAsync(StoryId story, CancellationToken cancellationToken);
}
