using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>Reports for the workbook to be made from: all invented.</summary>
internal static class WorkbookReports
{
    public const string LikeFormula = "=HYPERLINK(\"http://example.org\",\"=1+1\")";

    public static readonly ReportingYear Year = StoryBook.Year("2021-22");

    private static readonly StoryId First = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073911"));
    private static readonly StoryId Second = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073912"));

    public static Report Empty { get; } = new(Year, Provisional: false, Sample: false, [], []);

    /// <summary>Something of everything: each part, each kind of number, what is missing, what looks like a formula.</summary>
    public static Report Full { get; } = new(
        Year,
        Provisional: true,
        Sample: true,
        ["These figures include the invented sample project."],
        [
            AFigure("stories.views", "Page views of stories", 26_134, "page views", previous: 10_600, ratio: 2.4655m) with
            {
                Parts = [APart(First, "How it feels", 20_134), APart(Second, LikeFormula, 6_000)],
            },
            AFigure("stories.depth.glance", "Page views of under 10 seconds", 1_000, "page views"),
            AFigure("stories.depth.quick", "Page views of 10 seconds or more", 5_000, "page views"),
            AFigure("stories.depth.deep", "Page views of a minute or more", 20_134, "page views"),
            AFigure("stories.views.local", "Page views through local shares", 13, "page views", previous: 0),
            AFigure("stories.views.regional", "Page views through regional shares", 4_000, "page views", previous: 2),
            AFigure("stories.views.national", "Page views through national shares", 22_000, "page views", previous: 1_234_567),
            AFigure("stories.views.unshared", "Page views through no known share", 121, "page views", previous: 5),
            AFigure("voices.young-people", "Young people heard", 41, "young people"),
            AFigure("voices.answered", "Voices answered with an outcome", 97.25m, "%"),
            AFigure("impact.how-it-feels.i-know-how-to-help.of-10.shift", "Shift of “I know how to help”", -0.4m, "steps") with { Provisional = true },
            AFigure("feedback.it-was_x0041_right", "+Agreed, \u0001 🙂", 98, "%"),
        ])
    {
        Months = [.. Enumerable.Range(0, 12).Select(i => new MonthOfViews(Year.FirstDay.AddMonths(i), 2_000 + i, i < 6 ? null : 900 + i, i > 10))],
        Stories =
        [
            new(First, "How it feels", StoryBook.Day("2021-10-05"), 20_134, 312, [Audience.Local, Audience.National]),
            new(Second, LikeFormula, StoryBook.Day("2020-05-01"), 6_000, null, []),
            new(Second, "A week that runs on", StoryBook.Day("2022-03-30"), 0, null, [Audience.Regional]),
        ],
        Decided =
        [
            new(StoryBook.Day("2021-11-02"), "Waiting times", "The board opened a drop-in on Saturdays.\nIt is free.", "The safeguarding board"),
            new(StoryBook.Day("2022-01-15"), null, "@SUM(A1) is what the form asked; it asks no more.", null),
        ],
    };

    /// <summary>With differences since, an added figure, and one that is gone.</summary>
    public static Report Frozen { get; } = Full with
    {
        Provisional = false,
        Sample = false,
        Notes = [],
        Frozen = new(new(2022, 5, 3, 9, 4, 5, TimeSpan.Zero), new string('a', 32) + new string('7', 32), Provisional: false),
        Figures =
        [
            .. Full.Figures.Select(figure => figure.Key == "stories.views"
                ? figure with { Later = new(26_140, "26,140", "The rows behind it have changed for the stories listed.", [new(First, "How it feels", 20_134, 20_140)]) }
                : figure.Key == "stories.views.local" ? figure with { Later = new(null, null, "This figure is not counted any more.", []) }
                : figure with { Provisional = false }),
            AFigure("stories.added", "Added since", 7, "stories") with { Later = new(7, "seven", "This figure has been added since the year was frozen.", []) },
        ],
    };

    public static ReportedFigure AFigure(string key, string title, decimal value, string unit, decimal? previous = null, decimal? ratio = null) => new(
        key, title, $"What {title} counts, in a sentence that anybody can hold the value to.", 1, unit, Year.FirstDay, Year.LastDay, value, 3, false,
        value.ToString("#,##0.##", CultureInfo.InvariantCulture), $"{title}: {value.ToString(CultureInfo.InvariantCulture)}.", previous, ratio, null, []);

    private static ReportedPart APart(StoryId story, string title, decimal value) =>
        new(story, title, StoryBook.Day("2021-10-05"), value, true, value.ToString("#,##0", CultureInfo.InvariantCulture));
}
