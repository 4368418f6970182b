using System.Text.Unicode;
using CsvHelper;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// The rows of a CSV file as people make them: UTF-8 with or without a byte order mark; commas, semicolons or tabs; columns in any order.
/// </summary>
internal static class CsvRows
{
    public const int Most = 100_000;

    private static readonly CsvReaderOptions Format = new()
    {
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = 65_536,
        PoolStrings = true,
        TrackLineNumbers = true,
        TrimWhitespace = true,
    };

    /// <summary>What the rows say, as far as each is right by itself; the rest is in the errors.</summary>
    /// <param name="file">Of which nothing is repeated in an error.</param>
    /// <param name="columns">All of them, and no others.</param>
    /// <param name="errors">Where they are gathered.</param>
    /// <param name="readRow">Null when something in the row is wrong, which the errors then say.</param>
    public static List<T> Read<T>(
        ReadOnlyMemory<byte> file, IReadOnlyList<string> columns, FileErrors errors, Func<CsvReader, FileErrors, T?> readRow)
        where T : class
    {
        var rows = new List<T>();
        if (!Utf8.IsValid(file.Span))
            errors.Add("Is not in UTF-8. In Excel, save it as \"CSV UTF-8\".");
        else
            ReadRows(file, columns, errors, rows, readRow);
        if (!errors.Any && rows is [])
            errors.Add("Has no rows under its header.");
        return rows;
    }

    /// <summary>Whether the row has no more cells than there are columns; the errors say so otherwise.</summary>
    public static bool HasOnlyItsCells(CsvReader csv, IReadOnlyList<string> columns, FileErrors errors)
    {
        if (csv.FieldCount <= columns.Count)
            return true;
        errors.Add((int)csv.LineNumber, null, "Has more cells than there are columns. Put cells with commas in them in quotation marks.");
        return false;
    }

    private static void ReadRows<T>(
        ReadOnlyMemory<byte> file, IReadOnlyList<string> columns, FileErrors errors, List<T> rows, Func<CsvReader, FileErrors, T?> readRow)
        where T : class
    {
        using var csv = CsvReader.Create(file, Format);
        try
        {
            csv.ReadHeader();
            if (!HasOurColumns([.. csv.Headers], columns, errors))
                return;
            while (csv.Read())
            {
                if (rows.Count == Most)
                {
                    errors.Add($"Has more than {NumberWords.Figures(Most)} rows.");
                    return;
                }

                if (readRow(csv, errors) is { } row)
                    rows.Add(row);
            }
        }
        catch (CsvFormatException malformed)
        {
            errors.Add(malformed.LineNumber, null, "Is not well-formed CSV from here on: a quotation mark is missing, or one too many.");
        }
    }

    private static bool HasOurColumns(IReadOnlyList<string> header, IReadOnlyList<string> columns, FileErrors errors)
    {
        var found = header.Select(name => name.Trim().ToLowerInvariant()).ToList();
        foreach (var missing in columns.Except(found))
            errors.Add(1, missing, "This column is missing.");
        foreach (var unknown in found.Except(columns))
            errors.Add(1, null, $"Has a column that is not known here. Known are: {string.Join(", ", columns)}.");
        foreach (var twice in found.CountBy(name => name).Where(name => name.Value > 1 && columns.Contains(name.Key)))
            errors.Add(1, twice.Key, "This column is there twice.");
        return !errors.Any;
    }
}
