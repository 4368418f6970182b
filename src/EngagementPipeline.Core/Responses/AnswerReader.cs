using System.Globalization;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// Reads what came as <c>answer</c>, for the card that it answers. Refuses with <c>bad-fields</c> what no such card takes, and with <c>does-not-fit</c> what this one does not
/// offer, naming the field.
/// </summary>
public static class AnswerReader
{
    public static Result<Answer> Read(Card card, JsonElement answer) =>
        answer.ValueKind != JsonValueKind.Object
            ? Refusals.BadField("answer", "Must be an object.")
            : card switch
            {
                PollCard poll => Option(answer, poll.Options.Select(option => option.Id)),
                QuizCard quiz => Option(answer, quiz.Options.Select(option => option.Id)),
                PledgeCard { Options: [] } => Only(answer).Map(_ => Counted(Cell.Pledged)),
                PledgeCard pledge => Option(answer, pledge.Options.Select(option => option.Id)),
                SliderCard slider => Stand(answer, slider),
                FeedbackCard feedback => Feedback(answer, feedback),
                _ => Refusals.DoesNotFit("card", "This card takes no answers."),
            };

    private static Result<Answer> Option(JsonElement answer, IEnumerable<string> offered)
    {
        var fields = new Fields();
        RefuseOthers(answer, fields, "option");
        if (!answer.TryGetProperty("option", out var json) || TextOf(json) is not { } option)
            fields.Error("answer.option", "Must be the id of one of the card's options.");
        else if (!fields.HasErrors)
            return offered.Contains(option, StringComparer.Ordinal) ? Counted(Cell.Option(option)) : Refusals.DoesNotFit("answer.option", "The card has no such option.");
        return fields.Build<Answer>(() => throw new System.Diagnostics.UnreachableException());
    }

    private static Result<Answer> Stand(JsonElement answer, SliderCard slider)
    {
        var after = slider.When == SliderTime.After;
        var fields = new Fields();
        RefuseOthers(answer, fields, after ? ["value", "before"] : ["value"]);
        var value = Number(answer, "value", slider.Steps, fields);
        if (value is null && !answer.TryGetProperty("value", out _))
            fields.Error("answer.value", "Is required.");
        var before = after ? Number(answer, "before", slider.Steps, fields) : null;
        return fields.Build(() => Counted(Cell.Stand(value!.Value, before)));
    }

    private static Result<Answer> Feedback(JsonElement answer, FeedbackCard feedback)
    {
        var fields = new Fields();
        RefuseOthers(answer, fields, [.. feedback.Questions.Select(question => question.Id)]);
        if (NamesOf(answer).FirstOrDefault(name => feedback.Questions.All(question => question.Id != name)) is { } name)
            return Refusals.DoesNotFit($"answer.{Shown(name)}", "The card has no such question.");

        var (cells, texts) = (new List<string>(), new List<AnswerText>());
        foreach (var question in feedback.Questions.Where(question => answer.TryGetProperty(question.Id, out _)))
        {
            if (question.Kind == FeedbackKind.Scale)
            {
                if (Number(answer, question.Id, FeedbackCard.ScaleSteps, fields) is { } value)
                    cells.Add(Cell.Scale(question.Id, value));
            }
            else if (Words(answer.GetProperty(question.Id), $"answer.{question.Id}", fields) is { } words)
            {
                cells.Add(Cell.Text(question.Id));
                texts.Add(new(question.Id, words));
            }
        }

        if (cells is [] && !fields.HasErrors)
            fields.Error("answer", "Must answer one question at least.");
        return fields.Build(() => new Answer(cells, texts));
    }

    private static Result<Done> Only(JsonElement answer)
    {
        var fields = new Fields();
        RefuseOthers(answer, fields);
        return fields.Build(() => Done.Instance);
    }

    private static Answer Counted(string cell) => new([cell], []);

    private static int? Number(JsonElement answer, string name, int most, Fields fields)
    {
        if (!answer.TryGetProperty(name, out var json) || json.ValueKind == JsonValueKind.Null)
            return null;
        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number >= 1 && number <= most)
            return number;
        fields.Error($"answer.{name}", string.Create(CultureInfo.InvariantCulture, $"Must be a whole number from 1 to {most}."));
        return null;
    }

    private static string? Words(JsonElement json, string field, Fields fields)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return null;
        if (TextOf(json) is { } text)
            return fields.OptionalText(text, field, FeedbackCard.LongestText);
        fields.Error(field, "Must be text.");
        return null;
    }

    private static void RefuseOthers(JsonElement answer, Fields fields, params ReadOnlySpan<string> known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in NamesOf(answer))
        {
            if (!seen.Add(name))
                fields.Error($"answer.{Shown(name)}", "Stands here twice.");
            else if (!known.Contains(name))
                fields.Error($"answer.{Shown(name)}", "Is not a field of an answer to this card.");
        }
    }

    private static List<string> NamesOf(JsonElement answer)
    {
        try
        {
            return [.. answer.EnumerateObject().Select(given => given.Name)];
        }
        catch (InvalidOperationException)
        {
            return ["?"]; // half of a surrogate pair is no name
        }
    }

    private static string? TextOf(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair: no text at all
        }
    }

    // A field's name is the sender's; a long one is not sent back whole.
    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
