using System.Text;
using CsvHelper;
using EngagementPipeline.Core.Reports;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class ReportCsvTests
{
    [Fact]
    public void Is_one_row_a_figure_under_a_header()
    {
        var csv = Text(AReport(AFigure("stories.views", "Page views") with
        {
            Value = 26_134,
            Wording = "26,134",
            Previous = 10_600,
            Ratio = 2.4655m,
        }));

        Assert.Equal(
            "key,title,definition,value,unit,period-start,period-end,provisional,wording,previous,ratio\r\n"
            + "stories.views,Page views,\"Seen, \"\"really\"\"\",26134,page views,2021-04-01,2022-03-31,false,\"26,134\",10600,2.4655\r\n",
            csv);
    }

    [Fact]
    public void Starts_with_the_mark_that_Excel_looks_for() =>
        Assert.Equal([0xEF, 0xBB, 0xBF], ReportCsv.Write(AReport())[..3]);

    [Fact]
    public void Leaves_out_what_there_is_none_of() =>
        Assert.EndsWith(",false,nine,,\r\n", Text(AReport(AFigure("a", "b"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u3000+1")]
    [InlineData("\u200B\u202E=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("=HYPERLINK(\"http://example.org\",\"x\"),y")]
    public void A_cell_never_starts_a_formula(string title)
    {
        using var csv = CsvReader.FromText(Text(AReport(AFigure("a", title))));

        Assert.True(csv.Read());
        Assert.Equal("'" + title, csv.GetString(1));
    }

    [Fact]
    public void A_number_below_nought_stays_a_number() =>
        Assert.Contains(",-1.5,", Text(AReport(AFigure("a", "b") with { Value = -1.5m })), StringComparison.Ordinal);

    [Fact]
    public void Same_report_same_bytes()
    {
        var report = AReport(AFigure("a", "b"), AFigure("c", "d"));

        Assert.Equal(ReportCsv.Write(report), ReportCsv.Write(report));
    }

    [Fact]
    public void Its_name_tells_the_year_and_whether_the_sample_is_in_it()
    {
        Assert.Equal("engagement-2021-22.csv", ReportCsv.FileName(AReport()));
        Assert.Equal("engagement-2021-22-with-sample.csv", ReportCsv.FileName(AReport() with { Sample = true }));
    }

    private static string Text(Report report) => Encoding.UTF8.GetString(ReportCsv.Write(report).AsSpan(3));

    private static Report AReport(params ReportedFigure[] figures) => new(StoryBook.Year("2021-22"), false, false, [], figures);

    private static ReportedFigure AFigure(string key, string title) => new(
        key,
        title,
        "Seen, \"really\"",
        1,
        "page views",
        StoryBook.Day("2021-04-01"),
        StoryBook.Day("2022-03-31"),
        9,
        1,
        false,
        "nine",
        "",
        null,
        null,
        null,
        []);
}
