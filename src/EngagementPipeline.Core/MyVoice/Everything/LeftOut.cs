namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>
/// What is there and not in a person's file, in words that a nine-year-old reads. The same for everybody: a line that stood there only for some would tell why.
/// </summary>
public static class LeftOut
{
    public static IReadOnlyList<string> Of(Reach reach) =>
    [
        "The number on your card. We keep it in a way that nobody can read.",
        "Names of the people who work with us. We say what their job was.",
        "Notes that keep somebody safe, if there are any. The law lets us keep those apart, for everyone.",
        .. reach == Reach.LookedAt ? Array.Empty<string>() : ["Words that are not on a page yet, and notes about them. Ask us, and a person will look at them and give them to you."],
    ];
}
