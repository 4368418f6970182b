using System.Security.Cryptography;
using System.Text.Unicode;
using CsvHelper;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// A file of figures as people make them: CSV in UTF-8, with or without a byte order mark, with commas, semicolons or tabs, and days
/// as yyyy-MM-dd or as dd/MM/yyyy. All of it is right, or all that is wrong with it is said, by line and column.
/// </summary>
public sealed record FigureFile(string Sha256, IReadOnlyList<ImportedFigure> Figures)
{
    public const int MostRows = 100_000;

    public static readonly string[] Columns = ["key", "title", "kind", "period-start", "period-end", "value", "source"];

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

    /// <summary>Refuses with <c>bad-fields</c>, whose fields are lines and columns of the file.</summary>
    public static Result<FigureFile> Read(ReadOnlyMemory<byte> file)
    {
        var errors = new FileErrors();
        var figures = new List<ImportedFigure>();
        if (!Utf8.IsValid(file.Span))
            errors.Add("Is not in UTF-8. In Excel, save it as \"CSV UTF-8\".");
        else
            ReadRows(file, errors, figures);

        if (!errors.Any && figures is [])
            errors.Add("Has no rows under its header.");
        CheckRowsTogether(figures, errors);
        return errors.Any
            ? Refusals.BadFields(errors.ByPlace())
            : new FigureFile(Convert.ToHexStringLower(SHA256.HashData(file.Span)), figures);
    }

    private static void ReadRows(ReadOnlyMemory<byte> file, FileErrors errors, List<ImportedFigure> figures)
    {
        using var csv = CsvReader.Create(file, Format);
        try
        {
            csv.ReadHeader();
            if (!HasOurColumns([.. csv.Headers], errors))
                return;
            while (csv.Read())
            {
                if (figures.Count == MostRows)
                {
                    errors.Add($"Has more than {NumberWords.Figures(MostRows)} rows.");
                    return;
                }

                if (FigureRow.Read(csv, errors) is { } figure)
                    figures.Add(figure);
            }
        }
        catch (CsvFormatException malformed)
        {
            errors.Add(malformed.LineNumber, null, "Is not well-formed CSV from here on: a quotation mark is missing, or one too many.");
        }
    }

    private static bool HasOurColumns(IReadOnlyList<string> header, FileErrors errors)
    {
        var found = header.Select(name => name.Trim().ToLowerInvariant()).ToList();
        foreach (var missing in Columns.Except(found))
            errors.Add(1, missing, "This column is missing.");
        foreach (var unknown in found.Except(Columns))
            errors.Add(1, null, $"Has a column that is not known here. Known are: {string.Join(", ", Columns)}.");
        foreach (var twice in found.CountBy(name => name).Where(name => name.Value > 1 && Columns.Contains(name.Key)))
            errors.Add(1, twice.Key, "This column is there twice.");
        return !errors.Any;
    }

    /// <summary>Rows of one key must count the same kind of thing, over periods that do not overlap; a share can't be added up at all.</summary>
    private static void CheckRowsTogether(List<ImportedFigure> figures, FileErrors errors)
    {
        foreach (var key in figures.GroupBy(f => f.Key))
        {
            var byPeriod = key.OrderBy(f => f.From).ThenBy(f => f.Line).ToList();
            var furthest = byPeriod[0];
            foreach (var figure in byPeriod.Skip(1))
            {
                if (figure.Overlaps(furthest))
                    errors.Add(figure.Line, "period-start", $"Overlaps the period of line {furthest.Line}, which has the same key.");
                else if (figure.Kind.IsShare && figure.Year == furthest.Year)
                    errors.Add(figure.Line, "key", $"Shares cannot be added up: line {furthest.Line} gives one of the same key and year.");
                if (figure.Kind != furthest.Kind)
                    errors.Add(figure.Line, "kind", $"Line {furthest.Line} has the same key and another kind.");
                if (figure.To > furthest.To)
                    furthest = figure;
            }
        }
    }
}
