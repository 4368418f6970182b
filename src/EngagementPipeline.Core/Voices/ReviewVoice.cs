using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

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

/// <summary>
/// <paramref name="Words"/> with <see cref="Decision.Edit"/>, and only then. <paramref name="Ticked"/>: the motivated intruder's questions
/// that the reviewer ticked; null where nobody put them, as when a script approves. <paramref name="Seen"/>: how the voice stood when the reviewer
/// read it; null where nobody says, as when a script decides.
/// </summary>
public sealed record ReviewVoice(
    ProjectId Project, VoiceId Voice, Decision Decision, string? Words, string? Note, IReadOnlyList<string>? Ticked = null, VoiceStatus? Seen = null);

/// <summary>
/// A reviewer decides about a voice, and may decide again later. A voice with the safeguarding lead does not exist for anybody else.
/// Anyone may refer one; for everything else the project may ask for a second person.
/// </summary>
public sealed class ReviewVoiceHandler(IProjectStore projects, IVoiceStore voices, ChangeVoice change, ReferVoice refer, TimeProvider clock)
{
    public async Task<Result<Voice>> HandleAsync(ReviewVoice command, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(command.Project, cancellationToken) is not { } project)
            return Refusals.NotFound("project");

        var signature = Signature.Of(by, clock.GetUtcNow());
        Task<Result<Voice>> Change() => change.HandleAsync(
            command.Project, command.Voice, by, ActionOf(command.Decision), voice => Decide(voice, command, project, by, signature), cancellationToken);

        if (command.Decision != Decision.Refer)
            return await Change();
        return await voices.FindAsync(command.Project, command.Voice, cancellationToken) is { } standing
            ? await refer.HandleAsync(new(command.Project, command.Voice, standing.Value.Session, signature), Change, cancellationToken)
            : Refusals.NotFound("voice");
    }

    private static Result<Voice> Decide(Voice voice, ReviewVoice command, Project project, Actor by, Signature signature)
    {
        if (voice.WithLead)
            return Refusals.WithLead(voice, by);
        if (voice.Status == VoiceStatus.Erased)
            return Refusals.VoiceErased;
        if (command.Decision != Decision.Refer && project.ReviewBySecondPerson && voice.CapturedBy == by.Id)
            return Refusals.SecondPersonNeeded;
        if (command.Seen is { } seen && seen != voice.Status && voice.Reviewed?.Id != by.Id)
            return Refusals.DecidedMeanwhile;
        if (Unticked(voice, command) is { } unticked)
            return unticked;

        return command.Decision switch
        {
            Decision.Approve => voice.Approve(signature, command.Note, command.Ticked),
            Decision.Edit => voice.Edit(signature, command.Words!, command.Note, command.Ticked),
            Decision.Reject => voice.Reject(signature, command.Note),
            _ => voice.Refer(signature, command.Note),
        };
    }

    /// <summary>Whoever puts the questions puts all of them, where the words may go to the whole country.</summary>
    private static Refusal? Unticked(Voice voice, ReviewVoice command) =>
        command.Ticked is { } ticked
        && voice.ConsentedAudiences.Any(MotivatedIntruder.IsAskedFor)
        && MotivatedIntruder.Unticked(ticked) is { Count: > 0 }
            ? Refusals.DoesNotFit("checked", "Leaves out a question that has to be asked before the whole country may read it.")
            : null;

    private static string ActionOf(Decision decision) => decision switch
    {
        Decision.Approve => "voice-approved",
        Decision.Edit => "voice-edited",
        Decision.Reject => "voice-rejected",
        _ => "voice-referred",
    };
}
