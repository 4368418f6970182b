using System.Globalization;
using CsvHelper;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// What readers answered as CSV (RFC 4180), in UTF-8 with a byte order mark, without which Excel reads it as something else: a row for each number and each approved text.
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it. What is hidden says so.
/// </summary>
public static class ResponsesCsv
{
    private const string Hidden = "hidden";

    private static readonly string[] Header = ["card", "type", "asks", "part", "measure", "value"];
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.None, WriteByteOrderMark = true };

    public static byte[] Write(StoryResponses responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, Format, leaveOpen: true))
        {
            csv.WriteRecord(Header);
            foreach (var card in responses.Cards)
                foreach (var (part, measure, value) in Rows(card))
                    csv.WriteRecord([CsvCell.Text(card.Card), card.Type, CsvCell.Text(card.Asks), CsvCell.Text(part), measure, value]);
        }

        return file.ToArray();
    }

    private static IEnumerable<(string Part, string Measure, string Value)> Rows(CardResponses card)
    {
        yield return ("", "answers", Count(card.Answers));
        foreach (var option in card.Options ?? [])
            yield return (option.Text, "chose it", Count(option.Answers));
        foreach (var row in Scale("", card.Stands))
            yield return row;
        if (card.Shift is { } shift)
        {
            yield return ("", "asked before and after", Count(shift.Pairs));
            yield return ("", "mean before", Number(shift.MeanBefore));
            yield return ("", "mean after", Number(shift.MeanAfter));
            yield return ("", "mean shift", Number(shift.Mean));
            yield return ("", "spread of the shift", Number(shift.Spread));
            yield return ("", "moved up", Count(shift.Up));
            yield return ("", "stayed", Count(shift.Same));
            yield return ("", "moved down", Count(shift.Down));
            if (shift.OfPairs is { } of)
                yield return ("", "moves are of so many", Count(of));
            if (shift.Withheld is { } why)
                yield return ("", "why the shift is hidden", why);
        }

        foreach (var question in card.Questions ?? [])
        {
            yield return (question.Text, "answers", Count(question.Answers));
            if (question.Scale is { To: var to })
                yield return (question.Text, string.Create(CultureInfo.InvariantCulture, $"answered {to - 1} or {to}"), Count(question.InFavour));
            foreach (var row in Scale(question.Text, question.Scale))
                yield return row;
            foreach (var text in question.Texts ?? [])
                yield return (question.Text, "text", CsvCell.Text(text.Words));
        }
    }

    private static IEnumerable<(string Part, string Measure, string Value)> Scale(string part, ScaleCounts? scale)
    {
        if (scale is null)
            yield break;
        yield return (part, "mean", Number(scale.Mean));
        yield return (part, "spread", Number(scale.Spread));
        if (scale.OfAnswers is { } of)
            yield return (part, "steps are of so many answers", Count(of));
        foreach (var step in scale.Steps ?? [])
            yield return (part, string.Create(CultureInfo.InvariantCulture, $"answered {step.Value}"), Count(step.Answers));
        if (scale.Withheld is { } why)
            yield return (part, "why steps are hidden", why);
    }

    private static string Count(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Hidden;

    private static string Number(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? Hidden;
}
