using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Pages.Desk.Responses;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> ResponsesPages()
    {
        yield return ("responses-nothing-asked", Of<ResponsesPage, ResponsesView>(Comms, "/stories/1/responses", new(AStory, new(AStory.Id, 5, []), new([], null))));
        yield return ("responses-too-few", Of<ResponsesPage, ResponsesView>(Comms, "/stories/1/responses", new(
            AStory,
            new(AStory.Id, 5, [new("guess", "poll", "How many of us had met it?", true, null), new("end", "feedback", "What did you think?", true, null) { Questions = Asked(null, []) }]),
            new([], null))));
        yield return ("responses", Of<ResponsesPage, ResponsesView>(Comms, "/stories/1/responses", new(AStory, Responses(), new([AText("0123456789abcdef", Long), AText("0123456789abcdeg", "I will ask.")], "more")), sample: true));
        yield return ("responses-for-a-report-author", Of<ResponsesPage, ResponsesView>(Author, "/stories/1/responses", new(AStory, Responses(), null)));
    }

    private static StoryResponses Responses() => new(AStory.Id, 5,
    [
        new("guess", "poll", "How many of us had met it?", true, 1_234) { Options = [new("few", "A few of them", 234), new("half", "About half, or so most people say who have not asked", 300), new("all", "All of them", 700)] },
        new("right", "quiz", "When is a bias unconscious?", true, 95) { Options = [new("never", "Never", null, false), new("unnoticed", "When it works before we notice", 62, true), new("kind", "When it is meant kindly", null, false)] },
        new("after", "slider", "And now: how often do you guess?", true, 120)
        {
            Stands = new(1, 7, 4.32, 1.1, [.. Enumerable.Range(1, 7).Select(step => new StepCount(step, step * 5))]),
            Shift = new(110, 2.9, 4.3, 1.4, 0.92, 80, 20, 10),
        },
        new("once", "slider", "How easy was it?", true, 32) { Stands = new(1, 5, 2.5, null, null, "Fewer than 5 readers chose some of the steps, or the next answer could tell that. So the average is rounded to halves, and nothing else is told.") },
        new("name", "pledge", "I will learn to say every name.", false, 40),
        new("end", "feedback", "What did you think?", true, 31) { Questions = Asked(31, [new("0123456789abcdef", "I had not thought of the coat. I will ask before I decide."), new("0123456789abcdeg", Long)]) },
    ]);

    private static IReadOnlyList<QuestionResponses> Asked(long? answers, IReadOnlyList<ApprovedText> texts) =>
    [
        new("useful", "Was this page useful for your work?", FeedbackKind.Scale, answers, answers is null ? null : new(1, 5, 4.1, 0.6, [new(1, 0), new(2, 0), new(3, 6), new(4, 15), new(5, 10)]), null, answers is null ? null : 25),
        new("clear", "Was it clear?", FeedbackKind.Scale, answers is null ? null : 107, answers is null ? null : new(1, 5, 4.2, 0.8, [new(1, 0), new(2, 0), new(3, 20), new(4, 40), new(5, 40)], null, 100), null),
        new("change", "What will you do differently?", FeedbackKind.Text, answers, null, texts),
    ];

    private static ReaderText AText(string id, string words) =>
        new(ResponseId.TryParse(id, out var response) ? response : throw new FormatException(id), "end", "change", words, Today, TextStatus.Pending);
}
