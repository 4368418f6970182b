using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Azure.Stories;

/// <summary>Asks by the queue <c>publish</c>. A message is a story's id.</summary>
public sealed class PageRequests(Storage storage) : IPageRequests
{
    public const string Queue = "publish";

    private const int AtOnce = 8;

    private readonly QueueClient _queue = storage.Queue(Queue);

    public Task SendAsync(IReadOnlyCollection<StoryId> stories, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            stories,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (story, token) => await _queue.SendMessageAsync(Correlation.Put(story.ToString()), token));

    public Task SendLaterAsync(StoryId story, TimeSpan after, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(Correlation.Put(story.ToString()), visibilityTimeout: after, cancellationToken: cancellationToken);
}
