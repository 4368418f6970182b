using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

/// <summary>An answer to one card of a story, as a page sent it.</summary>
public sealed record CollectResponse(StoryId Story, ResponseId Id, string Card, JsonElement Answer);

/// <summary>
/// Keeps an answer, once. Answering is something that a reader does, not something that is noticed about them: it is kept whatever their browser says of being
/// counted, and it is kept without anything of theirs.
/// </summary>
public sealed class CollectResponseHandler(KnownQuestions questions, IResponseStore responses, IResponsesDue due, TimeProvider clock)
{
    /// <summary>Refuses with <c>not-found</c> for a story that was never published, with <c>does-not-fit</c> or <c>bad-fields</c> what no published version of it asked.</summary>
    public async Task<Result<Done>> HandleAsync(CollectResponse command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await questions.OfAsync(command.Story, cancellationToken) is not { } asked)
            return Refusals.NotFound("published story");
        var answer = Fit(command, asked);
        if (!answer.Succeeded && await questions.ReadAsync(command.Story, cancellationToken) is { } now)
            answer = Fit(command, now); // published a moment ago, perhaps
        return answer.Succeeded ? await KeepAsync(command, asked.Project, answer.Value) : answer.Refusal;
    }

    /// <summary>The newest version first: what it does not take, an older one may, whose page somebody still reads.</summary>
    private static Result<Answer> Fit(CollectResponse command, Questions asked)
    {
        var tries = asked.Cards.Where(question => question.Card.Id == command.Card).Select(question => AnswerReader.Read(question.Card, command.Answer)).ToList();
        return tries.FirstOrDefault(answer => answer.Succeeded) ?? tries.FirstOrDefault() ?? Refusals.DoesNotFit("card", "The story never asked this.");
    }

    // Not cancelled with the request: a reader who has gone has still answered.
    private async Task<Result<Done>> KeepAsync(CollectResponse command, ProjectId project, Answer answer)
    {
        var day = await responses.AddAsync(new(command.Id, command.Story, project, command.Card, clock.Today(), answer), CancellationToken.None);

        // Also when it was there already: whoever sent it before may have been cut off between the two.
        await due.MarkAsync(command.Story, day, CancellationToken.None);
        return Done.Instance;
    }
}
