using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Answers;

/// <summary>Answers that were gathered elsewhere and imported, by question; of words nothing but how many.</summary>
public sealed class ImportedFeedback(IImportStore store, Disclosure disclosure) : WorkedOutFigures
{
    protected override bool Owns(string key) => key.StartsWith(FeedbackKey.Prefix, StringComparison.Ordinal);

    protected override async Task<IReadOnlyList<ToldFigure>> ToldAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var imports = (await store.ListAsync(cancellationToken)).Value;
        var rows = (await store.ReadCompleteAsync(imports, year, cancellationToken)).Select(row => row.Figure).Where(figure => Owns(figure.Key));
        return
        [
            .. rows.GroupBy(row => row.Key)
                .OrderBy(question => question.Key, StringComparer.Ordinal)
                .SelectMany(question => SumOf([.. question]).Told(year, disclosure)),
        ];
    }

    private static FeedbackSum SumOf(IReadOnlyList<ImportedFigure> rows)
    {
        var sources = rows.Select(row => row.Source).Distinct().Order(StringComparer.Ordinal);
        return new(
            rows[0].Key,
            rows.MaxBy(row => row.To)!.Title,
            "said yes, agreed or gave 4 or 5 of 5",
            $"Gathered elsewhere and imported. Source: {string.Join("; ", sources)}.",
            Count(FeedbackCell.InFavour),
            Count(FeedbackCell.Other),
            Count(FeedbackCell.Words));

        long Count(ImportedKind cell) => (long)rows.Where(row => row.Kind == cell).Sum(row => row.Value);
    }
}
