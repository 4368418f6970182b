using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>What stands between a voice and its being shown.</summary>
[Flags]
public enum Obstacles
{
    None = 0,

    /// <summary>Somebody said no, or somebody who had to be asked was not.</summary>
    ConsentRefused = 1,
    ConsentWithdrawn = 1 << 1,
    ConsentExpired = 1 << 2,

    /// <summary>The consent does not cover quotes, this audience, or this purpose.</summary>
    UseNotCovered = 1 << 3,
    AudienceNotCovered = 1 << 4,
    PurposeNotCovered = 1 << 5,

    /// <summary>The consent is another participant's, or of another project.</summary>
    ConsentOfAnother = 1 << 6,

    /// <summary>Waiting for review, or rejected in it.</summary>
    NotApproved = 1 << 7,

    /// <summary>With the safeguarding lead.</summary>
    Held = 1 << 8,

    /// <summary>The words are gone.</summary>
    Erased = 1 << 9,
}

/// <summary>
/// A quote is usable for an audience and a purpose when its consent is given (<see cref="ConsentRule"/>), not withdrawn, not
/// expired, covers that use, audience and purpose, and the quote is approved in review and not held for safeguarding.
/// Pure: the day is an argument.
/// </summary>
public static class Usability
{
    public static bool IsUsable(Voice voice, Consent consent, Audience audience, Purpose purpose, DateOnly today) =>
        ObstaclesTo(voice, consent, audience, purpose, today) == Obstacles.None;

    /// <summary>The same rule for what a consent covers beside words: a picture or a sound of whoever gave it.</summary>
    public static bool IsUsable(Consent consent, Use use, Audience audience, Purpose purpose, DateOnly today) =>
        ObstaclesTo(consent, use, audience, purpose, today) == Obstacles.None;

    /// <summary>What of the consent itself stands in the way, whatever is to be shown under it.</summary>
    public static Obstacles ObstaclesTo(Consent consent, Use use, Audience audience, Purpose purpose, DateOnly today) =>
        OfState(consent.StateOn(today))
        | (consent.Uses.Contains(use) ? Obstacles.None : Obstacles.UseNotCovered)
        | (consent.Audiences.Contains(audience) ? Obstacles.None : Obstacles.AudienceNotCovered)
        | (consent.Purposes.Contains(purpose) ? Obstacles.None : Obstacles.PurposeNotCovered);

    /// <summary>All that stands in the way, so that a reviewer can be told.</summary>
    public static Obstacles ObstaclesTo(Voice voice, Consent consent, Audience audience, Purpose purpose, DateOnly today) =>
        ObstaclesTo(voice, consent, today) | ObstaclesTo(consent, Use.Quote, audience, purpose, today);

    /// <summary>What stands in the way whatever the audience and the purpose.</summary>
    public static Obstacles ObstaclesTo(Voice voice, Consent consent, DateOnly today) =>
        OfState(consent.StateOn(today))
        | (consent.Uses.Contains(Use.Quote) ? Obstacles.None : Obstacles.UseNotCovered)
        | (BelongTogether(voice, consent) ? Obstacles.None : Obstacles.ConsentOfAnother)
        | OfReview(voice);

    private static bool BelongTogether(Voice voice, Consent consent) =>
        voice.Consent == consent.Id && voice.Participant == consent.Participant && voice.Project == consent.Project;

    private static Obstacles OfState(ConsentState state) => state switch
    {
        ConsentState.Given => Obstacles.None,
        ConsentState.Withdrawn => Obstacles.ConsentWithdrawn,
        ConsentState.Expired => Obstacles.ConsentExpired,
        _ => Obstacles.ConsentRefused,
    };

    private static Obstacles OfReview(Voice voice) => voice.Status switch
    {
        not VoiceStatus.Erased when voice.WithLead => Obstacles.Held | Obstacles.NotApproved,
        VoiceStatus.Approved when !string.IsNullOrWhiteSpace(voice.Words) => Obstacles.None,
        VoiceStatus.Erased => Obstacles.Erased | Obstacles.NotApproved,
        _ => Obstacles.NotApproved,
    };
}
