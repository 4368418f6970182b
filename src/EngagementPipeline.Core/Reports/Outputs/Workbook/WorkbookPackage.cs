using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using EngagementPipeline.Core.Reports.Outputs.Packages;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;

namespace EngagementPipeline.Core.Reports.Outputs.Workbook;

/// <summary>Puts sheets together as a file. Every id is given here: the library's own are random.</summary>
internal static class WorkbookPackage
{
    public static byte[] Write(IReadOnlyList<SheetContent> sheets, string title, string subject, DateTimeOffset? at)
    {
        using var file = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = package.AddWorkbookPart();
            package.ChangeIdOfPart(workbook, "rId1");
            CoreProperties.Write(package.AddNewPart<CoreFilePropertiesPart>("rId2"), title, subject, at);
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles.Write();
            var names = new Sheet.DefinedNames();
            foreach (var (i, content) in sheets.Index())
                AddSheet(workbook, i, content, names);
            workbook.Workbook = new(
                new Sheet.BookViews(new Sheet.WorkbookView { ActiveTab = 0 }),
                new Sheet.Sheets(sheets.Select((sheet, i) => new Sheet.Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = IdOf(i) })),
                names);
        }

        return DeterministicPackage.Repack(file.ToArray());
    }

    private static string IdOf(int sheet) => $"sheet{sheet + 1}";

    private static void AddSheet(WorkbookPart workbook, int place, SheetContent content, Sheet.DefinedNames names)
    {
        var part = workbook.AddNewPart<WorksheetPart>(IdOf(place));
        var writer = new SheetWriter(content);
        if (content.Table is not { } table)
        {
            writer.Write(part, place == 0, table: null);
            return;
        }

        part.AddNewPart<TableDefinitionPart>("table").Table = TableOf(table, (uint)place + 1, writer.RangeOfTable);
        writer.Write(part, place == 0, "table");
        // On paper every page of a long table has its header.
        names.AppendChild(new Sheet.DefinedName($"'{content.Name}'!${writer.HeaderRow}:${writer.HeaderRow}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)place });
    }

    /// <summary>Without filter buttons and stripes, as the guidance asks: a filter may hide rows from who can't see that it does.</summary>
    private static Sheet.Table TableOf(SheetTable table, uint id, string range) => new(
        new Sheet.TableColumns(table.Columns.Select((column, i) => new Sheet.TableColumn { Id = (uint)i + 1, Name = column.Title })) { Count = (uint)table.Columns.Count },
        new Sheet.TableStyleInfo { ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = false, ShowColumnStripes = false })
    {
        Id = id,
        Name = table.Name,
        DisplayName = table.Name,
        Reference = range,
        HeaderRowCount = 1,
        TotalsRowShown = false,
    };
}
