using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Core.Reports.Outputs.Workbook;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>Whether what is in a report is in its workbook, to the digit, and nothing else.</summary>
public sealed class ReportWorkbookTests
{
    [Fact]
    public void Each_figure_is_a_row_with_its_numbers_as_numbers()
    {
        var rows = new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Full))["Figures"].Records;

        Assert.Equal(WorkbookReports.Full.Figures.Select(f => f.Key).Order(StringComparer.Ordinal), rows.Select(row => (string)row["Key"]).Order(StringComparer.Ordinal));
        Assert.All(WorkbookReports.Full.Figures, figure =>
        {
            var row = rows.Single(row => (string)row["Key"] == figure.Key);
            Assert.Equal(
                [figure.Value, figure.Unit, figure.Previous ?? (object)"[x]", figure.Ratio ?? (object)"[x]", (decimal)figure.Rows, figure.Provisional ? "Provisional" : "Final"],
                new[] { "Value", "Unit", "Year before", "Ratio to the year before [note 2]", "Rows behind it [note 4]", "Status [note 3]" }.Select(header => row[header]));
            Assert.Equal(figure.Sentence.Replace('\u0001', '\uFFFD'), row["Sentence [note 1]"]);
        });
    }

    [Fact]
    public void Each_figure_has_its_definition()
    {
        var rows = new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Full))["Definitions"].Records;

        Assert.All(WorkbookReports.Full.Figures, figure =>
        {
            var row = rows.Single(row => (string)row["Key"] == figure.Key);
            Assert.Equal(
                [Shown(figure.Definition), (decimal)figure.Version, Day(figure.From), Day(figure.To)],
                new[] { "What it counts", "Version", "First day", "Last day" }.Select(header => row[header]));
        });
    }

    [Fact]
    public void Each_storys_part_is_a_row()
    {
        var rows = new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Full))["Figures_by_story"].Records;

        Assert.Equal(
            WorkbookReports.Full.Figures.SelectMany(f => f.Parts.Select(p => (f.Key, p.Title, p.Value, Day(p.LaunchedOn)))),
            rows.Select(row => ((string)row["Key"], (string)row["Story"], (decimal)row["Value"], (decimal)row["Launched on"])));
    }

    [Fact]
    public void Each_chart_is_a_table_with_a_mark_where_nothing_was_counted()
    {
        var file = new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Full));

        Assert.All(ReportCharts.Of(WorkbookReports.Full), chart =>
        {
            var sheet = file.Sheets.Single(sheet => sheet.Rows[0][0].Value is string title && title == chart.Title);
            Assert.Equal(chart.Categories, sheet.Records.Select(row => (string)row[chart.Category]));
            Assert.All(chart.Series, series => Assert.Equal(
                series.Values.Select(value => value ?? (object)"[x]"), sheet.Records.Select(row => row[$"{series.Name} ({chart.Unit})"])));
        });
        Assert.Equal(3, ReportCharts.Of(WorkbookReports.Full).Count);
        Assert.Equal(11, file["Views_by_month"].Records.Count(row => (string)row["Status [note 3]"] == "Final"));
    }

    [Fact]
    public void Stories_and_decisions_are_rows_and_say_what_is_missing()
    {
        var file = new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Full));

        Assert.Equal(
            [
                ("How it feels", 20_134m, 312m, "locally, nationally"),
                (WorkbookReports.LikeFormula, 6_000m, "[z]", "Not shared"),
                ("A week that runs on", 0m, (object)"[x]", "regionally"),
            ],
            file["Stories"].Records.Select(row => ((string)row["Story"], (decimal)row["Page views in the year [note 5]"], row["Page views in the first week [note 6]"], (string)row["Shared"])));
        Assert.Equal(
            [
                ("The board opened a drop-in on Saturdays.\nIt is free.", Day(StoryBook.Day("2021-11-02")), "The safeguarding board", "Waiting times"),
                ("@SUM(A1) is what the form asked; it asks no more.", Day(StoryBook.Day("2022-01-15")), "[x]", "[z]"),
            ],
            file["What_was_decided"].Records.Select(row => ((string)row["What was done"], (decimal)row["Decided on"], (string)row["Who decided"], (string)row["Theme that it answers"])));
    }

    [Fact]
    public void A_frozen_report_says_so_with_its_hash_and_what_has_changed_since()
    {
        var file = new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Frozen));

        Assert.Contains("Frozen for good on 3 May 2022 at 10:04 UK time. What is counted differently since then stands beside the figures, never in their place.", file["Cover"].Texts);
        Assert.Contains($"SHA-256 of the frozen file: {WorkbookReports.Frozen.Frozen!.Sha256}", file["Cover"].Texts);
        Assert.Equal(
            [
                ("stories.views", "All of it", 26_134m, 26_140m),
                ("stories.views", "How it feels", 20_134m, 20_140m),
                ("stories.views.local", "All of it", 13m, "[x]"),
                ("stories.added", "All of it", "[x]", (object)7m),
            ],
            file["Changed_since_frozen"].Records.Select(row => ((string)row["Key"], (string)row["Of which story"], row["Frozen value"], row["Counted again"])));
        Assert.Equal("Not frozen", file["Figures"].Records.Single(row => (string)row["Key"] == "stories.added")["Status [note 3]"]);
    }

    [Fact]
    public void Counts_of_people_beside_a_provisional_snapshot_are_not_called_frozen()
    {
        var report = WorkbookReports.Full with { Frozen = WorkbookReports.Frozen.Frozen! with { Provisional = true } };

        var rows = new WorkbookFile(ReportWorkbook.Write(report))["Figures"].Records;

        Assert.Equal("Not frozen", rows.Single(row => (string)row["Key"] == "voices.young-people")["Status [note 3]"]);
        Assert.Equal("Final", rows.Single(row => (string)row["Key"] == "stories.views")["Status [note 3]"]);
    }

    [Fact]
    public void Sample_figures_are_said_to_be_so_on_the_cover_and_in_the_name()
    {
        Assert.Contains(WorkbookReports.Full.Notes[0], new WorkbookFile(ReportWorkbook.Write(WorkbookReports.Full))["Cover"].Texts);
        Assert.Equal("engagement-2021-22-with-sample.xlsx", ReportWorkbook.FileName(WorkbookReports.Full));
        Assert.Equal("engagement-2021-22.xlsx", ReportWorkbook.FileName(WorkbookReports.Frozen));
    }

    [Fact]
    public void Same_report_same_bytes()
    {
        Assert.Equal(ReportWorkbook.Write(WorkbookReports.Full), ReportWorkbook.Write(WorkbookReports.Full));
        Assert.Equal(ReportWorkbook.Write(WorkbookReports.Frozen), ReportWorkbook.Write(WorkbookReports.Frozen));
        Assert.NotEqual(ReportWorkbook.Write(WorkbookReports.Full), ReportWorkbook.Write(WorkbookReports.Frozen));
    }

    [Fact]
    public void Text_longer_than_a_cell_can_hold_is_cut_where_it_can_be_seen()
    {
        var report = WorkbookReports.Full with { Decided = [new(StoryBook.Day("2021-11-02"), null, new string('a', 40_000), null)] };

        var text = (string)new WorkbookFile(ReportWorkbook.Write(report))["What_was_decided"].Records[0]["What was done"];

        Assert.Equal((32_767, 'a', '…'), (text.Length, text[0], text[^1]));
    }

    [Fact]
    public void Five_thousand_parts_are_five_thousand_rows_each_in_its_place()
    {
        var part = WorkbookReports.Full.Figures[0].Parts[0];
        var report = WorkbookReports.Full with
        {
            Figures = [.. Enumerable.Range(0, 10).Select(f => WorkbookReports.AFigure($"a.{f}", $"Figure {f}", f, "page views") with
            {
                Parts = [.. Enumerable.Range(0, 500).Select(story => part with { Title = $"Story {story}", Value = (f * 500) + story })],
            })],
        };

        var sheet = new WorkbookFile(ReportWorkbook.Write(report))["Figures_by_story"];

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => (decimal)i), sheet.Records.Select(row => (decimal)row["Value"]));
        Assert.Equal(Enumerable.Range(1, sheet.Rows.Count).Select(row => $"A{row}"), sheet.Rows.Select(row => row[0].Place));
        Assert.Equal($"A{sheet.TableRows.First}:H{sheet.TableRows.First + 5_000}", (string)sheet.Table!.Attribute("ref")!);
    }

    private static string Shown(string text) => text.Replace('\u0001', '\uFFFD');

    /// <summary>Days as Excel counts them: 1 January 1900 is 1, and 1900 is taken for a leap year.</summary>
    private static decimal Day(DateOnly day) => day.DayNumber - new DateOnly(1900, 3, 1).DayNumber + 61;
}
