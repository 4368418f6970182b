using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Responses;

/// <summary>docs/tables/Responses.md. The claim on an id: two answers of one id can't both be added.</summary>
internal sealed class ResponseIdRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Day { get; set; } = "";

    public static string KeyOf(ResponseId id) => "id_" + id.Value;
}

/// <summary>What an answer counts for, by the day it was received, so that a day can be worked out without reading any other.</summary>
internal sealed class ResponseRow : ITableEntity
{
    public const string Table = "Responses";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Card { get; set; } = "";

    public string Cells { get; set; } = "";

    public static string StartOf(string day) => $"on_{day}_";
}

/// <summary>What a reader wrote. Its status is in the key, so that finding those that wait costs as much as there are of them.</summary>
internal sealed class ResponseTextRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Project { get; set; } = "";

    public string Response { get; set; } = "";

    public string Card { get; set; } = "";

    public string Question { get; set; } = "";

    public string Words { get; set; } = "";

    public string Day { get; set; } = "";

    public static string StartOf(TextStatus status) => $"text_{Kebab.Of(status)}_";

    public static string StartOf(TextStatus status, string day, ResponseId id) => $"{StartOf(status)}{day}_{id}_";

    public string KeyAs(TextStatus status) => $"{StartOf(status)}{Day}_{Response}_{Question}";

    public ReaderText ToText(TextStatus status) => new(
        ResponseId.TryParse(Response, out var id) ? id : throw new FormatException("A kept answer has no id."),
        Card, Question, Words, Days.Parse(Day), status);
}

/// <summary>How days are written in keys: so that they sort.</summary>
internal static class Days
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The first key after all that begin with this, which ends with <c>_</c>.</summary>
    public static string After(string start) => start[..^1] + '`';
}
