using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Responses;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// What a report may say of counts of people (docs/figures.md, "Small numbers"). The rule for one table is <see cref="Disclosure"/>'s; this is
/// what it means for a report, which stands beside earlier ones.
/// </summary>
public static class FewPeople
{
    private static readonly string[] Prefixes = ["voices.", "consents.", "feedback.", "impact."];

    /// <summary>Whether a figure's value follows from counts of people. Views, sessions and stories are none.</summary>
    public static bool IsOfPeople(ReportedFigure figure) => IsOfPeople(figure.Key, figure.Unit);

    public static bool IsOfPeople(FigureAbout about) => IsOfPeople(about.Key, about.Unit);

    /// <summary>
    /// What a snapshot may keep of what was counted. One that a later snapshot of the year will stand beside has no counts of people: what
    /// changed in between would be the difference of the two.
    /// </summary>
    public static Report ToKeep(Report counted) =>
        counted.Provisional ? counted with { Figures = [.. counted.Figures.Where(figure => !IsOfPeople(figure))] } : counted;

    /// <summary>
    /// The rows of a table that each tell of enough people or of nobody, the others put together as one; with the smallest other one where they
    /// are still few, or as many as so many few can be, which would tell each of them. Empty where all of it is few.
    /// </summary>
    public static IReadOnlyList<T> Together<T>(IReadOnlyList<T> rows, Disclosure disclosure, Func<T, long> count, Func<IReadOnlyList<T>, T> join)
    {
        var some = rows.Index().Where(row => count(row.Item) > 0).OrderBy(row => count(row.Item)).ToList();
        var few = some.TakeWhile(row => !disclosure.Enough(count(row.Item))).ToList();
        if (few is [])
            return rows;
        var sum = few.Sum(row => count(row.Item));
        if (!disclosure.Enough(sum) || sum == few.Count * (disclosure.Threshold - 1L))
            few = [.. some.Take(few.Count + 1)];
        var gone = few.Select(row => row.Index).ToHashSet();
        var joined = join([.. few.OrderBy(row => row.Index).Select(row => row.Item)]);
        return disclosure.Enough(count(joined)) ? [.. rows.Where((_, index) => !gone.Contains(index)), joined] : [];
    }

    private static bool IsOfPeople(string key, string unit) =>
        unit == ImportedKind.People || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
}
