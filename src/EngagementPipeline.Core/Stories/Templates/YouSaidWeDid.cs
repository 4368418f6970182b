using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Templates;

/// <summary>What young people asked for, and what came of it: also what did not.</summary>
public sealed class YouSaidWeDid() : StoryTemplate(
    "you-said-we-did", "You said, we did", "For young people and whoever works with them: what was asked for, what was done, and what was not.")
{
    public override IReadOnlyList<Card> Cards { get; } =
    [
        Text("beginning"),
        Part("first-said", "You said"),
        Quotes("first-quotes"),
        Part("first-did", "We did"),
        Text("first-done"),
        Part("second-said", "You also said"),
        Quotes("second-quotes"),
        Part("second-did", "This is what we did"),
        Text("second-done"),
        Part("not-yet", "What we have not done, and why"),
        Text("not-yet-why"),
        Part("next", "What comes next"),
        new TimelineCard("next-steps", [new("", "")]),
        new FeedbackCard("feedback", [new("heard", FeedbackKind.Scale, "Do you feel that you were heard?"), new("missing", FeedbackKind.Text, "What did we miss?")]),
    ];
}
