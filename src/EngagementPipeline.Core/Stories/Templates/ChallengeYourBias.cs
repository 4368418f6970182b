using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Templates;

/// <summary>What young people were asked about unconscious bias: what they met, how it feels, and what can be done (the three questions of the real report).</summary>
public sealed class ChallengeYourBias() : StoryTemplate(
    "challenge-your-bias", "Challenge your bias", "Readers guess first, then meet what young people lived through, how it feels, and what would help.")
{
    private const string Question = "How often do you decide something about a young person before they speak?";

    public override IReadOnlyList<Card> Cards { get; } =
    [
        new SliderCard("before", Question, "Hardly ever", "All the time", SliderCard.UsualSteps, SliderTime.Before, ""),
        Text("who"),
        new PollCard("guess", "Guess first: how many of the young people had been judged before they spoke?", [new("few", "One or two"), new("half", "About half"), new("all", "Every one of them")]),
        Text("answer"),
        Part("experiences", "What happens"),
        Quotes("experiences-quotes"),
        new PromptCard("experiences-talk", "Which of these could happen where you work? Who would notice?", 3),
        Part("feelings", "How it feels"),
        Quotes("feelings-quotes"),
        new PromptCard("feelings-talk", "Who has become quieter this year? When did you last ask them why?", 2),
        Part("change", "What can be done"),
        Quotes("change-quotes"),
        new PromptCard("change-talk", "Which of these could you begin with this week?", 3),
        new SliderCard("after", Question, "Hardly ever", "All the time", SliderCard.UsualSteps, SliderTime.After, "before"),
        new PledgeCard("pledge", "Tomorrow I will …", [new("ask", "ask a young person, and wait for the answer"), new("guess", "catch one guess, and ask what I know"), new("name", "learn one name properly")]),
        new FeedbackCard("feedback", [new("useful", FeedbackKind.Scale, "Was this useful for your work?"), new("change", FeedbackKind.Text, "What will you do differently?")]),
    ];
}
