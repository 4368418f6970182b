using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Records a young person, under a pseudonym, in a project.</summary>
public sealed class AddParticipantHandler(IProjectStore projects, IParticipantStore participants, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Kept<Participant>>> HandleAsync(Participant participant, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(participant.Project, cancellationToken) is null)
            return Refusals.NotFound("project");
        if (await participants.FindAsync(participant.Project, participant.Id, cancellationToken) is { } standing)
            return Compare(standing, participant);

        participant = participant with { AddedAt = clock.GetUtcNow() };
        await audit.RecordAsync(
            new(participant.AddedAt.Value, by, "participant-added", $"participant/{participant.Id}", participant.Project), cancellationToken);
        return await participants.AddAsync(participant, cancellationToken)
            ? new Kept<Participant>(participant, IsNew: true)
            : Compare((await participants.FindAsync(participant.Project, participant.Id, cancellationToken))!, participant);
    }

    private static Result<Kept<Participant>> Compare(Participant standing, Participant participant) =>
        standing.IsSameAs(participant) ? new Kept<Participant>(standing, IsNew: false) : Refusals.AlreadyDifferent("participant");
}
