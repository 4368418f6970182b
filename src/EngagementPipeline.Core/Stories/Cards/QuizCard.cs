using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>A question that has a right answer, or several. What is right and why is in the page, and told once the reader has chosen.</summary>
public sealed record QuizCard(string Id, string Question, IReadOnlyList<QuizOption> Options) : Card(Id), IAsks
{
    public string Asks => Question;

    public override string Words => $"{Question} {string.Join(' ', Options.Select(option => $"{option.Text} {option.Why}"))}";

    public override IEnumerable<DocumentProblem> Problems()
    {
        if (Asking.IsBlank(Question))
            yield return Problem("empty-card", "This quiz has no question yet. Write one, or take the card out.");
        if (Options.Count < 2)
            yield return Problem("too-few-options", "A quiz needs two answers at least to choose from.");
        else if (Options.Any(option => Asking.IsBlank(option.Text)))
            yield return Problem("empty-card", "An answer of this quiz has no words. Write some, or remove the answer.");
        else if (!Options.Any(option => option.Correct))
            yield return Problem("no-right-answer", "No answer of this quiz is marked as right. Mark one; for a matter of opinion make it a poll.");
        else if (Options.Any(option => option.Correct && Asking.IsBlank(option.Why)))
            yield return Problem("no-reason", "Say why the right answer is right. Readers learn from the reason.");
    }
}

/// <summary>One answer of a quiz. <paramref name="Why"/> it is right, or is not; it may be empty for a wrong one.</summary>
public sealed record QuizOption(string Id, string Text, bool Correct, string Why);

public sealed class QuizType() : CardType<QuizCard>("quiz", "A question with a right answer, explained once the reader has chosen.", Question, Options)
{
    private static readonly TextField Question = new("question", 300);
    private static readonly TextField Answer = new("text", 200) { Label = "Answer" };
    private static readonly FlagField Correct = new("correct", "whether it is right; no when left out") { Label = "This is right" };
    private static readonly TextField Why = new("why", 500, required: false) { Label = "Why, or why not" };

    private static readonly ListField<QuizOption> Options = new(
        "options", Asking.MostOptions,
        new ItemField<QuizOption>(
            "answer", [Asking.Key, Answer, Correct, Why],
            fields => new(fields.Required(Asking.Key), fields.Required(Answer), fields.Optional(Correct), fields.Optional(Why)),
            (option, to) =>
            {
                Asking.Key.Write(to, option.Id);
                Answer.Write(to, option.Text);
                Correct.WriteYes(to, option.Correct);
                Why.WriteAny(to, option.Why);
            }),
        "2 to 8 answers, in their order")
    { Label = "Answers", KeyOf = option => option.Id };

    protected override QuizCard ReadCard(string id, CardReader fields) => new(id, fields.Required(Question), fields.Required(Options));

    protected override void WriteCard(QuizCard card, JsonObject to)
    {
        Question.Write(to, card.Question);
        Options.Write(to, card.Options);
    }
}
