using System.Globalization;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Pages.Desk.Responses;

/// <summary>What readers of one story answered, and the words that wait for their reviewer; none for somebody who does not review.</summary>
public sealed record ResponsesView(PublishedStory Story, StoryResponses Responses, Page<ReaderText>? Waiting)
{
    public bool AsksAnything => Responses.Cards is not [];

    public string QuestionOf(ReaderText text) =>
        Responses.Cards.FirstOrDefault(card => card.Card == text.Card)?.Questions?.FirstOrDefault(question => question.Question == text.Question)?.Text
        ?? "A question that the story no longer asks";
}

/// <summary>Answers in sentences and shares.</summary>
internal static class SayResponses
{
    public static string Sentence(CardResponses card) => card switch
    {
        { Answers: null } => "",
        { Shift: { } shift } => Moved(shift, card.Stands?.To ?? 0),
        { Stands: { Mean: { } mean } stands } => $"{Readers(card.Answers.Value)} answered. On average they stand at {About(stands.Withheld)}{One(mean)} of {stands.To}.",
        { Type: "quiz", Options: { } options } when options.Where(o => o.Correct == true).All(o => o.Answers is not null) =>
            $"{Say.Number(options.Where(o => o.Correct == true).Sum(o => o.Answers!.Value))} of {Readers(card.Answers.Value)} chose a right answer.",
        { Options: { } options } when options.Where(o => o.Answers > 0).MaxBy(o => o.Answers) is { } most =>
            $"{Say.Number(most.Answers!.Value)} of {Readers(card.Answers.Value)} chose “{most.Text}”.",
        { Type: "pledge" } => $"{Readers(card.Answers.Value)} said they will.",
        _ => $"{Readers(card.Answers.Value)} answered.",
    };

    public static string Sentence(ScaleCounts scale, long answers, long? inFavour) =>
        $"{Readers(answers)} answered.{(scale.Mean is { } mean ? $" On average {About(scale.Withheld)}{One(mean)} of {scale.To}." : "")}"
        + (inFavour is { } liked ? $" {Say.Number(liked)} gave {scale.To - 1} or {scale.To}." : "");

    /// <summary>Share of the whole in hundredths of a bar's width.</summary>
    public static string Width(long part, long whole) => whole == 0 ? "0" : Math.Round(100d * part / whole, 1).ToString(CultureInfo.InvariantCulture);

    public static string Share(long part, long whole) => whole == 0 ? "–" : $"{Math.Round(100d * part / whole, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)}%";

    public static string Kind(string type) => type switch
    {
        "poll" => "Poll",
        "quiz" => "Quiz",
        "slider" => "Slider",
        "pledge" => "Pledge",
        _ => "Feedback",
    };

    private static string Moved(ShiftCounts shift, int steps)
    {
        var both = $"{Readers(shift.Pairs)} answered before and after.{(shift.OfPairs is { } of ? $" Of {Say.Number(of)} of them it may be told how they moved." : "")}";
        if (shift.Mean is not { } mean)
            return both;
        var about = About(shift.Withheld);
        var way = mean switch { > 0 => $"moved up by {about}{One(mean)}", < 0 => $"moved down by {about}{One(-mean)}", _ when about.Length > 0 => "stayed about where they were", _ => "stayed where they were" };
        return shift is { MeanBefore: { } before, MeanAfter: { } after, Spread: { } spread, Up: { } up, Same: { } same, Down: { } down }
            ? $"{both} On average they {way}: from {One(before)} to {One(after)}, of {steps} (spread {One(spread)}). {Say.Number(up)} moved up, {Say.Number(same)} stayed and {Say.Number(down)} moved down."
            : $"{both} On average they {way}, of {steps}.";
    }

    private static string About(string? withheld) => withheld is null ? "" : "about ";

    private static string Readers(long count) => Say.Count(count, "reader", "readers");

    private static string One(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
