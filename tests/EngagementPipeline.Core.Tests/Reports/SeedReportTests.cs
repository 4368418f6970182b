using System.Globalization;
using System.Text;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Reports.Imports;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>
/// The real report that this serves, from invented data: every figure that it gave comes out, with the rows behind it, in the words that it
/// used, and not where they would not be true.
/// </summary>
public sealed class SeedReportTests
{
    private const string Met = "feedback.the-contents-met-my-training-needs";
    private const string Delivery = "feedback.the-delivery-was-right-for-me";

    private static readonly ReportingYear Year = StoryBook.Year("2021-22");
    private static readonly StoryBook.StoppedClock Clock = new("2023-01-12");

    private readonly StoryBook _book = new();
    private readonly ImportsInMemory _imports = new();

    [Theory]
    [InlineData("tool.accesses", "797", "797", "Tool and virtual training: accessed 797 times.", 6)]
    [InlineData("briefings.views", "26134", "26,134", "Virtual briefings: viewed 26,134 times, almost two and a half times the number of the year before.", 12)]
    [InlineData("training.attendance", "988", "just under 1,000", "Training: just under 1,000 people attended.", 4)]
    [InlineData(Met, "98", "98%", "98% of 500 answers to “The contents met my training needs” said yes, agreed or gave 4 or 5 of 5.", 1)]
    [InlineData(Delivery, "97", "97%", "97% of 500 answers to “The delivery was right for me” said yes, agreed or gave 4 or 5 of 5.", 1)]
    [InlineData("stories.first-week-views", "312", "over 300", "Stories launched in the year were viewed over 300 times in their first week.", 7)]
    [InlineData("stories.shared.local", "1", "one", "One story was shared at local level in the year.", 1)]
    [InlineData("stories.shared.regional", "1", "one", "One story was shared at regional level in the year.", 1)]
    [InlineData("stories.shared.national", "1", "one", "One story was shared at national level in the year.", 1)]
    [InlineData("reviews.published", "2", "two", "Case reviews: two publications.", 1)]
    public async Task Each_figure_has_its_value_its_words_and_its_rows(string key, string value, string wording, string sentence, int rows)
    {
        await LoadAsync(briefingsBefore: 10_600);

        var figure = (await ReportAsync()).Figures.Single(f => f.Key == key);
        var trace = (await new ReadTraceHandler(Sources(), [], _book.Frozen, Clock).HandleAsync(key, Year, null, TestContext.Current.CancellationToken)).Value;

        Assert.Equal(
            (decimal.Parse(value, CultureInfo.InvariantCulture), wording, sentence, (long)rows, false),
            (figure.Value, figure.Wording, figure.Sentence, figure.Rows, figure.Provisional));
        Assert.Equal((figure.Value, rows), (trace.Rows.Items.Sum(row => row.Value), trace.Rows.Items.Count));
    }

    [Theory]
    [InlineData("Within the first week of its launch the story was viewed over 300 times")]
    [InlineData("It was shared on a local, regional and national level")]
    [InlineData("The virtual training and tool had been accessed 797 times")]
    [InlineData("Virtual briefings were viewed a total of 26,134 times, almost two and a half times the number of the year before")]
    [InlineData("Just under 1,000 people attended training")]
    [InlineData("98% of those who answered said the contents met their training needs")]
    [InlineData("97% of those who answered said the delivery was right for them")]
    public async Task The_reports_own_sentences_are_true(string sentence)
    {
        await LoadAsync(briefingsBefore: 10_600);

        Assert.Equal(ClaimVerdict.True, CheckClaimHandler.Check(new(Year, sentence, Key: null), await ReportAsync()).Value.Verdict);
    }

    /// <summary>The figures do not say who answered: the number is read, and who it was is left to somebody who knows.</summary>
    [Fact]
    public async Task That_professionals_answered_is_not_in_the_figures()
    {
        await LoadAsync(briefingsBefore: 10_600);

        var claim = CheckClaimHandler.Check(new(Year, "98% of professionals said the contents met their training needs", Key: null), await ReportAsync()).Value;

        Assert.Equal((ClaimVerdict.NotKnown, "of professionals", Met), (claim.Verdict, Assert.Single(claim.Unread).Text, Assert.Single(claim.Nearest).Key));
    }

    /// <summary>Whatever the report itself says is true of it.</summary>
    [Fact]
    public async Task Every_sentence_of_the_report_is_true_of_it()
    {
        await LoadAsync(briefingsBefore: 10_600);

        Claims.OwnSentences.AssertTrue(await ReportAsync());
    }

