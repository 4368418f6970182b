using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.SampleProject;

/// <summary>The sample's page: what a group might want the people who work with children to know. Invented, like its quotes.</summary>
internal static class SampleStory
{
    public const string Title = "Unconscious bias: what we want you to know";

    public static StoryDocument Document(Func<string, VoiceId> voice)
    {
        if (!Slug.TryParse("unconscious-bias", out var slug))
            throw new InvalidOperationException("The sample's address is not one.");

        return new StoryDocument(
            Shared.Sample.Project,
            slug,
            Title,
            "Children and young people tell the adults who work with them what it is like to be guessed at, how it feels, and what would help.",
            LanguageTag.English,
            Audience.National,
            [
                new SliderCard("guess-before", "How often do you decide something about a young person before they speak?", "Hardly ever", "All the time", 7, SliderTime.Before, ""),
                Text("who", """
                    We are children and young people from two schools, a youth club and an evening online. The youngest of us is eight and the
                    oldest is seventeen. We were asked three questions about unconscious bias: what happens, how it feels, and what would help.
                    """),
                new PollCard("had-met-it", "Guess first: how many of us had been judged before we spoke?", [new("some", "One or two of us"), new("half", "About half of us"), new("all", "Every one of us")]),

                Text("all-of-us", "**All of us had met it. All of us want it to change.** These are our words."),

                new HeadingCard("what-happens", "What happens", 2),
                Text("what-it-is", """
                    Unconscious bias is when a mind makes itself up before anybody has noticed. Every mind does it; it is how we cross a road. It
                    becomes unfair when the guess is about a person, and nobody checks it.
                    """),
                Quote("rules"),
                Quote("drink"),
                Quote("shop"),
                Reveal("small", "Most of us told nobody. Why, do you think?", """
                    Because most of it is small. **Nobody shouted.** Each time it was one look or one question, and alone it sounds like nothing. That is why it is
                    hard to report, and why it goes on.
                    """),
                Quote("english"),
                new QuizCard("kindly", "The teacher meant it kindly. Why did it still hurt?",
                [
                    new("sensitive", "Some people are easily hurt", false, "It was said once, and thought about all the way home. That is not being easily hurt; it is hearing it often."),
                    new("belong", "It says: you are not from here", true, "Praise for speaking your own language tells you that somebody has decided where you belong."),
                    new("rude", "It was rude", false, "It was polite. That is what makes it hard to answer."),
                ]),
                Quote("garage"),
                new PromptCard("where", "Which of these could happen where you work? Who would notice, and what would they do?", 3),

                new HeadingCard("how-it-feels", "How it feels", 2),
                Quote("tummy"),
                Quote("checking"),
                Quote("quieter"),
                Quote("nice"),
                Text("adds-up", """
                    One guess is soon over. We get the same guess again and again, from different people, and each of them thinks it is the first
                    time. After a while you are tired before anything has happened.
                    """),
                new PromptCard("quiet", "Who has become quieter in your group, class or caseload this year? When did you last ask them why?", 2),

                new HeadingCard("what-would-help", "What would help", 2),
                Quote("ask"),
                Quote("name"),
                Quote("minute"),
                Quote("believe"),
                new HeadingCard("this-week", "Three things to try this week", 3),
                Text("three-things", """
                    1. **Learn one name properly.** Ask how it is said, write it down the way it sounds, and use it.
                    2. **Catch one guess.** When you notice you have decided something about a young person, say to yourself: what do I know?
                    3. **Ask, then wait.** Put the question to the young person, not to the adult beside them, and leave room for the answer.
                    """),
                new BranchCard("in-the-shop", "You are in a shop with two young people you work with. A guard begins to follow them, and nobody else.",
                [
                    new("Say nothing, and keep an eye on it", "They notice that you noticed. On the way back nobody talks much."),
                    new("Ask the guard, politely, what is the matter", "“Just doing my job,” he says, and walks off. One of them says: nobody ever asked before."),
                    new("Ask the two of them what they would like you to do", "They look at each other. “Just stay with us,” one says. So you do."),
                ]),
                new SliderCard("guess-after", "Now that you have heard us: how often do you decide before somebody speaks?", "Hardly ever", "All the time", 7, SliderTime.After, ""),
                new PledgeCard("tomorrow", "Tomorrow I will …", [new("name", "learn one name properly"), new("guess", "catch one guess, and ask what I know"), new("wait", "ask a young person, and wait for the answer")]),
                new FeedbackCard("feedback", [new("useful", FeedbackKind.Scale, "Was this useful for your work?"), new("change", FeedbackKind.Text, "What would you tell us, if you could?")]),
                Text("thanks", "Thank you for reading to the end. We hope it starts a conversation."),
            ]);

        QuoteCard Quote(string key) => new($"quote-{key}", voice(key));
    }

    private static TextCard Text(string id, string markdown) => new(id, ProseOf(id, markdown));

    private static RevealCard Reveal(string id, string question, string markdown) => new(id, question, ProseOf(id, markdown));

    private static Prose ProseOf(string id, string markdown) =>
        Prose.TryParse(markdown, out var prose)
            ? prose
            : throw new InvalidOperationException($"The sample's text '{id}' cannot be shown.");
}
