using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    public static Refusal BadContinue { get; } =
        BadField("continue", "Is not a place that this list gave out.");

    /// <summary>Words can't be recorded under a consent that is refused, withdrawn or expired.</summary>
    public static Refusal ConsentNotGiven(ConsentState state) =>
        new("consent-not-given", "This consent does not stand", 409, state switch
        {
            ConsentState.Withdrawn => "It was withdrawn. The words are not kept, and a repeat does not bring them back.",
            ConsentState.Expired => "It has expired. Ask again, and record a new consent.",
            _ => "Somebody who had to agree said no.",
        });

    /// <summary>A narrowing that keeps nothing is a withdrawal, and should be asked for as one.</summary>
    public static Refusal NothingLeft { get; } =
        new("nothing-left", "Nothing would be left", 422, "There would be nowhere to show the words any more. Take them down instead.");

    /// <summary>A device that was offline sends a consent of somebody who asked for everything to go.</summary>
    public static Refusal PersonErased { get; } =
        new("person-erased", "They asked us to erase everything", 409, "Nothing was recorded. Where they want to take part again, add them as somebody new.");

    /// <summary>Words that nobody approved, and notes, may harm somebody when they are read by whoever looks over a shoulder.</summary>
    public static Refusal LeadLooksFirst { get; } =
        new("lead-looks-first", "The safeguarding lead looks at these first", 403, "Make the file without them, or ask the lead to make it.");

    public static Refusal VoiceErased { get; } =
        new("voice-erased", "These words are gone", 409, "They are erased, and cannot be brought back.");

    /// <summary>For the safeguarding lead why not; for everybody else there is no such voice.</summary>
    public static Refusal WithLead(Voice voice, Actor by)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(by);
        return !by.Has(Role.SafeguardingLead) ? NotFound("voice")
            : voice.Status == VoiceStatus.Erased ? VoiceErased
            : voice.Status == VoiceStatus.Closed ? VoiceClosed
            : VoiceHeld;
    }

    public static Refusal VoiceClosed { get; } =
        new("voice-closed", "The safeguarding lead closed this voice", 409, "It is never shown, and does not come back.");

    public static Refusal VoiceNotHeld { get; } =
        new("voice-not-held", "This voice is not held", 409, "Somebody refers it first.");

    public static Refusal VoiceHeld { get; } =
        new("voice-held", "This voice is held for safeguarding", 409, "End the hold first, and then review it.");

    /// <summary>A late no must not become a yes, nor a yes a no, because two people read the same list.</summary>
    public static Refusal DecidedMeanwhile { get; } =
        new("stale", "Somebody else has decided about this quote", 412, "They did so after you opened this page. Open it again, read what they decided, and then decide.");

    public static Refusal SecondPersonNeeded { get; } =
        new("second-person-needed", "Somebody else has to review this", 403, "This project asks for a second person, and you captured it yourself.");

    /// <summary>A code that a device made stands for somebody else's consent already.</summary>
    public static Refusal CodeTaken { get; } =
        new("code-taken", "This code is another consent's", 409, "Make a new code, and give the young person that one.");

    /// <summary>What a device kept is recorded under the name of whoever wrote it down, or not at all.</summary>
    public static Refusal CapturedBySomebodyElse { get; } =
        new("captured-by-somebody-else", "Somebody else wrote these down", 409, "Nothing was recorded. They wait until that person signs in on the device.");

    /// <summary>A device may send what is captured in a session, and nothing else.</summary>
    public static Refusal MethodNotSynced { get; } =
        new("method-not-allowed", "Only PUT can be sent this way", 405, "Send anything else by itself.");

    public static Refusal PathNotSynced { get; } =
        new("not-found", "There is nothing to send to at this path", 404, "Projects, sessions, participants, consents and voices can be sent this way.");
}
