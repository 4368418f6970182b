using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Tests;

/// <summary>
/// Holds docs/tables to the rows. A page names its row types in backticks (<c>Row type: `VoiceRow`</c>, or a heading where it has
/// several), each followed by a table whose first column is the row's properties in backticks.
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
            var properties = Rows[place.Row].GetProperties().Select(p => p.Name).Except(KeptByStorage, StringComparer.Ordinal);
            Assert.Equal(properties.Order(StringComparer.Ordinal), place.Properties.Order(StringComparer.Ordinal));
        });
    }

    private static IEnumerable<(string Page, string Row, IReadOnlyList<string> Properties)> Documented()
    {
        foreach (var page in Directory.GetFiles(Path.Combine(Root(), "docs", "tables"), "*.md"))
        {
            string? row = null;
            var properties = new List<string>();
            foreach (var line in File.ReadLines(page))
            {
                if (RowName().Match(line) is { Success: true } named && !line.StartsWith('|'))
                {
                    if (row is not null && properties.Count > 0)
                        yield return (page, row, properties);
                    (row, properties) = (named.Groups["row"].Value, []);
                }
                else if (FirstColumn().Match(line) is { Success: true } column)
                {
                    properties.Add(column.Groups["property"].Value);
                }
            }

            if (row is not null)
                yield return (page, row, properties);
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("`(?<row>[A-Z][A-Za-z]*Row)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RowName();

    [GeneratedRegex(@"^\| *`(?<property>[A-Za-z0-9]+)` *\|", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FirstColumn();
}
