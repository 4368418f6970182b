using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;

namespace EngagementPipeline.Azure.Tests;

/// <summary>
/// Holds docs/tables to the rows. A page names its row types in backticks (<c>Row type: `VoiceRow`</c>, or a heading where it has
/// several), each followed by a table whose first column is the row's properties in backticks, and among them its version.
/// </summary>
public sealed partial class TableDocsTests
{
    private static readonly string[] KeptByStorage = [nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag)];

    private static readonly Dictionary<string, Type> Rows = typeof(Azure.Shared.Storage).Assembly.GetTypes()
        .Where(type => typeof(ITableEntity).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    [Fact]
    public void Every_row_type_has_its_place_on_one_page_and_every_place_a_row_type()
    {
        var documented = Documented().Select(place => place.Row).ToList();

        Assert.NotEmpty(Rows);
        Assert.Equal(Rows.Keys.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_lists_exactly_the_properties_of_its_rows()
    {
        Assert.All(Documented().Where(place => Rows.ContainsKey(place.Row)), place =>
        {
            var properties = Rows[place.Row].GetProperties().Select(p => p.Name).Except(KeptByStorage, StringComparer.Ordinal).Append(RowShape.VersionColumn);
            Assert.Equal(properties.Order(StringComparer.Ordinal), place.Properties.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Every_page_says_the_version_of_its_rows()
    {
        var said = Documented().Where(place => Rows.ContainsKey(place.Row)).Select(place => (place.Row, place.Version));

        Assert.Equal(Rows.Select(row => (row.Key, RowShape.Of(row.Value).Version)).Order(), said.Order());
    }

    private static IEnumerable<(string Page, string Row, IReadOnlyList<string> Properties, int Version)> Documented()
    {
        foreach (var page in Directory.GetFiles(Path.Combine(Root(), "docs", "tables"), "*.md"))
        {
            string? row = null;
            var version = 0;
            var properties = new List<string>();
            foreach (var line in File.ReadLines(page))
            {
                if (RowName().Match(line) is { Success: true } named && !line.StartsWith('|'))
                {
                    if (row is not null && properties.Count > 0)
                        yield return (page, row, properties, version);
                    (row, properties) = (named.Groups["row"].Value, []);
                }
                else if (FirstColumn().Match(line) is { Success: true } column)
                {
                    properties.Add(column.Groups["property"].Value);
                    if (VersionOfRows().Match(line) is { Success: true } said)
                        version = int.Parse(said.Groups["version"].Value, System.Globalization.CultureInfo.InvariantCulture);
                }
            }

            if (row is not null)
                yield return (page, row, properties, version);
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"^\| `V` \|.* of the row: (?<version>[0-9]+)[, ]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VersionOfRows();

    [GeneratedRegex("`(?<row>[A-Z][A-Za-z]*Row)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RowName();

    [GeneratedRegex(@"^\| *`(?<property>[A-Za-z0-9]+)` *\|", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FirstColumn();
}
