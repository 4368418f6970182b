using System.Globalization;
using System.Text.Json;
using CsvHelper;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs.Workbook;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Reports.Outputs;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>A number that some file says of a figure, and of which year it says it.</summary>
internal sealed record Said(string Key, ReportingYear Year, decimal Value);

/// <summary>The numbers of figures as they stand in what is published: each format is read for itself, from its bytes.</summary>
internal static class ReadBack
{
    /// <summary>In every format, and what follows by dividing a value by its ratio.</summary>
    public static IEnumerable<Said> All(Report report) =>
        [.. Answer(report), .. Csv(report), .. Workbook(report), .. Word(report), .. Snapshot(ReportSnapshot.Write(report, DateTimeOffset.UnixEpoch), report.Year)];

    /// <summary>All fields of a report that hold a figure's number, the differences since it was frozen among them.</summary>
    public static IEnumerable<Said> Answer(Report report)
    {
        foreach (var figure in report.Figures)
        {
            yield return new(figure.Key, report.Year, figure.Value);
            if (figure.Previous is { } previous)
                yield return new(figure.Key, report.Year.Previous, previous);
            if (figure.Ratio is > 0 and { } ratio)
                yield return new(figure.Key, report.Year.Previous, Math.Round(figure.Value / ratio));
            if (figure.Later?.Value is { } later)
                yield return new(figure.Key, report.Year, later);
            foreach (var part in figure.Parts.Where(_ => FewPeople.IsOfPeople(figure)))
                yield return new($"{figure.Key} of {part.Title}", report.Year, part.Value);
        }
    }

    public static IEnumerable<Said> Csv(Report report)
    {
        using var csv = CsvReader.Create(ReportCsv.Write(report), new CsvReaderOptions());
        var said = new List<Said>();
        csv.ReadHeader();
        while (csv.Read())
        {
            said.Add(new(csv.GetString("key"), report.Year, Number(csv.GetString("value"))));
            if (csv.GetString("previous") is { Length: > 0 } previous)
                said.Add(new(csv.GetString("key"), report.Year.Previous, Number(previous)));
        }

        return said;
    }

    public static IEnumerable<Said> Snapshot(ReadOnlyMemory<byte> snapshot, ReportingYear year)
    {
        using var json = JsonDocument.Parse(snapshot);
        var said = new List<Said>();
        foreach (var figure in json.RootElement.GetProperty("figures").EnumerateArray())
        {
            var key = figure.GetProperty("key").GetString()!;
            said.Add(new(key, year, figure.GetProperty("value").GetDecimal()));
            if (figure.TryGetProperty("previous", out var previous))
                said.Add(new(key, year.Previous, previous.GetDecimal()));
        }

        return said;
    }

    public static IEnumerable<Said> Workbook(Report report)
    {
        foreach (var sheet in new WorkbookFile(ReportWorkbook.Write(report)).Sheets.Where(sheet => sheet.Table is not null))
        {
            foreach (var row in sheet.Records.Where(row => row.ContainsKey("Key")))
            {
                foreach (var (column, year) in new[] { ("Value", report.Year), ("Frozen value", report.Year), ("Counted again", report.Year), ("Year before", report.Year.Previous) })
                {
                    if (row.GetValueOrDefault(column) is decimal value)
                        yield return new(row.TryGetValue("Story", out var story) ? $"{row["Key"]} of {story}" : (string)row["Key"], year, value);
                }
            }
        }
    }

    public static IEnumerable<Said> Word(Report report)
    {
        using var document = new WordReader(report);
        var keys = report.Figures.GroupBy(figure => figure.Title, StringComparer.Ordinal).ToDictionary(figure => figure.Key, figure => figure.First().Key, StringComparer.Ordinal);
        var tables = document.Tables.Select(WordReader.Rows).Where(rows => rows[0] is ["Figure", "Counted in", _, _]);
        return
        [
            .. from row in tables.SelectMany(rows => rows.Skip(1))
               let key = keys[keys.Keys.Where(title => row[0].StartsWith(title, StringComparison.Ordinal)).MaxBy(title => title.Length) ?? throw new InvalidOperationException($"{row[0]} is no figure of the report.")]
               from cell in new[] { (Text: row[2], report.Year), (Text: row[3], Year: report.Year.Previous) }
               where cell.Text != "–"
               select new Said(key, cell.Year, Number(cell.Text)),
        ];
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
