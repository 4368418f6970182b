using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Identity;

/// <summary>A question to ask oneself about a quote; <paramref name="Key"/> stays the same where the wording gets better.</summary>
public sealed record IntruderQuestion(string Key, string Text);

/// <summary>
/// What somebody who set out to find the speaker would try, with no more than a web search and what people there know: the test that
/// the Information Commissioner's guidance on anonymisation calls the motivated intruder. A tick says "I have asked, and the answer is no".
/// </summary>
public static class MotivatedIntruder
{
    public static readonly IReadOnlyList<IntruderQuestion> Questions =
    [
        new("people-there", "Would a classmate, a neighbour or somebody in the family know from these words who said them?"),
        new("somebody-else", "Do they tell who somebody else is: a friend, a teacher, the person who did it?"),
        new("only-one", "Do they say that somebody is the only one, the first, or one of very few, in a place, a school or a team?"),
        new("talked-about", "Do they tell of something that was in the news, on social media, or that everybody there talked about?"),
        new("together", "Put together, do a place, an age, a family, a faith, a disability or a date point at one person?"),
        new("own-voice", "Is there a nickname, a saying or a way of speaking that people know as one person’s own?"),
        new(
            "search",
            "Would somebody find a person by searching the web for these words, or by reading them beside the story’s other quotes and credits?"),
    ];

    /// <summary>Locally a reader may know the group anyway; nationally nobody needs to, and anybody may look.</summary>
    public static bool IsAskedFor(Audience audience) => audience == Audience.National;

    /// <summary>The questions nobody has ticked, in their order; a tick for no question of the list counts for nothing.</summary>
    public static IReadOnlyList<IntruderQuestion> Unticked(IEnumerable<string> ticked)
    {
        var keys = ticked.ToHashSet(StringComparer.Ordinal);
        return Questions.Where(question => !keys.Contains(question.Key)).ToList();
    }
}
