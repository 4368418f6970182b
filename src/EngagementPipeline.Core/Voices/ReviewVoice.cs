using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

public enum Decision
{
    Approve,

    /// <summary>Approves it with other words.</summary>
    Edit,
    Reject,

    /// <summary>Holds it for the safeguarding lead.</summary>
    Refer,
}

/// <summary><paramref name="Words"/> with <see cref="Decision.Edit"/>, and only then.</summary>
public sealed record ReviewVoice(ProjectId Project, VoiceId Voice, Decision Decision, string? Words, string? Note);

/// <summary>
/// A reviewer decides about a voice, and may decide again later. A voice on hold does not exist for anybody but the safeguarding
/// lead. Anyone may refer one; for everything else the project may ask for a second person.
/// </summary>
public sealed class ReviewVoiceHandler(IProjectStore projects, ChangeVoice change)
{
    public async Task<Result<Voice>> HandleAsync(ReviewVoice command, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(command.Project, cancellationToken) is not { } project)
            return Refusals.NotFound("project");

        return await change.HandleAsync(
            command.Project,
            command.Voice,
            by,
            ActionOf(command.Decision),
            voice => Decide(voice, command, project, by),
            cancellationToken);
    }

    private static Result<Voice> Decide(Voice voice, ReviewVoice command, Project project, Actor by)
    {
        if (voice.Status == VoiceStatus.Held)
            return by.Has(Role.SafeguardingLead) ? Refusals.VoiceHeld : Refusals.NotFound("voice");
        if (voice.Status == VoiceStatus.Erased)
            return Refusals.VoiceErased;
        if (command.Decision != Decision.Refer && project.ReviewBySecondPerson && voice.CapturedBy == by.Id)
            return Refusals.SecondPersonNeeded;

        return command.Decision switch
        {
            Decision.Approve => voice.Approve(command.Note),
            Decision.Edit => voice.Edit(command.Words!, command.Note),
            Decision.Reject => voice.Reject(command.Note),
            _ => voice.Refer(command.Note),
        };
    }

    private static string ActionOf(Decision decision) => decision switch
    {
        Decision.Approve => "voice-approved",
        Decision.Edit => "voice-edited",
        Decision.Reject => "voice-rejected",
        _ => "voice-referred",
    };
}

/// <summary>The safeguarding lead ends a hold: the voice goes back to the queue. Said again, it changes nothing.</summary>
public sealed class ReleaseVoiceHandler(IProjectStore projects, ChangeVoice change)
{
    public async Task<Result<Voice>> HandleAsync(
        ProjectId project, VoiceId voice, string? note, Actor by, CancellationToken cancellationToken) =>
        await projects.FindAsync(project, cancellationToken) is null
            ? Refusals.NotFound("project")
            : await change.HandleAsync(project, voice, by, "voice-released", held => Release(held, note), cancellationToken);

    private static Result<Voice> Release(Voice voice, string? note) => voice.Status switch
    {
        VoiceStatus.Erased => Refusals.VoiceErased,
        VoiceStatus.Held => voice.Release(note),
        _ => voice,
    };
}
