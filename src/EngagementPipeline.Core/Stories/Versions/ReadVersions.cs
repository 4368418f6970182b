using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Versions;

/// <summary>A page of a story's versions, newest first, and the story as it stands.</summary>
public sealed record VersionsRead(StoryState Now, IReadOnlyList<StoryVersion> Items, string? Continue);

/// <summary>One version whole, and the story as it stands.</summary>
public sealed record VersionRead(StoryState Now, StoryVersion Version, OldDocument Kept);

/// <summary>What became of a story between two of its versions. <paramref name="From"/> is 0 where the first is compared with nothing.</summary>
public sealed record VersionsCompared(StoryState Now, int From, StoryVersion To, StoryDifferences Differences);

/// <summary>Gives a story's earlier versions to its writers. Quotes stand in them as references only.</summary>
public sealed class ReadVersionsHandler(IStoryDrafts drafts, IStoryVersions versions, ILiveStories live)
{
    public const int PageSize = 20;

    /// <summary>Revisions read at once to find sittings in.</summary>
    private const int Stretch = 100;

    /// <param name="story">Whose versions.</param>
    /// <param name="after">What the page before gave to go on from; null for the newest.</param>
    /// <param name="eachSave">Every revision by itself instead of each sitting's last.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Result<VersionsRead>> ListAsync(StoryId story, string? after, bool eachSave, CancellationToken cancellationToken)
    {
        int? last = null;
        if (after is not null)
        {
            if (!int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || seen < 1)
                return Refusals.BadField("continue", "Must be what the page before gave.");
            last = seen;
        }

        if (await NowAsync(story, cancellationToken) is not { } now)
            return Refusals.NotFound("story");
        var newest = Math.Min(now.Head.Revision, last - 1 ?? int.MaxValue);
        var found = await FromAsync(now, newest, eachSave, cancellationToken);
        var more = found is [.., { Before: > 0 } oldest] ? (oldest.Before + 1).ToString(CultureInfo.InvariantCulture) : null;
        return new VersionsRead(now, found, more);
    }

    /// <summary>A page of them. A sitting that is cut by the end of a stretch is known whole only with the next.</summary>
    private async Task<IReadOnlyList<StoryVersion>> FromAsync(StoryState now, int newest, bool eachSave, CancellationToken cancellationToken)
    {
        var revisions = new List<StoryVersion>();
        IReadOnlyList<StoryVersion> found = [];
        while (newest > 0 && found.Count <= PageSize)
        {
            var stretch = await versions.ListAsync(now.Head.Id, newest, eachSave ? PageSize + 1 : Stretch, cancellationToken);
            if (stretch is [])
                break;
            revisions.AddRange(stretch.Select(version => Known(version, now)));
            found = eachSave ? revisions : Sitting.Gather(revisions);
            newest = stretch[^1].Head.Revision - 1;
        }

        return [.. found.Take(PageSize)];
    }

    public async Task<Result<VersionRead>> OneAsync(StoryId story, int revision, CancellationToken cancellationToken)
    {
        if (await NowAsync(story, cancellationToken) is not { } now)
            return Refusals.NotFound("story");
        if (await versions.FindAsync(story, revision, cancellationToken) is not { } version)
            return Refusals.NotFound("version");
        return new VersionRead(now, Known(version, now), await versions.ReadAsync(story, version.Head.Document, cancellationToken));
    }

    /// <param name="story">Whose versions.</param>
    /// <param name="revision">The one to compare.</param>
    /// <param name="from">With which: null for the save before it, 0 for nothing at all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Result<VersionsCompared>> CompareAsync(StoryId story, int revision, int? from, CancellationToken cancellationToken)
    {
        var read = await OneAsync(story, revision, cancellationToken);
        if (!read.Succeeded)
            return read.Refusal;
        var with = from ?? revision - 1;
        StoryDocument? before = null;
        if (with > 0)
        {
            if (await versions.FindAsync(story, with, cancellationToken) is not { } earlier)
                return Refusals.NotFound("version");
            before = (await versions.ReadAsync(story, earlier.Head.Document, cancellationToken)).Document;
        }

        return new VersionsCompared(read.Value.Now, with, read.Value.Version, StoryDifferences.Between(before, read.Value.Kept.Document));
    }

    private async Task<StoryState?> NowAsync(StoryId story, CancellationToken cancellationToken) =>
        await drafts.FindAsync(story, cancellationToken) is { Value: var head }
            ? new StoryState(head, (await live.FindAsync(story, cancellationToken))?.Value)
            : null;

    // What was published before publications were noted is known from the wish, which has the newest.
    private static StoryVersion Known(StoryVersion version, StoryState now) =>
        version.PublishedAt is null && now.Live is { } wish && wish.Version == version.Head.Revision ? version with { PublishedAt = wish.PublishedAt } : version;
}
