using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>Invented reports for tests of the files that are made of one: from a year with nothing in it to one that is as full as any.</summary>
internal static class ReportsToWrite
{
    public const string Arabic = "كيف نشعر في المدرسة – 3 أسئلة";
    private static readonly ReportingYear Year = StoryBook.Year("2021-22");

    /// <summary>By name, for tests that go through all of them.</summary>
    public static IReadOnlyDictionary<string, Func<Task<Report>>> All { get; } = new Dictionary<string, Func<Task<Report>>>(StringComparer.Ordinal)
    {
        ["empty"] = EmptyAsync,
        ["nothing counted"] = () => Task.FromResult(new Report(Year, true, false, [], [])),
        ["full"] = () => FullAsync(),
        ["provisional"] = ProvisionalAsync,
        ["frozen"] = FrozenAsync,
        ["frozen, then changed"] = ChangedAsync,
        ["frozen, then corrected"] = CorrectedAsync,
        ["right to left"] = RightToLeftAsync,
        ["hostile"] = HostileAsync,
        ["one month"] = OneMonthAsync,
    };

    /// <summary>Every figure is 0, and there is no year before.</summary>
    public static Task<Report> EmptyAsync() => new StoryBook().ReportAsync("2021-22", "2022-06-01");

    public static async Task<Report> FullAsync(Func<int, string>? title = null, string today = "2022-06-01")
    {
        var (book, now) = (new StoryBook(), new StoryBook.StoppedClock(today).GetUtcNow());
        // The first three in the year before.
        foreach (var i in Enumerable.Range(0, 33))
        {
            var launched = Year.FirstDay.AddDays((i - 3) * (i < 3 ? 60 : 11));
            if (launched >= London.DayOf(now))
                break;
            var id = book.Launch((title ?? Title)(i), $"{launched:yyyy-MM-dd}T09:00:00Z", null, ("l", Audience.Local), ("n", Audience.National));
            foreach (var (level, code) in new[] { (Audience.Local, "l"), (Audience.Regional, "r"), (Audience.National, "n") }.Take(i % 4))
                book.Share(id, code, level, $"{launched:yyyy-MM-dd}");
            foreach (var day in Enumerable.Range(0, 40).Select(week => launched.AddDays(week * 5)).Where(day => day < London.DayOf(now)))
                book.View(id, day, 4 + (day.DayNumber * 7 % (60 + i)), new[] { "", "l", "r", "n", "" }[day.DayNumber % 5], visitors: 3, completed: 2).Read(id, $"{day:yyyy-MM-dd}", 7, 9, 5);
        }

        var counted = await new CountReport([book.Figures(), new People(), new Told()]).CountAsync(Year, now, before: null, TestContext.Current.CancellationToken);
        return counted with { Decided = Decided() };
    }

    public static async Task<Report> ProvisionalAsync()
    {
        var report = await FullAsync(today: "2021-10-20");
        return report with { Sample = true, Notes = ["These figures include the invented sample project."] };
    }

    public static async Task<Report> FrozenAsync() => await FullAsync() with
    {
        Frozen = new(new(2022, 5, 4, 10, 30, 0, TimeSpan.Zero), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false),
    };

    /// <summary>Frozen, and counted again to something else: a value, a definition, one that is gone and one that is new.</summary>
    public static async Task<Report> ChangedAsync()
    {
        var frozen = await FrozenAsync();
        var counted = frozen with
        {
            Figures =
            [
                .. frozen.Figures.Where(figure => figure.Key != "stories.completions").Select(figure => figure.Key switch
                {
                    "stories.views" => figure with { Value = figure.Value + 17, Parts = [.. figure.Parts.Select((part, i) => i == 0 ? part with { Value = part.Value + 17 } : part)] },
                    "stories.visitors" => figure with { Version = figure.Version + 1 },
                    _ => figure,
                }),
                frozen.Figures[0] with { Key = "z.new", Title = "Leaflets given out", Sentence = "Leaflets given out: 40 leaflets.", Unit = "leaflets", Value = 40, Previous = null },
            ],
        };
        return LaterDifferences.Beside(frozen, counted);
    }

