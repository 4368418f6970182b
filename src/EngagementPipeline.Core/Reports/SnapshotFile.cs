using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// A snapshot's shape. What has been frozen is read for ever, so a part that came with a later format is optional here and nothing is renamed.
/// </summary>
internal sealed record SnapshotFile(
    int Format,
    string Year,
    DateTimeOffset FrozenAt,
    bool Provisional,
    bool Sample,
    IReadOnlyList<string> Notes,
    IReadOnlyList<SnapshotFigure> Figures,
    IReadOnlyList<SnapshotMonth>? Months,
    IReadOnlyList<SnapshotStory>? Stories,
    IReadOnlyList<SnapshotDecision>? Decided);

internal sealed record SnapshotFigure(
    string Key,
    string Title,
    string Definition,
    int Version,
    string Unit,
    DateOnly From,
    DateOnly To,
    decimal Value,
    long Rows,
    bool Provisional,
    string Wording,
    string Sentence,
    decimal? Previous,
    decimal? Ratio,
    string? Comparison,
    IReadOnlyList<SnapshotPart> Stories)
{
    public static SnapshotFigure Of(ReportedFigure f) => new(
        f.Key, f.Title, f.Definition, f.Version, f.Unit, f.From, f.To, f.Value, f.Rows, f.Provisional, f.Wording, f.Sentence, f.Previous,
        f.Ratio, f.Comparison, f.Parts.Select(p => new SnapshotPart(p.Story.Value, p.Title, p.LaunchedOn, p.Value, p.Provisional, p.Wording)).ToList());

    public ReportedFigure Figure() => new(
        Key, Title, Definition, Version, Unit, From, To, Value, Rows, Provisional, Wording, Sentence, Previous, Ratio, Comparison,
        Stories.Select(p => new ReportedPart(new StoryId(p.Story), p.Title, p.LaunchedOn, p.Value, p.Provisional, p.Wording)).ToList());
}

internal sealed record SnapshotPart(Guid Story, string Title, DateOnly LaunchedOn, decimal Value, bool Provisional, string Wording);

internal sealed record SnapshotMonth(DateOnly From, long Views, long? Previous, bool Provisional)
{
    public static SnapshotMonth Of(MonthOfViews m) => new(m.Month, m.Views, m.Previous, m.Provisional);

    public MonthOfViews Month() => new(From, Views, Previous, Provisional);
}

internal sealed record SnapshotStory(Guid Story, string Title, DateOnly LaunchedOn, long Views, long? FirstWeekViews, IReadOnlyList<string> Levels)
{
    public static SnapshotStory Of(StoryInYear s) =>
        new(s.Story.Value, s.Title, s.LaunchedOn, s.Views, s.FirstWeekViews, s.Levels.Select(Kebab.Of).ToList());

    public StoryInYear InYear() =>
        new(new StoryId(Story), Title, LaunchedOn, Views, FirstWeekViews, Levels.Select(Kebab.Parse<Audience>).ToList());
}

internal sealed record SnapshotDecision(DateOnly On, string? Theme, string WeDid, string? By)
{
    public static SnapshotDecision Of(DecidedInYear d) => new(d.On, d.Theme, d.WeDid, d.By);

    public DecidedInYear Decided() => new(On, Theme, WeDid, By);
}
