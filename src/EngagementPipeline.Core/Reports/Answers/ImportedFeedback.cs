using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Answers;

/// <summary>Answers that were gathered elsewhere and imported, by question; of words nothing but how many.</summary>
public sealed class ImportedFeedback(IImportStore store, Disclosure disclosure) : WorkedOutFigures
{
    private readonly ImportedSums _sums = new(store);

    protected override bool Owns(string key) => key.StartsWith(FeedbackKey.Prefix, StringComparison.Ordinal);

    protected override async Task<IReadOnlyList<ToldFigure>> ToldAsync(ReportingYear year, CancellationToken cancellationToken)
    {
        var sums = (await _sums.ReadAsync(year, cancellationToken)).Value.Where(sum => Owns(sum.Key));
        return
        [
            .. sums.GroupBy(sum => sum.Key)
                .OrderBy(question => question.Key, StringComparer.Ordinal)
                .SelectMany(question => SumOf([.. question]).Told(year, disclosure)),
        ];
    }

    private static FeedbackSum SumOf(IReadOnlyList<ImportedSum> sums)
    {
        var sources = sums.SelectMany(sum => sum.Sources).Distinct().Order(StringComparer.Ordinal);
        return new(
            sums[0].Key,
            sums.MaxBy(sum => sum.To)!.Title,
            FeedbackSum.Agreed,
            $"Gathered elsewhere and imported. Source: {string.Join("; ", sources)}.",
            Count(FeedbackCell.InFavour),
            Count(FeedbackCell.Other),
            Count(FeedbackCell.Words));

        long Count(ImportedKind cell) => (long)sums.Where(sum => sum.Kind == cell).Sum(sum => sum.Value);
    }
}
