using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Templates;

/// <summary>Five minutes for a team meeting.</summary>
public sealed class Briefing() : StoryTemplate("briefing", "Briefing", "Five minutes for a team meeting: what it is about, what young people say, and what to do.")
{
    public override IReadOnlyList<Card> Cards { get; } =
    [
        Text("about"),
        Part("why", "Why it matters"),
        Text("why-text"),
        Quotes("why-quotes"),
        Part("what", "What to look out for"),
        Text("what-text"),
        new BranchCard("situation", "", [new("", ""), new("", "")]),
        Part("do", "What to do"),
        Text("do-text"),
        new PromptCard("talk", "What will we do differently from today?", 5),
        new QuizCard("check", "", [new("a", "", true, ""), new("b", "", false, "")]),
        new LinksCard("more", [new("", "", "")]),
        new FeedbackCard("feedback", [new("useful", FeedbackKind.Scale, "Was this useful for your work?")]),
    ];
}
