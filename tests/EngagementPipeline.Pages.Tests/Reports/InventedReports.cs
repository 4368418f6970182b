using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Tests.Reports;

/// <summary>Reports to look at, and to read back out of the files that are made of them: none of this was counted.</summary>
internal static class InventedReports
{
    private const string SampleNote = "These figures include the invented sample project. Remove it before you report: its stories and their views are not real.";

    private static readonly string[] Titles =
    [
        "Unconscious bias: what we want you to know", "Waiting rooms", "The bus home", "What a good youth worker does", "قصتنا: ماذا يعني أن يسمعك أحد",
        "A title as long as they may be, because somebody wanted to say all of it at once and nobody told them that a title is short",
    ];

    public static Report Empty { get; } = new(Year("2024-25"), false, false, [], []);

    public static Report Full { get; } = new(Year("2025-26"), false, false, [], Figures(0))
    {
        Months = Months(12, false),
        Stories = Stories(6),
        Decided = Decided(4),
    };

    public static Report Provisional { get; } = Full with
    {
        Provisional = true,
        Sample = true,
        Notes = [SampleNote],
        Months = Months(5, true),
        Figures = [.. Full.Figures.Select((figure, i) => figure with { Provisional = i % 3 != 2 })],
    };

    public static Report Frozen { get; } = Full with
    {
        Frozen = new(new(2026, 4, 2, 9, 30, 0, TimeSpan.Zero), new string('7', 64), false),
        Figures = [.. Full.Figures.Select((figure, i) => i is 1 or 4 ? figure with { Later = Later(figure, i) } : figure)],
    };

    /// <summary>Figures that turned out wrong, with what is right beside them.</summary>
    public static Report Corrected { get; } = Frozen.With(
        [
            Correct(1, Frozen.Figures[1].Key, "A page that only we opened while testing was counted. Without it there were 212 fewer."),
            Correct(2, Frozen.Figures[1].Key, "The test page had 214 views, not 212: the first day was missing."),
            Correct(3, Frozen.Figures[5].Key, "<script>alert(1)</script> A long note, because somebody wanted to explain all of it at once: how it was found, by whom it was checked, what else was looked at, and why nothing else changes."),
        ],
        []);

    /// <summary>A figure that the year never froze stands in its report too.</summary>
    public static Report WithAdded { get; } = LaterDifferences.Beside(Frozen with { Figures = [.. Frozen.Figures.Skip(1)] }, Full);

    /// <summary>A hundred figures and thirty stories.</summary>
    public static Report Many { get; } = Full with { Figures = Figures(70), Stories = Stories(30), Decided = Decided(12) };

    public static IReadOnlyDictionary<string, Report> All { get; } = new Dictionary<string, Report>(StringComparer.Ordinal)
    {
        ["empty"] = Empty,
        ["full"] = Full,
        ["provisional"] = Provisional,
        ["frozen"] = Frozen,
        ["corrected"] = Corrected,
        ["added"] = WithAdded,
        ["many"] = Many,
    };

    public static ReportingYear Year(string text) => ReportingYear.TryParse(text, out var year) ? year : throw new FormatException(text);

    /// <summary>The same figures, so many years before and smaller.</summary>
    public static Report Earlier(int years) => Full with
    {
        Year = Year(FormattableString.Invariant($"{2025 - years}-{26 - years}")),
        Figures = [.. Full.Figures.Where((_, i) => i % 11 != years).Select(figure => figure with { Value = Math.Round(figure.Value / (years + 1), figure.Unit == "%" ? 2 : 0), Previous = null, Ratio = null, Comparison = null })],
        Months = [.. Full.Months.Select(month => month with { Month = month.Month.AddYears(-years), Views = month.Views / (years + 1), Previous = null })],
    };

    private static Correction Correct(int i, string figure, string note) =>
        new(new(new Guid(8, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)i])), Year("2025-26"), figure, note, new(2026, 5, i, 9, 30, 0, TimeSpan.Zero), "Jo Bright");

    private static LaterValue Later(ReportedFigure figure, int place) => place == 1
        ? new(figure.Value - 2, "just under", "The rows behind it have changed for the stories listed.", [new(StoryAt(0), Titles[0], 4_000, 3_998)])
        : new(null, null, "This figure is not counted any more.", []);

    private static List<ReportedFigure> Figures(int feedback) =>
    [
        .. FigureCatalogue.Stories.Select((figure, i) => Figure(figure.About.Key, figure.About.Title, figure.About.Definition, figure.About.Unit, i switch { 0 => 6, 1 => 26_134, 2 => 314, 5 => 11_034, 6 => 9_002, 7 => 6_098, _ => 1_100 * i }, i == 1 ? 10_600 : i is > 4 and < 12 ? 310 * i : null)),
        Figure("voices.captured", "Voices captured", "Voices captured on the days of the reporting year.", "voices", 212, 180),
        Figure("voices.answered", "Voices answered with an outcome", "The part of the voices captured in the reporting year that were told what came of them.", "%", 64.15m, 51.2m),
        Figure("voices.young-people", "Young people heard", "Young people with at least one voice captured on the days of the reporting year.", "young people", 97, null),
        Figure("sessions.held", "Sessions held", "Sessions with groups of young people that were held on the days of the reporting year.", "sessions", 23, 19),
        Figure("impact.pledges", "Pledges made", "Times that readers chose what they mean to do.", "pledges", 41, null),
        .. Enumerable.Range(1, feedback).Select(i => Figure($"feedback.unconscious-bias.question-{i}", $"Question {i}: was what you read useful to you in your own work?", "The part of the answers that gave 4 or 5 of 5.", "%", 28.6m + i, null)),
    ];

    private static ReportedFigure Figure(string key, string title, string definition, string unit, decimal value, decimal? previous) => new(
        key, title, definition, 1, unit, new(2025, 4, 1), new(2026, 3, 31), value, 41, false, "as counted",
        FormattableString.Invariant($"{title} came to {value:#,0.##}{(previous is null ? "" : ", almost two and a half times the number of the year before")}."),
        previous, previous is { } before ? FigureWords.Ratio(value, before) : null, previous is null ? null : "almost two and a half times as many", []);

    private static List<MonthOfViews> Months(int months, bool provisional) =>
        [.. Enumerable.Range(0, months).Select(i => new MonthOfViews(new DateOnly(2025, 4, 1).AddMonths(i), 1_204 + (i * 937 % 3_100), i < 2 ? null : 430 + (i * 311 % 1_200), provisional && i == months - 1))];

    private static List<StoryInYear> Stories(int stories) =>
        [.. Enumerable.Range(0, stories).Select(i => new StoryInYear(StoryAt(i), Titles[i % Titles.Length], new DateOnly(2025, 4, 7).AddDays(11 * i), 9_431 / (i + 1), i % 4 == 3 ? null : 314 / (i + 1), (i % 3) switch { 0 => [Audience.Local, Audience.Regional, Audience.National], 1 => [Audience.Local], _ => [] }))];

    private static List<DecidedInYear> Decided(int outcomes) =>
        [.. Enumerable.Range(0, outcomes).Select(i => new DecidedInYear(new DateOnly(2025, 5, 20).AddDays(9 * i), i % 2 == 0 ? "waiting rooms" : null, "Every school nurse’s room now has a door that closes, and a sign that says when somebody is in it.", i % 3 == 0 ? "The children’s partnership board" : null))];

    private static StoryId StoryAt(int place) => new(new Guid(place, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]));
}
