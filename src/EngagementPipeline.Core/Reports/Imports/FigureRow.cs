using System.Globalization;
using CsvHelper;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>Parses one row of a <see cref="FigureFile"/>.</summary>
internal static class FigureRow
{
    private const decimal Most = 1_000_000_000_000;

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d/M/yyyy"];

    /// <summary>The figure; null when something in the row is wrong, which the errors then say.</summary>
    public static ImportedFigure? Read(CsvReader csv, FileErrors errors)
    {
        var line = (int)csv.LineNumber;
        if (!CsvRows.HasOnlyItsCells(csv, FigureFile.Columns, errors))
            return null;

        var wrong = false;
        var key = Key(csv.GetString("key"));
        var title = Text("title");
        var kind = ImportedKind.TryParse(csv.GetString("kind"), out var parsed)
            ? parsed
            : Wrong<ImportedKind>("kind", "Must be views, accesses, attendance, share or another word in lower case.");
        var from = Day("period-start");
        var to = Day("period-end");
        var value = Value(csv.GetString("value"), kind);
        var source = Text("source");
        if (from is { } start && to is { } end)
            CheckPeriod(start, end);
        return wrong ? null : new(line, key!, title!, kind!, from!.Value, to!.Value, value!.Value, source!);

        string? Key(string text) => FigureKey.Wrong(text) is { } why ? Wrong<string>("key", why) : text;

        string? Text(string column) =>
            csv.GetString(column) is { Length: > 0 and <= 200 } text && OneLine.Is(text)
                ? text
                : Wrong<string>(column, "Must be text of 1 to 200 characters on one line, without letters that nobody sees or that turn the direction over.");

        DateOnly? Day(string column)
        {
            if (DateOnly.TryParseExact(csv.GetString(column), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 2000 and <= 2099)
                return day;
            Wrong<string>(column, "Must be a day as yyyy-MM-dd or dd/mm/yyyy, such as 2022-03-31.");
            return null;
        }

        decimal? Value(string text, ImportedKind? of)
        {
            var (style, most, expected) = of?.IsShare == true
                ? (NumberStyles.AllowDecimalPoint, 100m, "Must be per cents from 0 to 100, such as 97.5.")
                : (NumberStyles.None, Most, "Must be a whole number from 0 in digits alone, such as 26134: no commas, spaces or signs.");
            var digits = of?.IsShare == true && text.EndsWith('%') ? text[..^1] : text;
            if (decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && number <= most)
                return number;
            Wrong<string>("value", expected);
            return null;
        }

        void CheckPeriod(DateOnly first, DateOnly last)
        {
            if (last < first)
                Wrong<string>("period-end", "Must not be before the period's start.");
            else if (ReportingYear.Of(first) != ReportingYear.Of(last))
                Wrong<string>("period-end", "Must lie in the same reporting year, April to March, as the period's start.");
        }

        T? Wrong<T>(string column, string message)
            where T : class
        {
            wrong = true;
            errors.Add(line, column, message);
            return null;
        }
    }
}
