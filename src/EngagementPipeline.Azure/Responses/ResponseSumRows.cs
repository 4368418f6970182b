using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Responses;

/// <summary>docs/tables/ResponsesByDay.md.</summary>
internal sealed class ResponsesByDayRow : ITableEntity
{
    public const string Table = "ResponsesByDay";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public long Answers { get; set; }

    public string Cells { get; set; } = "";

    public static string KeyOf(DateOnly day, string card) => $"{Days.Of(day)}_{card}";

    public static ResponsesByDayRow Of(DaySum sum) => new()
    {
        PartitionKey = sum.Story.ToString(),
        RowKey = KeyOf(sum.Day, sum.Card),
        Project = sum.Project.ToString(),
        Answers = sum.Sums.Answers,
        Cells = StoredSums.Of(sum.Sums),
    };

    public DaySum ToSum() => new(
        StoryId.From(Guid.ParseExact(PartitionKey, "D")), ProjectId.From(Guid.ParseExact(Project, "D")), Days.Parse(RowKey[..10]), RowKey[11..],
        StoredSums.ToSums(Answers, Cells));
}

/// <summary>docs/tables/ResponseTotals.md.</summary>
[RowVersion(1, Retired = ["Cells"])]
internal sealed class ResponseTotalRow : ITableEntity
{
    public const string Table = "ResponseTotals";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public long Answers { get; set; }

    public string Years { get; set; } = "{}";

    public long? ToldAnswers { get; set; }

    public string? ToldCells { get; set; }

    /// <summary>Earlier apps did not tell years apart: the days say it, until it is added up again.</summary>
    public bool HasYears() => Answers == 0 || Years != "{}";

    public static ResponseTotalRow Of(CardTotal total) => new()
    {
        PartitionKey = total.Story.ToString(),
        RowKey = total.Card,
        Project = total.Project.ToString(),
        Answers = total.Answers,
        Years = StoredSums.Of(total.Years),
        ToldAnswers = total.Told?.Answers,
        ToldCells = total.Told is { } told ? StoredSums.Of(told) : null,
    };

    public CardTotal ToTotal() => new(
        StoryId.From(Guid.ParseExact(PartitionKey, "D")), ProjectId.From(Guid.ParseExact(Project, "D")), RowKey,
        StoredSums.ToYears(Years),
        ToldAnswers is { } answers ? StoredSums.ToSums(answers, ToldCells ?? "{}") : null);
}

/// <summary>Counts as JSON, always in the same order.</summary>
internal static class StoredSums
{
    public static string Of(AnswerSums sums) => JsonSerializer.Serialize(Sorted(sums));

    public static AnswerSums ToSums(long answers, string cells) =>
        new(answers, JsonSerializer.Deserialize<Dictionary<string, long>>(cells) ?? []);

    public static string Of(IReadOnlyDictionary<ReportingYear, AnswerSums> years) => JsonSerializer.Serialize(new SortedDictionary<string, StoredYear>(
        years.ToDictionary(year => year.Key.ToString(), year => new StoredYear(year.Value.Answers, Sorted(year.Value)), StringComparer.Ordinal), StringComparer.Ordinal));

    public static IReadOnlyDictionary<ReportingYear, AnswerSums> ToYears(string years) =>
        (JsonSerializer.Deserialize<Dictionary<string, StoredYear>>(years) ?? []).ToDictionary(
            year => ReportingYear.TryParse(year.Key, out var of) ? of : throw new FormatException($"{year.Key} is no reporting year."),
            year => new AnswerSums(year.Value.Answers, year.Value.Cells));

    private static SortedDictionary<string, long> Sorted(AnswerSums sums) =>
        new(sums.Cells.ToDictionary(cell => cell.Key, cell => cell.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private sealed record StoredYear(long Answers, SortedDictionary<string, long> Cells);
}
