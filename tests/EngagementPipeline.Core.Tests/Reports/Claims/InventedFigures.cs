using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Reports.Attack;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Claims;

/// <summary>Reports of two years with any values, counted by what counts real ones: stories, young people with those that are hidden, answers, imports.</summary>
internal static class InventedFigures
{
    private static readonly string[] Titles = ["Virtual briefings", "Tool and virtual training", "Open days", "Learning from reviews: what we found", "Training", "Stories read aloud", "Newsletter no. 3", "The bus home – 2 years on"];

    private static readonly string[] Kinds = ["views", "accesses", "attendance", "share", "publications", "drop-in-visits", "people"];

    public static ReportingYear Year => StoryBook.Year("2022-23");

    public static Gen<(Report Earlier, Report Later)> Reports() =>
        from views in Numbers().ListOf(12)
        from people in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 9))).ListOf(Alike.All.Count)
        from imported in Numbers().ListOf(Kinds.Length * 2)
        from shares in Gen.Choose(0, 10_000).ListOf(8)
        from answers in Numbers().ListOf(4)
        from last in Gen.Elements("2023-06-01", "2022-11-03")
        select Counted([.. views], [.. people], [.. imported], [.. shares], [.. answers], last);

    public static Gen<long> Numbers() => Gen.Frequency(
        (2, Gen.Choose(0, 3).Select(n => (long)n)),
        (2, Gen.Choose(0, 40).Select(n => (long)n)),
        (3, from digits in Gen.Choose(0, 120) from noughts in Gen.Choose(0, 3) from beside in Gen.Choose(-1, 1) select Math.Max(0, (digits * (long)Math.Pow(10, noughts)) + beside)),
        (2, Gen.Choose(0, 60_000).Select(n => (long)n)));

    private static (Report Earlier, Report Later) Counted(long[] views, int[] people, long[] imported, int[] shares, long[] answers, string today)
    {
        var book = new StoryBook();
        var first = book.Launch("Unconscious bias: what we want you to know", "2021-05-03T09:00:00Z");
        var second = book.Launch("Waiting rooms", "2022-06-07T09:00:00Z");
        book.Share(first, "l", Audience.Local, "2021-05-04").Share(second, "n", Audience.National, "2022-06-08");
        if (views[0] % 2 == 0)
            book.Share(first, "r", Audience.Regional, "2022-05-04");
        string[] codes = ["", "l", "n", "r"];
        foreach (var (i, value) in views.Index())
            book.View(i % 2 == 0 ? first : second, StoryBook.Day(i < 4 ? "2021-05-05" : "2022-06-09").AddDays(i * 11), value, codes[i % 4], visitors: value / 2, completed: value / 3)
                .Read(i % 2 == 0 ? first : second, i < 4 ? "2021-07-05" : "2022-07-09", value / 5, value / 7, value % 4);
        var town = new Town(people);
        town.Move(2021, When.Now);
        town.Move(2022, When.Now);
        var disclosure = new EngagementPipeline.Core.Responses.Disclosure(5);
        var told = new Told(imported, shares, answers);
        var count = new CountReport([book.Figures(), new VoiceFigures(town, disclosure), new PeopleFigures(town, disclosure), told]);
        var now = new StoryBook.StoppedClock(today).GetUtcNow();
        var token = TestContext.Current.CancellationToken;
        return (count.CountAsync(Year.Previous, now, null, token).GetAwaiter().GetResult(), count.CountAsync(Year, now, null, token).GetAwaiter().GetResult());
    }

    /// <summary>What would come of imports and answers with just these values.</summary>
    private sealed class Told(long[] imported, int[] shares, long[] answers) : IReportSource
    {
        public Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var place = year == Year ? 0 : 1;
            var readings = new List<FigureReading>();
            foreach (var (i, name) in Kinds.Index())
            {
                var kind = ImportedKind.TryParse(name, out var parsed) ? parsed : throw new FormatException(name);
                var about = new FigureAbout($"z.{name}", Titles[i], $"Counted elsewhere and imported ({name}).", 1, kind.Unit, kind.Wording, kind.SentenceOf(Titles[i]));
                readings.Add(Of(about, ValueOf(i, place), ValueOf(i, place + 1)));
            }

            foreach (var (key, question, means, inFavour, other, words) in Asked())
                foreach (var figure in new FeedbackSum(key, question, means, "Asked on paper.", inFavour, other, words).Told(year, new(5)))
                    readings.Add(Of(figure.About, figure.Rows.Sum(row => row.Value), null));
            return Task.FromResult(new SourceReading(readings));

            FigureReading Of(FigureAbout about, decimal value, decimal? before) => new(
                about, year.FirstDay, year.LastDay, FigureSum.None with { Value = value, Rows = 1 }, Settling.IsOpen(year, now), before is { } previous ? FigureSum.None with { Value = previous } : null, []);
        }

        private decimal ValueOf(int kind, int place) => Kinds[kind] == "share" ? shares[kind + (place % 2)] / 100m : imported[(kind * 2) + (place % 2)];

        private IEnumerable<(string Key, string Question, string Means, long InFavour, long Other, long Words)> Asked() =>
        [
            ("feedback.met", "The contents met my training needs", FeedbackSum.Agreed, answers[0], answers[1], 0),
            ("feedback.bias.useful", "How useful was this, on a scale of 5?", "gave 4 or 5 of 5", answers[2], answers[3], 0),
            ("feedback.words", "What will you do?", FeedbackSum.Agreed, 0, 0, answers[0]),
        ];
    }
}
