using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Core.Stories;

/// <summary>A page that was put before readers in versions that named what was asked about, when each was, and whom the page was given to.</summary>
public sealed record PageThatShowed(StoryHead Head, IReadOnlyList<DateTimeOffset> PutThere, IReadOnlyList<Share> GivenTo);

/// <summary>Where words, pictures and sounds were on show at any time, for telling the person whose they are.</summary>
public interface IWhereItWasShown
{
    /// <summary>By the first time.</summary>
    Task<IReadOnlyList<PageThatShowed>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, IReadOnlyCollection<MediaId> media, CancellationToken cancellationToken);
}

/// <summary>
/// Looks through every version of the project's stories that was put before readers: what a page showed is in the version's document, as ids. Much to read, for what
/// people ask for seldom; nothing is kept for it. QuoteUses would not tell: a row there goes when its page no longer shows the words.
/// </summary>
public sealed class WhereItWasShown(IStoryDrafts drafts, IStoryVersions versions, IShares shares) : IWhereItWasShown
{
    private const int Stretch = 100;

    private const int AtOnce = 8;

    public async Task<IReadOnlyList<PageThatShowed>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, IReadOnlyCollection<MediaId> media, CancellationToken cancellationToken)
    {
        if (voices.Count + media.Count == 0)
            return [];
        var (said, seen) = (voices.ToHashSet(), media.ToHashSet());
        var pages = new List<PageThatShowed>();
        foreach (var story in await drafts.OfProjectAsync(project, cancellationToken))
        {
            if (await drafts.FindAsync(story, cancellationToken) is not { Value: var head })
                continue;
            var put = await PutThereAsync(head, document => document.Voices.Any(said.Contains) || document.Media.Any(seen.Contains), cancellationToken);
            if (put is not [])
                pages.Add(new(head, put, await shares.ListAsync(story, cancellationToken)));
        }

        return [.. pages.OrderBy(page => page.PutThere[0]).ThenBy(page => page.Head.Id.Value)];
    }

    private async Task<IReadOnlyList<DateTimeOffset>> PutThereAsync(StoryHead head, Func<StoryDocument, bool> names, CancellationToken cancellationToken)
    {
        var put = new List<DateTimeOffset>();
        var newest = head.Revision;
        while (newest > 0)
        {
            var stretch = await versions.ListAsync(head.Id, newest, Stretch, cancellationToken);
            if (stretch is [])
                break;
            foreach (var few in stretch.Where(version => version.PublishedAt is not null).Chunk(AtOnce))
            {
                var documents = await Task.WhenAll(few.Select(version => versions.ReadAsync(head.Id, version.Head.Document, cancellationToken)));
                put.AddRange(few.Zip(documents).Where(one => names(one.Second.Document)).Select(one => one.First.PublishedAt!.Value));
            }

            newest = stretch[^1].Head.Revision - 1;
        }

        put.Sort();
        return put;
    }
}
