using System.Security.Cryptography;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// A file of figures as people make them: CSV in UTF-8, with or without a byte order mark, with commas, semicolons or tabs, and days
/// as yyyy-MM-dd or as dd/MM/yyyy. All of it is right, or all that is wrong with it is said, by line and column.
/// </summary>
public sealed record FigureFile(string Sha256, IReadOnlyList<ImportedFigure> Figures)
{
    public const int MostRows = CsvRows.Most;

    public static readonly string[] Columns = ["key", "title", "kind", "period-start", "period-end", "value", "source"];

    /// <summary>Refuses with <c>bad-fields</c>, whose fields are lines and columns of the file.</summary>
    public static Result<FigureFile> Read(ReadOnlyMemory<byte> file)
    {
        var errors = new FileErrors();
        var figures = CsvRows.Read(file, Columns, errors, FigureRow.Read);
        CheckRowsTogether(figures, errors);
        return errors.Any
            ? Refusals.BadFields(errors.ByPlace())
            : new FigureFile(Convert.ToHexStringLower(SHA256.HashData(file.Span)), figures);
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
