namespace EngagementPipeline.Core.Reports;

/// <summary>Sets what counting again gives beside what was frozen, and says why they differ.</summary>
public static class LaterDifferences
{
    private const string Added = "This figure has been added since the year was frozen.";
    private const string Gone = "This figure is not counted any more.";

    /// <summary>
    /// The frozen report, with the differences beside its figures. Figures that are new since come after them and have no frozen value:
    /// they carry what is counted now, and say so. Counts of people stand as they were frozen for good, and nothing beside them: the
    /// difference would tell of those who came or went since. A provisional snapshot has none, so they follow it as they are now.
    /// </summary>
    public static Report Beside(Report frozen, Report counted)
    {
        var now = counted.Figures.ToDictionary(f => f.Key);
        var added = counted.Figures.ExceptBy(frozen.Figures.Select(f => f.Key), f => f.Key).ToLookup(f => FewPeople.IsOfPeople(f));
        return frozen with
        {
            Figures =
            [
                .. frozen.Figures.Select(f => FewPeople.IsOfPeople(f) ? f : f with { Later = Difference(f, now.GetValueOrDefault(f.Key)) }),
                .. added[false].Select(f => f with { Later = new(f.Value, f.Wording, Added, []) }),
                .. frozen.Frozen is { Provisional: true } ? added[true] : [],
            ],
        };
    }

    /// <summary>Whether a figure of a frozen report is one that the snapshot does not have.</summary>
    public static bool IsAdded(ReportedFigure figure) => figure.Later?.Why == Added;

    private static LaterValue? Difference(ReportedFigure frozen, ReportedFigure? now)
    {
        if (now is null)
            return new(null, null, Gone, []);

        var parts = PartsThatDiffer(frozen, now);
        if (now.Value == frozen.Value && now.Version == frozen.Version && parts is [])
            return null;

        var why = now.Version != frozen.Version ? "Its definition has changed since the year was frozen."
            : parts is not [] ? "The rows behind it have changed for the stories listed."
            : "The rows behind it have changed.";
        return new(now.Value, now.Wording, why, parts);
    }

    private static List<LaterPart> PartsThatDiffer(ReportedFigure frozen, ReportedFigure now)
    {
        var then = frozen.Parts.ToDictionary(p => p.Story, p => p.Value);
        var since = now.Parts.ToDictionary(p => p.Story, p => p.Value);
        return
        [
            .. frozen.Parts.Concat(now.Parts)
                .DistinctBy(p => p.Story)
                .Select(p => new LaterPart(p.Story, p.Title, then.GetValueOrDefault(p.Story), since.GetValueOrDefault(p.Story)))
                .Where(p => p.Frozen != p.Now),
        ];
    }
}
