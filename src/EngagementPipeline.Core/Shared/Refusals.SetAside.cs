namespace EngagementPipeline.Core.Shared;

public static partial class Refusals
{
    /// <summary>Nobody else would see to it, and somebody's words could stay on show.</summary>
    public static Refusal MustBeDone { get; } =
        new("must-be-done", "A take-down can’t be thrown away", 409, "Words that somebody took back may still be on show. Put it back; if it fails again, take the story down, and find out why.");
}
