using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Pages.Desk.Reports;
using EngagementPipeline.Pages.Desk.Views;
using EngagementPipeline.Pages.Tests.Reports;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static readonly DateOnly Launch = new(2026, 2, 25);

    private static PublishedStory AStory => new(
        new(Numbered(600)), AProject.Id, SlugOf("unconscious-bias"), "Unconscious bias: what we want you to know", 3, 9,
        new DateTimeOffset(2026, 2, 25, 9, 0, 0, TimeSpan.Zero), Live: true,
        new Dictionary<string, Audience>(StringComparer.Ordinal) { ["heads"] = Audience.Local, ["region-2026"] = Audience.Regional });

    private static Import AnImport(int number, int rows, bool whole) =>
        new(new(Numbered(640 + number)), new string('7', 64), At(number), Author, rows, [Year("2020-21"), Year("2021-22")], whole) { Written = whole ? rows : rows / 2 };

    private static IReadOnlyList<WatchedItem> Watched =>
    [
        AnItem(1, "Briefing on unconscious bias", WatchState.Current) with { LastDay = new(2026, 3, 1), Gaps = [new(new(2026, 1, 3), new(2026, 1, 5)), new(new(2026, 2, 1), new(2026, 2, 1))], Check = new(new(1_250, new(new(2026, 2, 23), new(2026, 3, 1)), 41), 1_204, 40) },
        AnItem(2, "A video for schools", WatchState.Vanished) with { LastDay = new(2026, 2, 14), Trouble = "It is not in SharePoint any more, or the app may not see it. What was counted before stays. It is looked for every day." },
        AnItem(3, "The new page", WatchState.New),
    ];

    private static WatchedItem AnItem(int number, string title, WatchState state) =>
        new(new(Numbered(680 + number)), $"page-{number}.views", title, "drive", "item", title, new("https://county.sharepoint.com/sites/voices/page"), new(2025, 9, 1), At(2), "Rosa Author") { State = state };

    private static IReadOnlyList<Delivery> Deliveries =>
    [
        ADelivery(ReportForm.Word, DeliveryState.Failed) with { Trouble = "Microsoft 365 did not put the report into the library: there is no room left. Ask whoever looks after the site for more storage. Then send the report again." },
        ADelivery(ReportForm.Workbook, DeliveryState.Waiting) with { Sent = 327_680, GoesOnAt = At(30), Trouble = "The library is busy. It goes on by itself when it says so." },
        ADelivery(ReportForm.Csv, DeliveryState.ChangedThere) with { InLibrary = There, Trouble = "Somebody changed the file in the library since it was delivered. It was not touched. Deliver beside it under another name, or move it there and send the report again." },
        ADelivery(ReportForm.Snapshot, DeliveryState.Delivered) with { InLibrary = There },
    ];

    private static InLibrary There => new("01ABC", "\"1\"", new("https://county.sharepoint.com/sites/voices/Documents/Reports/2025-26/engagement-2025-26.csv"), "3.0", new string('7', 64), At(12), "Rosa Author");

    private static Delivery ADelivery(ReportForm form, DeliveryState state) =>
        new(Year("2025-26"), form, $"engagement-2025-26.{Kebab.Of(form)}", new string('7', 64), 1_204_331, At(10), "Rosa Author") { State = state };

    private static IEnumerable<(string Name, PageState State)> ReportPages()
    {
        yield return ("report-years", Of<YearsPage, YearsView>(Author, "/reports", new([Year("2026-27"), Year("2025-26"), Year("2024-25")])));
        yield return ("imports-empty", Of<ImportsPage, ImportsView>(Author, "/imports", new([])));
        yield return ("imports", Of<ImportsPage, ImportsView>(Author, "/imports", new([AnImport(1, 100_000, whole: false), AnImport(2, 24, whole: true)])));
        yield return ("imports-undone", Of<ImportsPage, ImportsView>(Author, "/imports", new([AnImport(1, 100_000, whole: false) with { UndoneAt = At(1) }, AnImport(2, 24, whole: true)])));
        yield return ("imports-elsewhere", Of<ImportsPage, ImportsView>(Author, "/imports", new([AnImport(2, 24, whole: true)]) { Watched = Watched }));
        yield return ("imports-not-connected", Of<ImportsPage, ImportsView>(Author, "/imports", new([]) { ElsewhereMissing = "Graph__Site is not set. Whoever looks after this service sets it." }));
        yield return ("report-empty", Of<ReportPage, ReportView>(Author, "/reports/2024-25", new(InventedReports.Empty)));
        yield return ("report", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Full)));
        yield return ("report-claim", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Full, AClaim("Stories were viewed almost three times the number of the year before, a record"))));
        yield return ("report-claim-which", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Full, AClaim("There were over 300 of them"))));
        yield return ("report-claim-true", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Full, AClaim("Stories were viewed over 300 times in their first week"))));
        yield return ("report-provisional", Of<ReportPage, ReportView>(Administrator, "/reports/2025-26", new(InventedReports.Provisional)));
        yield return ("report-frozen", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Frozen)));
        yield return ("report-corrected", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Corrected)));
        yield return ("report-compare-corrected", Of<ComparePage, CompareView>(Author, "/reports/compare?years=2024-25,2025-26", ACompare(InventedReports.Earlier(1), InventedReports.Corrected)));
        yield return ("report-frozen-early", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(FrozenEarly)));
        yield return ("report-outbox", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Full) { Deliveries = [ADelivery(ReportForm.Word, DeliveryState.InOutbox), ADelivery(ReportForm.Csv, DeliveryState.InOutbox)], LibraryMissing = "No library is set." }));
        yield return ("report-library", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Frozen) { Deliveries = Deliveries }));
        yield return ("report-many", Of<ReportPage, ReportView>(Author, "/reports/2025-26", new(InventedReports.Many)));
        yield return ("report-compare", Of<ComparePage, CompareView>(Author, "/reports/compare?years=2024-25,2025-26", ACompare(InventedReports.Earlier(1), InventedReports.Frozen)));
        yield return ("report-compare-five", Of<ComparePage, CompareView>(Author, "/reports/compare", ACompare([.. Enumerable.Range(1, 4).Reverse().Select(InventedReports.Earlier), InventedReports.Provisional])));
        yield return ("report-compare-one", Of<ComparePage, CompareView>(Author, "/reports/compare?years=2025-26", ACompare() with { Chosen = [Year("2025-26")], Compared = null }));
        yield return ("report-compare-empty", Of<ComparePage, CompareView>(Author, "/reports/compare", ACompare(InventedReports.Empty with { Year = Year("2023-24") }, InventedReports.Empty)));
        yield return ("trace", Of<TracePage, TraceView>(Author, "/reports/2025-26/figures/stories.views", ATrace(30, "more")));
        yield return ("trace-notes", Of<TracePage, TraceView>(Author, "/reports/2025-26/figures/page-1.views", ATrace(3, null) is var plain ? plain with
        {
            Trace = plain.Trace with
            {
                Notes =
                [
                    "SharePoint has no figure for 3 January 2026 to 5 January 2026; 1 February 2026. Nobody knows how many there were, so those days add nothing.",
                    "SharePoint says 1,250 in all, since it began to count. The days that were brought in, from 1 September 2025 on, come to 1,204. Only the days count here.",
                ],
            },
        } : plain));
        yield return ("trace-empty", Of<TracePage, TraceView>(Author, "/reports/2025-26/figures/stories.views", ATrace(0, null)));
        yield return ("read-stories-empty", Of<ReadStoriesPage, ReadStoriesView>(Author, "/views", new([], null)));
        yield return ("read-stories", Of<ReadStoriesPage, ReadStoriesView>(Author, "/views", new([AStory, AStory with { Id = new(Numbered(601)), Live = false }], "50")));
        yield return ("views-empty", Of<StoryViewsPage, StoryViewsView>(Comms, "/stories/1/views", StoryViews(0)));
        yield return ("views", Of<StoryViewsPage, StoryViewsView>(Comms, "/stories/1/views", StoryViews(8), sample: true));
        yield return ("views-one-day", Of<StoryViewsPage, StoryViewsView>(Author, "/stories/1/views", StoryViews(1)));
        yield return ("views-many", Of<StoryViewsPage, StoryViewsView>(Author, "/stories/1/views", StoryViews(400)));
    }

    /// <summary>Its file holds "abc", whose hash FIPS 180-4 gives as an example.</summary>
    private static Report FrozenEarly => InventedReports.Provisional with
    {
        Frozen = new(new(2026, 2, 2, 9, 30, 0, TimeSpan.Zero), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Provisional: true),
    };

    private static ReportingYear Year(string text) => ReportingYear.TryParse(text, out var year) ? year : throw new FormatException(text);

    private static Slug SlugOf(string text) => Slug.TryParse(text, out var slug) ? slug : throw new FormatException(text);

    private static CompareView ACompare(params Report[] reports) => new(
        [.. Enumerable.Range(0, 6).Select(i => Year($"{2026 - i}-{27 - i}"))], [.. reports.Select(report => report.Year)], YearsCompared.Of(reports));

    private static ClaimChecked AClaim(string sentence) => CheckClaimHandler.Check(new(Year("2025-26"), sentence, null), InventedReports.Full).Value;

    private static TraceView ATrace(int rows, string? more)
    {
        var about = FigureCatalogue.Stories[1].About;
        var items = Enumerable.Range(0, rows).Select(i => new TraceRow(AStory.Title, Launch.AddDays(i), 10 * i)
        {
            Story = AStory.Id,
            Share = i % 3 == 0 ? "heads" : null,
            Level = i % 3 == 0 ? Audience.Local : null,
            Views = 10 * i,
            Visitors = 9 * i,
            Completed = i,
            Provisional = i > 27,
        }).ToList();
        return new(
            new(about, Year("2025-26"), new(items, more), rows == 0 ? [] : [new(AStory.Id, AStory.Title, Launch, 26_134, true, "over 26,000")]),
            InventedReports.Full.Figures[1] with { Rows = rows });
    }

    private static StoryViewsView StoryViews(int days)
    {
        var story = days == 400 ? AStory with { LaunchedAt = AStory.LaunchedAt.AddDays(-392) } : AStory;
        var launched = London.DayOf(story.LaunchedAt);
        var rows = Enumerable.Range(0, days).Where(i => days == 1 || i % 7 != 3)
            .Select(i => AViewFigure(launched.AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 1 + (88 / (i + 1)))).ToList();
        return new(
            story, Figures(rows), Figures([AViewFigure("", 201), AViewFigure("heads", 40), AViewFigure("region-2026", 12)]),
            Figures([AViewFigure("local", 40), AViewFigure("regional", 12), AViewFigure("none", 201)]),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["heads"] = "Head teachers’ forum", ["region-2026"] = "Regional safeguarding network" }, At(4))
        {
            Cards = [.. Enumerable.Range(0, days == 400 ? 40 : 9).Select(i => new ViewFigure(i.ToString(CultureInfo.InvariantCulture), rows.Sum(r => r.Views) * (days == 400 ? 45 - i : 10 - i) / (days == 400 ? 45 : 10)))],
            CardNames = days == 1 ? [] : [.. Enumerable.Range(0, days == 400 ? 40 : 9).Select(i => (i % 3) switch { 0 => "Quote", 1 => "Poll: Have you ever been judged before you said a word, by somebody who sh…", _ => "عنوان: ماذا يعني أن يسمعك أحد" })],
        };

        static ViewFigures Figures(IReadOnlyList<ViewFigure> rows) => new(
            rows.Sum(r => r.Views), rows,
            new Dictionary<Exclusion, long> { [Exclusion.Objected] = 4, [Exclusion.Preview] = 2, [Exclusion.Bot] = 31 },
            rows.Sum(r => r.Views) + 37 + 120, 120, true);
    }

    private static ViewFigure AViewFigure(string key, long views) =>
        new(key, views, views * 9 / 10, views / 3, new(74.5, views * 80), new(views / 4, views / 2, views / 4));
}
