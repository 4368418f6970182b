using System.Globalization;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>Whether a file's figures go with those imported before, and what they make of them.</summary>
internal static class FitAmongOthers
{
    public static Result<List<ChangedFigure>> Check(IReadOnlyList<ImportedFigure> file, IReadOnlyList<StoredFigure> existing, Disclosure disclosure)
    {
        var byKey = existing.Select(e => e.Figure).GroupBy(f => (f.Key, f.Year)).ToDictionary(g => g.Key, g => g.OrderBy(f => f.From).ToList());
        var errors = new FileErrors();
        var changed = new List<ChangedFigure>();
        foreach (var added in file.GroupBy(f => (f.Key, f.Year)))
        {
            var before = byKey.GetValueOrDefault(added.Key, []);
            foreach (var figure in added)
                CheckRow(figure, before, errors);
            changed.Add(Change(added.Key.Year, before, [.. added], disclosure));
        }

        return errors.Any
            ? Refusals.DoesNotFit(errors.ByPlace())
            : changed.OrderBy(c => c.Year).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
    }

    private static void CheckRow(ImportedFigure figure, List<ImportedFigure> before, FileErrors errors)
    {
        if (before is [])
            return;
        if (figure.Kind != before[0].Kind)
            errors.Add(figure.Line, "kind", $"Figures of this key have been imported as {before[0].Kind.Name}.");
        if (before.FirstOrDefault(figure.Overlaps) is { } other)
            errors.Add(figure.Line, "period-start", string.Create(
                CultureInfo.InvariantCulture, $"Overlaps a period that has been imported: {other.From:yyyy-MM-dd} to {other.To:yyyy-MM-dd}."));
        else if (figure.Kind.IsShare)
            errors.Add(figure.Line, "key", "Shares cannot be added up: one of this key and year has been imported.");
    }

    private static ChangedFigure Change(ReportingYear year, List<ImportedFigure> before, List<ImportedFigure> added, Disclosure disclosure)
    {
        List<ImportedFigure> all = [.. before, .. added];
        var newest = all.MaxBy(f => f.To)!;
        // Few people that others have counted are no more told here than in the report; and what they come to with the file would tell them.
        var hidden = newest.Kind.Unit == ImportedKind.People && !disclosure.MayShowWhole([(long)before.Sum(f => f.Value)]);
        return new(
            year,
            newest.Key,
            newest.Title,
            newest.Kind,
            added.Count,
            all.Min(f => f.From),
            newest.To,
            before is [] || hidden ? null : before.Sum(f => f.Value),
            hidden ? null : all.Sum(f => f.Value));
    }
}
