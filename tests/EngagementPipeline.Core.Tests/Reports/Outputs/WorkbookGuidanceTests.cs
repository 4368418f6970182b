using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs.Workbook;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>Holds the workbook to what docs/report-files.md says that it takes from the Analysis Function's guidance.</summary>
public sealed class WorkbookGuidanceTests
{
    public static TheoryData<string> Which => ["empty", "full", "frozen"];

    [Theory]
    [MemberData(nameof(Which))]
    public async Task Is_valid_for_every_version_of_Excel(string which)
    {
        var bytes = ReportWorkbook.Write(Report(which));
        await KeptFiles.KeepAsync($"workbook-{which}.xlsx", bytes);
        foreach (var version in new[] { FileFormatVersions.Office2010, FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
        {
            using var package = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
            Assert.Equal([], new OpenXmlValidator(version).Validate(package, TestContext.Current.CancellationToken).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        }
    }

    [Theory]
    [MemberData(nameof(Which))]
    public void Cover_contents_and_notes_come_first_and_no_sheet_is_hidden(string which)
    {
        var file = File(which);

        Assert.Equal(["Cover", "Contents", "Notes"], file.Sheets.Take(3).Select(sheet => sheet.Name));
        Assert.All(file.Sheets, sheet => Assert.Null(sheet.Entry.Attribute("state")));
        Assert.All(file.Sheets, sheet => Assert.Matches(new Regex("^[A-Z][A-Za-z_]{1,30}$", RegexOptions.None, TimeSpan.FromSeconds(10)), sheet.Name));
        Assert.Equal(["Cover"], file.Sheets.Where(sheet => sheet.Xml.Descendants(WorkbookFile.Main + "sheetView").Any(view => (bool?)view.Attribute("tabSelected") == true)).Select(sheet => sheet.Name));
    }

    [Theory]
    [MemberData(nameof(Which))]
    public void Contents_link_to_every_other_sheet_and_every_table_back_to_them(string which)
    {
        var file = File(which);

        Assert.Equal(file.Sheets.Select(sheet => sheet.Name).Where(name => name != "Contents"), file["Contents"].Records.Select(row => (string)row["Sheet"]));
        Assert.Equal(file["Contents"].Records.Select(row => $"'{row["Sheet"]}'!A1"), Links(file["Contents"]));
        Assert.All(file.Sheets.Skip(2), sheet => Assert.Equal(["'Contents'!A1"], Links(sheet)));
        Assert.Equal(["'Contents'!A1", "'Notes'!A1"], Links(file["Cover"]));
    }

    [Theory]
    [MemberData(nameof(Which))]
    public void A_sheet_has_its_title_in_A1_lines_under_it_and_one_marked_up_table(string which)
    {
        Assert.All(File(which).Sheets, sheet =>
        {
            Assert.Equal("A1", sheet.Rows[0].Single().Place);
            Assert.Equal(sheet.Name == "Cover", sheet.Table is null);
            if (sheet.Table is null)
                return;
            Assert.All(sheet.Rows.Take(sheet.TableRows.First - 1), row => Assert.StartsWith("A", row.Single().Place, StringComparison.Ordinal));
            Assert.StartsWith($"A{sheet.TableRows.First}:", (string)sheet.Table.Attribute("ref")!, StringComparison.Ordinal);
            Assert.Equal(sheet.Rows.Count, sheet.TableRows.Last);
            Assert.Equal("1", (string)sheet.Table.Attribute("headerRowCount")!);
            Assert.Equal(sheet.Name.ToLowerInvariant(), (string)sheet.Table.Attribute("displayName")!);
        });
    }

    [Theory]
    [MemberData(nameof(Which))]
    public void No_row_column_or_cell_of_a_table_is_empty_and_its_headers_differ(string which)
    {
        Assert.All(File(which).Sheets.Where(sheet => sheet.Table is not null), sheet =>
        {
            var headers = sheet.Table!.Descendants(WorkbookFile.Main + "tableColumn").Select(column => (string)column.Attribute("name")!).ToList();
            Assert.Equal(headers, sheet.Rows[sheet.TableRows.First - 1].Select(cell => cell.Value));
            Assert.Equal(headers.Count, headers.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(sheet.Rows.Skip(sheet.TableRows.First), row =>
            {
                Assert.Equal(headers.Count, row.Count);
                Assert.All(row, cell => Assert.False(cell.Value is string text && string.IsNullOrWhiteSpace(text)));
            });
        });
    }

    /// <summary>Filters and freeze panes hide the top left edge or rows from who can't see that they do; merged cells and formulas have no place at all.</summary>
    [Theory]
    [MemberData(nameof(Which))]
    public void Nothing_is_merged_frozen_filtered_hidden_or_worked_out(string which)
    {
        var file = File(which);
        string[] none = ["mergeCell", "pane", "autoFilter", "f", "drawing", "conditionalFormatting", "headerFooter", "legacyDrawing", "dataValidation"];

        Assert.All(file.Names.Select(name => file.Part(name)), part => Assert.DoesNotContain(part.Descendants(), element => none.Contains(element.Name.LocalName)));
        Assert.All(file.Sheets, sheet => Assert.DoesNotContain(sheet.Xml.Descendants(), element => element.Attribute("hidden") is not null));
        Assert.DoesNotContain(file.Names, name => name.Contains("vba", StringComparison.OrdinalIgnoreCase) || name.Contains("external", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Colours_are_the_readers_own_and_letters_12_points_at_least()
    {
        var styles = File("full").Part("xl/styles.xml");

        Assert.DoesNotContain(styles.Descendants(), element => element.Name.LocalName is "color" or "fgColor" or "bgColor" or "i");
        Assert.All(styles.Descendants(WorkbookFile.Main + "sz"), size => Assert.InRange((double)size.Attribute("val")!, 12, 16));
        Assert.All(styles.Descendants(WorkbookFile.Main + "font"), font => Assert.Equal("Arial", (string)font.Element(WorkbookFile.Main + "name")!.Attribute("val")!));
    }

    [Theory]
    [MemberData(nameof(Which))]
    public void Every_mark_in_square_brackets_is_explained(string which)
    {
        var file = File(which);
        var explained = file["Notes"].Records.Select(row => (string)row["Mark"]).ToHashSet();
        var marks = file.Sheets.Where(sheet => sheet.Name != "Notes").SelectMany(sheet => sheet.Texts)
            .SelectMany(text => Regex.Matches(text, @"\[(x|z|c|p|r|note \d+)\]", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)).Select(match => match.Value)).Distinct();

        Assert.Empty(marks.Except(explained));
    }

    [Fact]
    public void It_says_its_title_and_its_language_and_when_it_was_frozen_never_when_it_was_fetched()
    {
        var open = File("full").Part("docProps/core.xml").Root!;
        var frozen = File("frozen").Part("docProps/core.xml").Root!;

        Assert.Equal(
            ["title=Engagement figures, 1 April 2021 to 31 March 2022", "subject=Figures for the annual report, reporting year 2021-22", "creator=EngagementPipeline", "language=en-GB"],
            open.Elements().Select(property => $"{property.Name.LocalName}={property.Value}"));
        Assert.Equal(
            ["created=2022-05-03T09:04:05Z", "modified=2022-05-03T09:04:05Z"],
            frozen.Elements().Skip(4).Select(property => $"{property.Name.LocalName}={property.Value}"));
    }

    /// <summary>A cell's text is inside the cell and has its type: whatever it begins with, no program works it out.</summary>
    [Fact]
    public void Text_that_begins_like_a_formula_is_text_and_stays_text_when_it_is_edited()
    {
        var file = File("full");
        var quoted = file.Part("xl/styles.xml").Descendants(WorkbookFile.Main + "cellXfs").Single().Elements().Index()
            .Where(format => (bool?)format.Item.Attribute("quotePrefix") == true).Select(format => format.Index).ToList();
        var cells = file.Sheets.SelectMany(sheet => sheet.Xml.Descendants(WorkbookFile.Main + "c"))
            .Where(cell => cell.Descendants(WorkbookFile.Main + "t").Any(text => text.Value is ['=' or '+' or '@', ..])).ToList();

        Assert.Equal(6, cells.Count);
        Assert.All(cells, cell => Assert.True((string?)cell.Attribute("t") == "inlineStr" && quoted.Contains((int)cell.Attribute("s")!)));
    }

    [Fact]
    public void Text_that_looks_like_a_code_of_a_character_is_shown_as_written() =>
        Assert.Contains("feedback.it-was_x0041_right", File("full")["Figures"].Texts);

    private static IEnumerable<string> Links(WorkbookSheet sheet) =>
        sheet.Xml.Descendants(WorkbookFile.Main + "hyperlink").Select(link => (string)link.Attribute("location")!);

    private static WorkbookFile File(string which) => new(ReportWorkbook.Write(Report(which)));

    private static Report Report(string which) => which switch
    {
        "full" => WorkbookReports.Full,
        "frozen" => WorkbookReports.Frozen,
        _ => WorkbookReports.Empty,
    };
}
