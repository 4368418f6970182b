using System.Buffers;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>Records of page views, as one request brought them.</summary>
public sealed record CollectViews(IReadOnlyList<PageRecord> Records, ReaderSigns Reader);

/// <summary>
/// Makes records durable, or refuses all of them. What a record counts for is decided here once (kept, or excluded for a reason)
/// and written with it; what it adds up to is the roll-up's.
/// </summary>
public sealed class CollectViewsHandler(KnownStories stories, IVisitorSalts salts, GroupCommit log, TimeProvider clock)
{
    /// <summary>Refuses with <c>not-found</c> when a record is of no published story, with <c>storage-busy</c> when nothing was kept.</summary>
    public async Task<Result<Done>> HandleAsync(CollectViews command, CancellationToken cancellationToken)
    {
        HashSet<(StoryId, int)>? unknown = null;
        foreach (var record in command.Records)
        {
            if (await stories.FindAsync(record.Story) is not { } published)
                return Refusals.NotFound("published story");
            if (record.Version > published.Version && !await stories.IsPublishedAsync(record.Story, record.Version))
                (unknown ??= []).Add((record.Story, record.Version));
        }

        var at = clock.GetUtcNow();
        var excluded = CollectionStep.FirstReason(command.Reader);
        var visitor = excluded is null
            ? VisitorHash.Of(await salts.OfAsync(London.DayOf(at), cancellationToken), command.Reader.Address, command.Reader.UserAgent)
            : 0;

        // Who asks not to be tracked is counted as one who asked, and nothing they read is.
        var records = excluded == Exclusion.Objected ? [.. command.Records.Select(record => record.OpeningOnly())] : command.Records;

        // Not cancelled with the request: a reader who has gone has still read. A machine that slept, or whose clock was set, may take hours over
        // an append; what was received so long ago may be of a day that is closed, so the page sends it again and it is received now.
        var kept = await Append(records, unknown, at.ToUnixTimeMilliseconds(), excluded, visitor);
        return kept && (clock.GetUtcNow() - at).Duration() <= ViewDays.LatestLanding ? Done.Instance : Refusals.ViewsNotKept;
    }

    /// <summary>Records the view of a reader whose page runs no script: an opening, and nothing more.</summary>
    public async Task<Result<Done>> HandlePixelAsync(StoryId story, ViewId? id, ReaderSigns reader, CancellationToken cancellationToken)
    {
        if (await stories.FindAsync(story) is not { } published)
            return Refusals.NotFound("published story");

        var opening = new PageRecord { Id = id ?? ViewId.Random(), Story = story, Version = published.Version, Via = "" };
        return await HandleAsync(new([opening], reader), cancellationToken);
    }

    private Task<bool> Append(IReadOnlyList<PageRecord> records, HashSet<(StoryId, int)>? unknown, long atMs, Exclusion? excluded, ulong visitor)
    {
        var lines = ArrayPool<byte>.Shared.Rent(records.Count * LogLine.MaxLength);
        try
        {
            var length = 0;
            foreach (var record in records)
            {
                var reason = excluded ?? (unknown?.Contains((record.Story, record.Version)) == true ? Exclusion.UnknownVersion : null);
                length += LogLine.Write(new(record, atMs, reason, reason is null ? visitor : 0), lines.AsSpan(length));
            }

            return log.AddAsync(lines.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lines);
        }
    }
}