    /// <summary>"Almost two and a half times" is true of 26,134 only beside about 10,500 to 10,700.</summary>
    [Theory]
    [InlineData(10_400, ClaimVerdict.False)]
    [InlineData(10_453, ClaimVerdict.False)]
    [InlineData(10_454, ClaimVerdict.True)]
    [InlineData(10_721, ClaimVerdict.True)]
    [InlineData(10_722, ClaimVerdict.False)]
    public async Task It_is_refused_beside_another_year_before(int before, ClaimVerdict verdict)
    {
        await LoadAsync(before);

        var claim = CheckClaimHandler.Check(new(Year, "Virtual briefings were viewed almost two and a half times as many times as the year before", "briefings.views"), await ReportAsync()).Value;

        Assert.Equal(verdict, claim.Verdict);
        Assert.Equal(verdict == ClaimVerdict.False, claim.Phrases[0].Instead is [not "almost two and a half times", ..]);
    }

    [Fact]
    public async Task Nothing_of_it_changes_once_it_is_frozen()
    {
        await LoadAsync(briefingsBefore: 10_600);
        await new FreezeReportHandler(new(Sources()), _book.Frozen, _book.Audit, Clock).HandleAsync(Year, Actor.System, TestContext.Current.CancellationToken);
        await FiguresAsync("tool.accesses,Tool and virtual training,accesses,2021-09-01,2021-09-30,3,Invented platform\n");

        var figure = (await ReportAsync()).Figures.Single(f => f.Key == "tool.accesses");

        Assert.Equal((797m, 800m), (figure.Value, figure.Later?.Value));
    }

    private IFigureSource[] Sources() => [_book.Figures(), new ImportedFeedback(_imports, new(5)), new ImportedFigures(_imports, new(5))];

    private async Task<Report> ReportAsync() =>
        (await new ReadReportHandler(new(Sources()), _book.Frozen, _book.Corrections, Clock).HandleAsync(Year, TestContext.Current.CancellationToken)).Value;

    private async Task LoadAsync(int briefingsBefore)
    {
        var story = _book.Launch("Unconscious bias: what we want you to know", "2022-02-25T09:00:00Z");
        long[] week = [120, 74, 40, 12, 31, 20, 15];
        for (var day = 0; day < week.Length; day++)
            _book.View(story, StoryBook.Day("2022-02-25").AddDays(day), week[day]);
        _book.View(story, "2022-03-10", 55).Share(story, "teams", Audience.Local, "2022-02-25")
            .Share(story, "region", Audience.Regional, "2022-03-01").Share(story, "network", Audience.National, "2022-03-14");

        int[] accesses = [120, 180, 97, 140, 130, 130];
        int[] quarters = [240, 260, 238, 250];
        var months = Enumerable.Range(0, 12).Select(month => new DateOnly(2021, 4, 1).AddMonths(month)).ToList();
        await FiguresAsync(string.Concat(
            months.Skip(6).Zip(accesses, (month, value) => Row("tool.accesses", "Tool and virtual training", "accesses", month, 1, value)).Concat(
            months.Select((month, i) => Row("briefings.views", "Virtual briefings", "views", month, 1, i == 11 ? 26_134 - (11 * 2_177) : 2_177))).Concat(
            quarters.Select((value, i) => Row("training.attendance", "Training", "attendance", months[i * 3], 3, value)))
            .Append(Row("briefings.views", "Virtual briefings", "views", new(2020, 4, 1), 12, briefingsBefore))
            .Append(Row("reviews.published", "Case reviews", "publications", new(2021, 4, 1), 12, 2))));
        await AnswersAsync(("The contents met my training needs", 490), ("The delivery was right for me", 485));
    }

    private static string Row(string key, string title, string kind, DateOnly from, int months, int value) => string.Create(
        CultureInfo.InvariantCulture, $"{key},{title},{kind},{from:yyyy-MM-dd},{from.AddMonths(months).AddDays(-1):yyyy-MM-dd},{value},Invented platform\n");

    private async Task FiguresAsync(string rows)
    {
        var csv = Encoding.UTF8.GetBytes("key,title,kind,period-start,period-end,value,source\n" + rows);
        var imported = await new ImportFiguresHandler(_imports, _book.Audit, Clock, new(5)).HandleAsync(new(csv, DryRun: false), Actor.System, TestContext.Current.CancellationToken);
        Assert.NotNull(imported.Value.Import);
    }

    /// <summary>Of 500 professionals each.</summary>
    private async Task AnswersAsync(params (string Question, int Agreed)[] questions)
    {
        var rows = questions.SelectMany(question => Enumerable.Range(0, 500)
            .Select(i => $"Invented form;{question.Question};15/11/2021;{(i < question.Agreed ? i % 3 == 0 ? "Strongly agree" : "Agree" : "Disagree")}\r\n"));
        var csv = Encoding.UTF8.GetBytes("\uFEFFsource;question;answered-on;answer\r\n" + string.Concat(rows));
        var imported = await new ImportFeedbackHandler(_imports, _book.Audit, Clock).HandleAsync(new(csv, DryRun: false), Actor.System, TestContext.Current.CancellationToken);
        Assert.NotNull(imported.Value.Import);
    }
}
