using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

public enum TextDecision
{
    /// <summary>Staff may read it from then on.</summary>
    Approve,

    /// <summary>The words go for good; also after they were approved.</summary>
    Reject,
}

/// <summary>What becomes of a reader's words. <paramref name="Question"/>: which of them; none for everything that this answer says in words.</summary>
public sealed record ReviewText(StoryId Story, ResponseId Response, string? Question, TextDecision Decision);

public sealed class ReviewTextHandler(IResponseStore responses, IAudit audit, TimeProvider clock)
{
    /// <summary>Refuses with <c>not-found</c> when no such words are there (any more).</summary>
    public async Task<Result<Done>> HandleAsync(ReviewText command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        while (true)
        {
            var texts = await responses.TextsOfAsync(command.Story, command.Response, cancellationToken);
            var meant = texts.Where(text => command.Question is null || text.Question == command.Question).ToList();
            if (meant is [])
                return Refusals.NotFound("text");

            var undecided = meant.Where(text => command.Decision == TextDecision.Reject || text.Status == TextStatus.Pending).ToList();
            var decided = true;
            foreach (var text in undecided)
                decided &= await DecideAsync(command, text, cancellationToken);
            if (!decided)
                continue; // somebody else decided meanwhile: look again at what is left

            if (undecided is not [])
                await RecordAsync(command, by, cancellationToken);
            return Done.Instance;
        }
    }

    private Task<bool> DecideAsync(ReviewText command, ReaderText text, CancellationToken cancellationToken) => command.Decision == TextDecision.Approve
        ? responses.ApproveAsync(command.Story, text, cancellationToken)
        : responses.RemoveAsync(command.Story, text, cancellationToken);

    private Task RecordAsync(ReviewText command, Actor by, CancellationToken cancellationToken) => audit.RecordAsync(
        new AuditEntry(
            clock.GetUtcNow(), by, command.Decision == TextDecision.Approve ? "reader-text-approved" : "reader-text-removed",
            $"story/{command.Story}/response/{command.Response}"),
        cancellationToken);
}
