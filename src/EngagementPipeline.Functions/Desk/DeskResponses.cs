using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Pages.Desk.Responses;

namespace EngagementPipeline.Functions.Desk;

/// <summary>Gathers what the page about readers' answers shows; words that wait only for somebody who reviews them.</summary>
public sealed class DeskResponses(IPublishedStories published, ReadResponsesHandler read)
{
    public async Task<Result<ResponsesView>> OfAsync(StoryId story, string? from, Actor reader, CancellationToken cancellationToken)
    {
        if (await published.FindAsync(story, cancellationToken) is not { } found)
            return Refusals.NotFound("published story");

        var responses = await read.HandleAsync(story, cancellationToken);
        if (!responses.Succeeded)
            return responses.Refusal;
        if (!reader.Has(Role.Comms))
            return new ResponsesView(found, responses.Value, Waiting: null);
        return (await read.TextsAsync(story, TextStatus.Pending, from, cancellationToken)).Map(waiting => new ResponsesView(found, responses.Value, waiting));
    }
}
