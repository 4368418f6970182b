using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>One answer of a file. Somebody's own words stand in no other type than this, and are not kept.</summary>
internal sealed record FeedbackRow(int Line, string Source, string Question, DateOnly AnsweredOn, string Answer);

/// <summary>What one question of a file comes to in a year: so many answers, of which so many in favour; of words, how many.</summary>
public sealed record QuestionCounted(ReportingYear Year, string Key, string Question, AnsweredWith With, long Answers, long InFavour);

/// <summary>
/// A file of answers: all of it is right, or all that is wrong with it is said, by line and column. What is kept of it are numbers, by
/// question and source: <see cref="Counts"/> has them as rows to store.
/// </summary>
public sealed record FeedbackFile(string Sha256, int Rows, IReadOnlyList<QuestionCounted> Questions, IReadOnlyList<ImportedFigure> Counts)
{
    public static readonly string[] Columns = ["source", "question", "answered-on", "answer"];

    private const int LongestAnswer = 4_000;

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d/M/yyyy"];

    /// <summary>Refuses with <c>bad-fields</c>, whose fields are lines and columns of the file.</summary>
    public static Result<FeedbackFile> Read(ReadOnlyMemory<byte> file)
    {
        var errors = new FileErrors();
        var rows = CsvRows.Read(file, Columns, errors, ReadRow);
        var kinds = rows.GroupBy(row => FeedbackKey.Of(row.Question)).ToDictionary(question => question.Key, question => KindOf([.. question], errors));
        return errors.Any
            ? Refusals.BadFields(errors.ByPlace())
            : new FeedbackFile(Convert.ToHexStringLower(SHA256.HashData(file.Span)), rows.Count, Counted(rows, kinds), Stored(rows, kinds));
    }

    private static FeedbackRow? ReadRow(CsvReader csv, FileErrors errors)
    {
        if (!CsvRows.HasOnlyItsCells(csv, Columns, errors))
            return null;
        var line = (int)csv.LineNumber;
        var source = Text("source", 200);
        var question = Text("question", 200);
        var answer = csv.GetString("answer") is { Length: > 0 and <= LongestAnswer } said
            ? said
            : Wrong("answer", "Must be an answer: yes or no, strongly agree to strongly disagree, 1 to 5, or words, up to 4,000 characters.");
        var isDay = DateOnly.TryParseExact(csv.GetString("answered-on"), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and <= 2099;
        if (!isDay)
            Wrong("answered-on", "Must be a day as yyyy-MM-dd or dd/mm/yyyy, such as 2022-03-31.");
        return source is not null && question is not null && answer is not null && isDay ? new(line, source, question, day, answer) : null;

        string? Text(string column, int longest) =>
            csv.GetString(column) is { Length: > 0 } text && text.Length <= longest && OneLine.Is(text)
                ? text
                : Wrong(column, $"Must be text of 1 to {longest} characters on one line.");

        string? Wrong(string column, string message)
        {
            errors.Add(line, column, message);
            return null;
        }
    }

    /// <summary>
    /// A question is of the kind that most of its answers are of. One answer of another kind is a mistake in a question that is counted, and
    /// somebody's own words in one that is not.
    /// </summary>
    private static AnsweredWith KindOf(IReadOnlyList<FeedbackRow> answers, FileErrors errors)
    {
        var kinds = answers.GroupBy(row => ClosedAnswer.Of(row.Answer)?.With ?? AnsweredWith.Words).ToDictionary(kind => kind.Key, kind => kind.Count());
        var kind = kinds.OrderByDescending(found => found.Value).ThenBy(found => found.Key).First().Key;
        if (kind == AnsweredWith.Words)
            return kind;
        foreach (var row in answers.Where(row => ClosedAnswer.Of(row.Answer)?.With != kind))
            errors.Add(row.Line, "answer", $"Most answers to this question are of another kind. Must be {ClosedAnswer.Expected(kind)}, in any letter case.");
        return kind;
    }

    private static List<QuestionCounted> Counted(List<FeedbackRow> rows, Dictionary<string, AnsweredWith> kinds) =>
    [
        .. rows.GroupBy(row => (Year: ReportingYear.Of(row.AnsweredOn), Key: FeedbackKey.Of(row.Question)))
            .OrderBy(question => question.Key.Year)
            .ThenBy(question => question.Key.Key, StringComparer.Ordinal)
            .Select(question => new QuestionCounted(
                question.Key.Year,
                question.Key.Key,
                question.First().Question,
                kinds[question.Key.Key],
                question.LongCount(),
                kinds[question.Key.Key] == AnsweredWith.Words ? 0 : question.LongCount(row => ClosedAnswer.Of(row.Answer)!.Value.InFavour))),
    ];

    /// <summary>Each count on the line of the first answer in it, so that no two are on one.</summary>
    private static List<ImportedFigure> Stored(List<FeedbackRow> rows, Dictionary<string, AnsweredWith> kinds) =>
    [
        .. rows.GroupBy(row => (Year: ReportingYear.Of(row.AnsweredOn), Key: FeedbackKey.Of(row.Question), row.Source, Cell: CellOf(row)))
            .Select(cell => new ImportedFigure(
                cell.Min(row => row.Line),
                cell.Key.Key,
                cell.First().Question,
                kinds[cell.Key.Key] == AnsweredWith.Words ? FeedbackCell.Words : cell.Key.Cell,
                cell.Min(row => row.AnsweredOn),
                cell.Max(row => row.AnsweredOn),
                cell.Count(),
                cell.Key.Source)),
    ];

    private static ImportedKind CellOf(FeedbackRow row) => ClosedAnswer.Of(row.Answer)?.InFavour switch
    {
        true => FeedbackCell.InFavour,
        false => FeedbackCell.Other,
        _ => FeedbackCell.Words,
    };
}

/// <summary>What a stored count of answers counts.</summary>
internal static class FeedbackCell
{
    public static readonly ImportedKind InFavour = Kind("answers-in-favour");
    public static readonly ImportedKind Other = Kind("other-answers");
    public static readonly ImportedKind Words = Kind("answers-in-words");

    private static ImportedKind Kind(string name) => ImportedKind.TryParse(name, out var kind) ? kind : throw new FormatException(name);
}
