using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>
/// A file for one person, as staff hand it over. <paramref name="LookedAt"/>: the safeguarding lead has read what has to be looked at first, and it may go with it.
/// <paramref name="Why"/> is for the audit: how they asked.
/// </summary>
public sealed record HandOver(ProjectId Project, ParticipantId Participant, bool LookedAt, string? Why);

/// <summary>Gives everything that is held to whoever holds a code, or to staff who hand it over. The audit says that it was given, before it is.</summary>
public sealed class HandOverHandler(CodeHolder holder, IConsentStore consents, GatherEverything gather, IWhereMediaIsShown media, IAudit audit, TimeProvider clock)
{
    /// <summary>The code of any card of theirs: what hangs on their other cards is theirs too.</summary>
    public Task<Result<EverythingHeld>> ByCodeAsync(string? code, CancellationToken cancellationToken) =>
        holder.DoAsync(
            code,
            async (owner, token) => await consents.FindAsync(owner.Project, owner.Consent, token) is { } consent
                ? await GiveAsync(owner.Project, consent.Participant, Reach.AtOnce, Actor.CodeHolder, why: null, token) ?? (Result<EverythingHeld>)Refusals.NotFound("code")
                : Refusals.NotFound("code"),
            cancellationToken);

    public async Task<Result<EverythingHeld>> HandleAsync(HandOver command, Actor by, CancellationToken cancellationToken)
    {
        if (command.LookedAt && !by.Has(Role.SafeguardingLead))
            return Refusals.LeadLooksFirst;
        var reach = command.LookedAt ? Reach.LookedAt : Reach.AtOnce;
        return await GiveAsync(command.Project, command.Participant, reach, by, command.Why, cancellationToken) ?? (Result<EverythingHeld>)Refusals.NotFound("participant");
    }

    /// <summary>A picture's or sound's bytes; null when it was erased meanwhile.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(HeldMedia one, CancellationToken cancellationToken) => media.ReadAsync(one.Id, one.Kept, cancellationToken);

    private async Task<EverythingHeld?> GiveAsync(ProjectId project, ParticipantId participant, Reach reach, Actor by, string? why, CancellationToken cancellationToken)
    {
        if (await gather.GatherAsync(project, participant, reach, cancellationToken) is not { } held)
            return null;
        await audit.RecordAsync(
            new(clock.GetUtcNow(), by, reach == Reach.LookedAt ? "everything-looked-at-and-handed-over" : "everything-handed-over", $"participant/{participant}", project, why),
            cancellationToken);
        return held;
    }
}
