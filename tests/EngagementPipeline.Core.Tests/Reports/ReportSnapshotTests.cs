using System.Text;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing.Golden;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>Files of every format that there was are read for ever.</summary>
public sealed class ReportSnapshotTests
{
    private static readonly DateTimeOffset At = new(2022, 4, 2, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_newest_format_is_written_as_it_always_was() =>
        GoldenFile.AssertSame("snapshot-2.golden.json", Encoding.UTF8.GetString(ReportSnapshot.Write(await AReportAsync(), At)));

    [Fact]
    public async Task The_newest_format_reads_back_whole()
    {
        var report = await AReportAsync();

        var read = ReportSnapshot.Read(Kept("snapshot-2.golden.json"));

        Assert.Equivalent(report.Figures, read.Figures, strict: true);
        Assert.Equal(report.Months, read.Months);
        Assert.Equivalent(report.Stories, read.Stories, strict: true);
        Assert.Equal(report.Decided, read.Decided);
        Assert.Equal((12, 1, 2), (read.Months.Count, read.Stories.Count, read.Decided.Count));
    }

    [Fact]
    public async Task Format_1_reads_as_the_figures_it_has_and_keeps_its_hash()
    {
        var report = await AReportAsync();

        var read = ReportSnapshot.Read(Kept("snapshot-1.golden.json"));

        Assert.Equivalent(report.Figures, read.Figures, strict: true);
        Assert.Equal((report.Year, At, FirstFormatsHash), (read.Year, read.Frozen!.At, read.Frozen.Sha256));
        Assert.Empty(read.Months);
        Assert.Empty(read.Stories);
        Assert.Empty(read.Decided);
    }

    [Theory]
    [InlineData(0, typeof(FormatException))]
    [InlineData(3, typeof(NewerVersionException))]
    public void A_format_that_is_not_known_is_a_fault(int format, Type fault)
    {
        var file = Encoding.UTF8.GetString(Kept("snapshot-2.golden.json")).Replace("\"format\": 2", $"\"format\": {format}", StringComparison.Ordinal);

        Assert.Throws(fault, () => ReportSnapshot.Read(Encoding.UTF8.GetBytes(file)));
    }

    private const string FirstFormatsHash = "f5bb654432ab13ca2553ba4e53004d1bf56f5c6ee498f019ae4c13cba265bee3";

    private static async Task<Report> AReportAsync()
    {
        var book = new StoryBook();
        var story = book.Launch("How it feels — “really”", "2021-10-05T09:00:00Z");
        book.View(story, "2021-10-05", 312).View(story, "2022-01-09", 41, "teams").Share(story, "teams", Audience.Regional, "2021-12-01");
        book.Launch("Earlier", "2020-10-05T09:00:00Z");
        return await book.ReportAsync("2021-22", "2022-04-02") with
        {
            Decided = [new(StoryBook.Day("2021-12-07"), "being judged", "Every group now has somebody to turn to.", "the board"), new(StoryBook.Day("2022-01-07"), null, "More time.", null)],
        };
    }

    private static byte[] Kept(string name) => File.ReadAllBytes(GoldenFile.PathOf(name));
}
