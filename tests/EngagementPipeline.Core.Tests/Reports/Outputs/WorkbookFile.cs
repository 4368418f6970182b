using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>Reads a workbook's bytes as a program does that knows nothing of how it was written: zip and XML alone.</summary>
internal sealed partial class WorkbookFile
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, XDocument> _parts = [];

    public WorkbookFile(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var reading = entry.Open();
            _parts.Add(entry.FullName, XDocument.Load(reading, LoadOptions.PreserveWhitespace));
        }

        var targets = Targets("xl/_rels/workbook.xml.rels");
        Sheets = [.. Part("xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => new WorkbookSheet(
            (string)sheet.Attribute("name")!, sheet, Part("xl/worksheets/" + Path.GetFileName(targets[(string)sheet.Attribute(Relation + "id")!])), Table(targets[(string)sheet.Attribute(Relation + "id")!])))];
    }

    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    public WorkbookSheet this[string name] => Sheets.Single(sheet => sheet.Name == name);

    public IReadOnlyCollection<string> Names => _parts.Keys;

    public XDocument Part(string name) => _parts[name];

    private XElement? Table(string sheet)
    {
        var name = $"xl/worksheets/_rels/{Path.GetFileName(sheet)}.rels";
        return _parts.ContainsKey(name) ? Part("xl/tables/" + Path.GetFileName(Targets(name).Values.Single())).Root : null;
    }

    private Dictionary<string, string> Targets(string rels) =>
        Part(rels).Root!.Elements().ToDictionary(relation => (string)relation.Attribute("Id")!, relation => (string)relation.Attribute("Target")!);

    /// <summary>What Excel shows for the text of a cell.</summary>
    public static string Shown(string stored) =>
        Code().Replace(stored, code => ((char)int.Parse(code.Groups["hex"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x(?<hex>[0-9A-Fa-f]{4})_", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}

internal sealed record WorkbookSheet(string Name, XElement Entry, XDocument Xml, XElement? Table)
{
    /// <summary>Rows of (place, value): text as text, numbers as numbers, days as numbers.</summary>
    public IReadOnlyList<IReadOnlyList<(string Place, object Value)>> Rows { get; } =
        [.. Xml.Descendants(WorkbookFile.Main + "row").Select(row => (IReadOnlyList<(string, object)>)[.. row.Elements(WorkbookFile.Main + "c").Select(ValueOf)])];

    public (int First, int Last) TableRows
    {
        get
        {
            var rows = ((string)Table!.Attribute("ref")!).Split(':').Select(place => int.Parse(place.TrimStart([.. Enumerable.Range('A', 26).Select(c => (char)c)]), CultureInfo.InvariantCulture)).ToList();
            return (rows[0], rows[1]);
        }
    }

    /// <summary>Each row of the table by its headers.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> Records
    {
        get
        {
            var headers = Rows[TableRows.First - 1].Select(cell => (string)cell.Value).ToList();
            return [.. Rows.Skip(TableRows.First).Select(row => headers.Zip(row, (header, cell) => (header, cell.Value)).ToDictionary(pair => pair.header, pair => pair.Value))];
        }
    }

    public IEnumerable<string> Texts => Rows.SelectMany(row => row).Select(cell => cell.Value).OfType<string>();

    private static (string, object) ValueOf(XElement cell)
    {
        var place = (string)cell.Attribute("r")!;
        return (string?)cell.Attribute("t") == "inlineStr"
            ? (place, WorkbookFile.Shown(cell.Element(WorkbookFile.Main + "is")!.Element(WorkbookFile.Main + "t")!.Value))
            : (place, decimal.Parse(cell.Element(WorkbookFile.Main + "v")!.Value, CultureInfo.InvariantCulture));
    }
}
