using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.SetAside;

/// <summary>A piece of work that could not be done. <paramref name="About"/> is null where its message can't be read.</summary>
public sealed record SetAsideWork(string Id, DateTimeOffset Since, int Tries, DateTimeOffset? PutBackAt, WorkAbout? About, string? ProjectTitle, string? StoryTitle)
{
    /// <summary>So often the host tries a message before it sets it aside (host.json, <c>maxDequeueCount</c>).</summary>
    public const int TriesEachTime = 5;

    public bool MayBeDiscarded(WorkKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.MayBeDiscarded || About is null;
    }
}

/// <summary>What of one kind is set aside: about how many in all, and the first of them.</summary>
public sealed record SetAsideOfKind(WorkKind Kind, int Count, IReadOnlyList<SetAsideWork> First);

/// <summary>Lists what could not be done, for an administrator.</summary>
public sealed class ReadSetAsideHandler(IEnumerable<WorkKind> kinds, ISetAside setAside, IPutBackNotes notes, IProjectStore projects, IStoryDrafts stories)
{
    /// <summary>In the order in which they matter to people.</summary>
    public IReadOnlyList<WorkKind> Kinds { get; } = [.. kinds.OrderBy(kind => kind.MayBeDiscarded).ThenBy(kind => kind.Queue, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<SetAsideOfKind>> HandleAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Kinds.Select(kind => OfAsync(kind, cancellationToken)));

    /// <summary>About how many there are in all.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await Task.WhenAll(Kinds.Select(kind => setAside.CountAsync(kind.Queue, cancellationToken)))).Sum();

    /// <summary>Tells whoever watches how many there are of each kind (<see cref="Promises.SetAside"/>).</summary>
    public Task MeasureAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Kinds.Select(async kind => Promises.SetAside.Record(await setAside.CountAsync(kind.Queue, cancellationToken), new KeyValuePair<string, object?>(Promises.Queue, kind.Queue))));

    private async Task<SetAsideOfKind> OfAsync(WorkKind kind, CancellationToken cancellationToken)
    {
        var queue = await setAside.ReadAsync(kind.Queue, cancellationToken);
        return new(kind, queue.Count, await Task.WhenAll(queue.First.Select(message => WorkOfAsync(kind, message, cancellationToken))));
    }

    private async Task<SetAsideWork> WorkOfAsync(WorkKind kind, SetAsideMessage message, CancellationToken cancellationToken)
    {
        var about = kind.AboutOf(message.Text);
        var before = await notes.ReadAsync(kind.Queue, message, cancellationToken);
        var story = about?.Story is { } named ? (await stories.FindAsync(named, cancellationToken))?.Value : null;
        if (about is not null)
            about = about with { Project = about.Project ?? story?.Project };
        var project = about?.Project is { } of ? await projects.FindAsync(of, cancellationToken) : null;
        return new(
            message.Id, message.Since, SetAsideWork.TriesEachTime * (before.Count + 1), before is [] ? null : before[^1], about, project?.Title,
            story is { Title.Length: > 0 } ? story.Title : null);
    }
}
