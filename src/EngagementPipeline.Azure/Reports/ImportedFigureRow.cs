using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports;

internal sealed class ImportedFigureRow : ITableEntity
{
    public const string Table = "ImportedFigures";

    private const string DayFormat = "yyyy-MM-dd";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Key { get; set; } = "";

    public string Title { get; set; } = "";

    public string Kind { get; set; } = "";

    public string From { get; set; } = "";

    public string To { get; set; } = "";

    /// <summary>Text: tables have no decimals, and a double would not give back 97.9.</summary>
    public string Value { get; set; } = "";

    public string Source { get; set; } = "";

    public static ImportedFigureRow Of(ImportBatchId batch, ImportedFigure figure) => new()
    {
        PartitionKey = figure.Year.ToString(),
        RowKey = KeyOf(batch, figure.Line),
        Key = figure.Key,
        Title = figure.Title,
        Kind = figure.Kind.Name,
        From = figure.From.ToString(DayFormat, CultureInfo.InvariantCulture),
        To = figure.To.ToString(DayFormat, CultureInfo.InvariantCulture),
        Value = figure.Value.ToString(CultureInfo.InvariantCulture),
        Source = figure.Source,
    };

    public static string KeyOf(ImportBatchId batch, int line) => string.Create(CultureInfo.InvariantCulture, $"{batch}_{line:D7}");

    public StoredFigure ToFigure()
    {
        var place = RowKey.Split('_');
        return new(
            new(Guid.ParseExact(place[0], "D")),
            new(
                int.Parse(place[1], CultureInfo.InvariantCulture),
                Key,
                Title,
                ImportedKind.TryParse(Kind, out var kind) ? kind : throw new FormatException($"'{Kind}' is no kind."),
                DateOnly.ParseExact(From, DayFormat, CultureInfo.InvariantCulture),
                DateOnly.ParseExact(To, DayFormat, CultureInfo.InvariantCulture),
                decimal.Parse(Value, CultureInfo.InvariantCulture),
                Source));
    }

    public static ReportingYear YearOf(string year) =>
        ReportingYear.TryParse(year, out var parsed) ? parsed : throw new FormatException($"'{year}' is no reporting year.");
}