    /// <summary>Two corrections of one figure, and one of another that says whatever somebody can type.</summary>
    public static async Task<Report> CorrectedAsync()
    {
        var frozen = await ChangedAsync();
        Correction Of(string figure, string note, int day) => new(new(new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)day])), Year, figure, note, new(2022, 6, day, 9, 0, 0, TimeSpan.Zero), "Report author");
        return frozen.With(
            [
                Of("stories.views", "A test page was counted. It should have been 17 fewer.", 1), Of("stories.views", "The test page had 18 views, not 17.", 3),
                Of("stories.visitors", "=HYPERLINK(\"http://example.org\") <b>&amp;</b> \u202E321\u2067 " + Arabic, 2),
            ],
            []);
    }

    public static Task<Report> RightToLeftAsync() => FullAsync(i => i % 2 == 0 ? Arabic : $"מה אמרנו {i} (אחרי הפגישה)");

    /// <summary>Whatever somebody can type or paste.</summary>
    public static async Task<Report> HostileAsync()
    {
        string[] titles =
        [
            "<w:p>&amp;]]>\"'</w:p>", "a\0b\u0001\u000B\u001F", "\uFFFE\uFFFF", "half \uD83D", "\uDE42 half", "🙂 👩🏽‍🏫 \U0001F9D1", "\r\n\t \n", "=HYPERLINK(\"http://example.org\")",
            new string('W', 10_000), "turned \u202E321\u2067 round", "", "{0} %s $1",
        ];
        var report = await FullAsync(i => titles[i % titles.Length]);
        return report with
        {
            Notes = ["\0\u0008"],
            Decided = [.. titles.Select((text, i) => new DecidedInYear(Year.FirstDay.AddDays(i), i % 2 == 0 ? text : null, text + "\n" + text, i % 3 == 0 ? null : text))],
            Figures = [.. report.Figures.Select((figure, i) => i < titles.Length ? figure with { Title = titles[i], Definition = titles[i], Unit = titles[i], Sentence = titles[i] } : figure)],
        };
    }

    public static Task<Report> OneMonthAsync() => FullAsync(today: "2021-04-20");

    private static string Title(int i) => (i % 3) switch
    {
        0 => $"How it feels, part {i + 1}",
        1 => $"What we would change about the way that meetings about us are held, who is in the room and who is asked to speak first ({i + 1})",
        _ => $"Waiting {i + 1}",
    };

    private static IReadOnlyList<DecidedInYear> Decided() =>
    [
        new(StoryBook.Day("2021-05-12"), "waiting-times", "Reviews now begin on time, and a young person who has to wait is told why and for how long.", "Safeguarding board"),
        new(StoryBook.Day("2021-09-30"), null, "The letter that goes out before a meeting was written again with the young people who get it, in plain words and on one page.", null),
        new(StoryBook.Day("2022-02-03"), "who-is-in-the-room", string.Join(' ', Enumerable.Repeat("Young people choose whom they bring with them, and are asked before anybody else is.", 6)), "Head of early help"),
    ];

    private sealed class People : Fixed
    {
        protected override IEnumerable<FigureReading> Read(ReportingYear year) =>
        [
            Of(VoiceFigures.Captured, 214, 130), Of(VoiceFigures.Answered, 87.38m, 61), Of(VoiceFigures.AnsweredCount, 187, 79),
            .. PeopleAbout.All.Select((about, i) => Of(about, i == 0 ? 96 : 5 + (i * 4), i % 2 == 0 ? 40 : null)),
        ];
    }

    private sealed class Told : Fixed
    {
        protected override IEnumerable<FigureReading> Read(ReportingYear year)
        {
            foreach (var told in new FeedbackSum("feedback.met", "The contents met my training needs", "said yes", "Asked on paper.", 490, 10, 0).Told(year, new(5)))
                yield return Of(told.About, told.Rows.Sum(row => row.Value), null);
            yield return Of(
                new("impact.shift", "Shift: How sure are you?", "The average of after less before.", 1, "steps", WordingKind.Count, new("None moved", "Up by one", "Readers moved {0} on average"))
                {
                    InWords = steps => $"up by {steps} steps",
                },
                0.45m,
                0.2m);
            var views = ImportedKind.TryParse("views", out var kind) ? kind : throw new FormatException();
            yield return Of(
                new("briefings.views", "Virtual briefings", "Counted elsewhere and imported (views).", 1, views.Unit, views.Wording, views.SentenceOf("Virtual briefings")), 26_134, 10_600)
                with
            { From = StoryBook.Day("2021-09-01"), To = StoryBook.Day("2022-03-31") };
        }
    }

    /// <summary>Figures that are what they are.</summary>
    private abstract class Fixed : IReportSource
    {
        public Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken) =>
            Task.FromResult(new SourceReading([.. Read(year).Select(reading => reading with { Open = Settling.IsOpen(year, now) })]));

        protected abstract IEnumerable<FigureReading> Read(ReportingYear year);

        protected static FigureReading Of(FigureAbout about, decimal value, decimal? before) =>
            new(about, Year.FirstDay, Year.LastDay, FigureSum.None with { Value = value, Rows = 1 }, false, before is { } previous ? FigureSum.None with { Value = previous } : null, []);
    }
}
