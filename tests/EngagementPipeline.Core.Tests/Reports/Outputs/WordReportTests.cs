using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Reports.Outputs.Word;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

public sealed class WordReportTests
{
    public static TheoryData<string> Names => [.. ReportsToWrite.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_validator_finds_nothing(string name)
    {
        using var document = new WordReader(await ReportsToWrite.All[name]());

        Assert.Equal([], document.Faults());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_report_gives_the_same_bytes(string name)
    {
        var (one, other) = (WordReport.Write(await ReportsToWrite.All[name]()), WordReport.Write(await ReportsToWrite.All[name]()));

        Assert.Equal(one, other);
        await KeptFiles.KeepAsync($"{name}.docx", one);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("empty")]
    [InlineData("provisional")]
    [InlineData("frozen, then changed")]
    [InlineData("right to left")]
    public async Task Every_sentence_and_number_is_in_it_as_the_report_has_it(string name)
    {
        var report = await ReportsToWrite.All[name]();
        using var document = new WordReader(report);

        var sections = ReportSection.Of(report);
        Assert.Equal(
            sections.SelectMany(section => section.Figures).Select(figure => figure.Sentence + Marked(figure)),
            document.Paragraphs("ListBullet").Take(report.Figures.Count));
        Assert.All(sections.Where(section => section.Figures is not []), section => Assert.Equal(
            [
                ["Figure", "Counted in", "2021–22", "2020–21"],
                .. section.Figures.Select(figure => new[] { figure.Title + Marked(figure), figure.Unit, Number(figure.Value), Number(figure.Previous) }),
            ],
            document.Table(section.Title)));
        Assert.Equal(
            [
                ["Figure", "Definition", "Version"],
                .. report.Figures.Select(figure => new[]
                {
                    figure.Title, figure.Definition + (figure.Key == "briefings.views" ? " Period: 1 September 2021 to 31 March 2022." : ""), Number(figure.Version),
                }),
            ],
            document.Table("What each figure counts"));
    }

    [Fact]
    public async Task Stories_and_decisions_are_in_it_as_the_report_has_them()
    {
        var report = await ReportsToWrite.FullAsync();
        using var document = new WordReader(report);

        var stories = document.Table("Stories published or read in the year, in page views");
        Assert.Equal(report.Stories.Select(story => story.Title), stories.Skip(1).Select(row => row[0]));
        Assert.Equal(["Story", "Published on", "Shared", "First week", "Page views"], stories[0]);
        Assert.Equal(report.Stories.Select(story => Number(story.Views)), stories.Skip(1).Select(row => row[4]));
        Assert.Equal(report.Stories.Select(story => Number(story.FirstWeekViews)), stories.Skip(1).Select(row => row[3]));
        Assert.Equal(("3 October 2020", "–", "–"), (stories[1][1], stories[1][2], stories[1][3]));
        Assert.Equal(("1 April 2021", "Local, regional and national"), (stories[4][1], stories[4][2]));
        Assert.Equal(
            [
                ["Decided on", "What was done", "It answers", "Decided by"],
                .. report.Decided.Select((decided, i) => new[]
                {
                    new[] { "12 May 2021", "30 September 2021", "3 February 2022" }[i], decided.WeDid, decided.Theme is null ? "Single voices" : $"The theme “{decided.Theme}”", decided.By ?? "–",
                }),
            ],
            document.Table("What was decided in the year because of what young people said"));
    }

    [Fact]
    public async Task Parts_stand_in_the_order_that_statute_asks_for()
    {
        using var document = new WordReader(await ReportsToWrite.FullAsync());

        Assert.Equal(
            ["What was published, and whom it reached", "Who was heard", "What was decided because of what young people said", "What difference it made", "Definitions and notes"],
            document.Paragraphs("Heading1"));
    }

    [Fact]
    public async Task It_says_in_words_whether_figures_may_change()
    {
        using var provisional = new WordReader(await ReportsToWrite.ProvisionalAsync());
        using var frozen = new WordReader(await ReportsToWrite.FrozenAsync());
        using var over = new WordReader(await ReportsToWrite.FullAsync());

        Assert.StartsWith("These figures include the invented sample project.", provisional.Paragraphs("Notice")[0], StringComparison.Ordinal);
        Assert.StartsWith("Provisional. ", provisional.Paragraphs("Notice")[1], StringComparison.Ordinal);
        Assert.Equal("October 2021 (provisional)", provisional.Table("Page views by month, in page views")[7][0]);
        Assert.Equal(
            [
                "Frozen on 4 May 2022 at 11:30. The figures stay as they were then.",
                "SHA-256 of the frozen file: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ],
            frozen.Paragraphs("Notice"));
        Assert.StartsWith("Not frozen. ", Assert.Single(over.Paragraphs("Notice")), StringComparison.Ordinal);
        Assert.DoesNotContain("(provisional)", WordReader.Text(over.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_counting_again_gives_stands_beside_what_was_frozen()
    {
        var report = await ReportsToWrite.ChangedAsync();
        using var document = new WordReader(report);

        var views = report.Figures.Single(figure => figure.Key == "stories.views");
        var rows = document.Table("What counting again gives");
        Assert.Equal(["Page views of stories", "Visitors to stories (an estimate, summed by day)", "Stories read to the end"], rows.Skip(1).Select(row => row[0]));
        Assert.Equal((Number(views.Value), Number(views.Value + 17)), (rows[1][1], rows[1][2]));
        Assert.StartsWith("The rows behind it have changed for the stories listed. How it feels, part 1: ", rows[1][3], StringComparison.Ordinal);
        Assert.Equal("–", rows[3][2]);
        Assert.Contains("Leaflets given out: 40 leaflets. (not frozen)", document.Paragraphs("ListBullet"));
    }

    [Fact]
    public async Task Whatever_people_typed_is_text()
    {
        using var document = new WordReader(await ReportsToWrite.HostileAsync());

        var stories = document.Table("Stories published or read in the year, in page views").Skip(1).Select(row => row[0]).ToList();
        Assert.Equal("<w:p>&amp;]]>\"'</w:p>", stories[0]);
        Assert.Equal("a\uFFFDb\uFFFD\uFFFD\uFFFD", stories[1]);
        Assert.Equal("half \uFFFD", stories[3]);
        Assert.Equal("–", stories[6]);
        Assert.Equal("🙂 👩🏽‍🏫 \U0001F9D1", stories[5]);
        Assert.Equal(new string('W', 10_000), stories[8]);
        Assert.Equal("turned 321 round", stories[9]);
        Assert.Equal("–", stories[10]);
        var decided = document.Table("What was decided in the year because of what young people said");
        Assert.Equal("half \uFFFD\nhalf \uFFFD", decided[4][1]);
    }

    [Fact]
    public async Task Its_name_tells_the_year_and_whether_the_sample_is_in_it()
    {
        Assert.Equal("engagement-2021-22.docx", WordReport.FileName(await ReportsToWrite.EmptyAsync()));
        Assert.Equal("engagement-2021-22-with-sample.docx", WordReport.FileName(await ReportsToWrite.ProvisionalAsync()));
    }

    private static string Marked(ReportedFigure figure) => LaterDifferences.IsAdded(figure) ? " (not frozen)" : figure.Later is not null ? " (counted again since)" : figure.Provisional ? " (provisional)" : "";

    private static string Number(decimal? number) => number is { } some ? some.ToString("#,0.##", CultureInfo.InvariantCulture) : "–";
}
