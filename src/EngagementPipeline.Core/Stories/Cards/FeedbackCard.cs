using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

public enum FeedbackKind
{
    /// <summary>From 1, not at all, to <see cref="FeedbackCard.ScaleSteps"/>, very much.</summary>
    Scale,

    /// <summary>The reader's own words, which wait for review.</summary>
    Text,
}

/// <summary>What the reader thinks of the story: questions with a scale, and room for words.</summary>
public sealed record FeedbackCard(string Id, IReadOnlyList<FeedbackQuestion> Questions) : Card(Id), IAsks
{
    public const int ScaleSteps = 5;

    /// <summary>Characters of one answer in words.</summary>
    public const int LongestText = 1_000;

    /// <summary>Of the answers to a scale, by step: how many gave one of the last two.</summary>
    public static long InFavour(IReadOnlyDictionary<int, long> counts) => counts.Where(step => step.Key >= ScaleSteps - 1).Sum(step => step.Value);

    public string Asks => Questions is [var only] ? only.Text : "What did you think?";

    public override string Words => string.Join(' ', Questions.Select(question => question.Text));

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Questions is [])
            yield return Problem("empty-card", "This card asks nothing yet. Add a question, or take the card out.");
        else if (Questions.Any(question => Asking.IsBlank(question.Text)))
            yield return Problem("empty-card", "A question of this card has no words. Write some, or remove the question.");
    }
}

public sealed record FeedbackQuestion(string Id, FeedbackKind Kind, string Text);

public sealed class FeedbackType() : CardType<FeedbackCard>("feedback", "What readers think of it: scales, and words that are reviewed before anybody else sees them.", Questions)
{
    private static readonly NameField<FeedbackKind> Kind = new("kind", true, "`scale` (1, not at all, to 5, very much) or `text`", kind => kind switch
    {
        FeedbackKind.Text => "In the reader’s own words",
        _ => "On a scale from 1 to 5",
    })
    { Label = "How it is answered" };

    private static readonly TextField Text = new("text", 300) { Label = "Question" };

    private static readonly ListField<FeedbackQuestion> Questions = new(
        "questions", 10,
        new ItemField<FeedbackQuestion>(
            "question", [Asking.Key, Kind, Text],
            fields => new(fields.Required(Asking.Key), Asking.Named<FeedbackKind>(fields.Required(Kind)), fields.Required(Text)),
            (question, to) =>
            {
                Asking.Key.Write(to, question.Id);
                Kind.Write(to, question.Kind);
                Text.Write(to, question.Text);
            }),
        "1 to 10 questions, in their order")
    { Label = "Questions", KeyOf = question => question.Id };

    protected override FeedbackCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Questions));

    protected override void WriteCard(FeedbackCard card, JsonObject to) => Questions.Write(to, card.Questions);
}
