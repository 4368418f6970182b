using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Tests;

/// <summary>
/// Holds docs/privacy/columns.md to the rows: each has a heading with its name and a table that says of every column whose data it is.
/// </summary>
public sealed partial class DataMapTests
{
    private const string LeftOut = "young person, not in the file";

    private static readonly string[] Whose = ["young person", LeftOut, "staff", "reader", "nobody"];

    private static readonly string[] KeptByStorage = [nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag)];

    private static readonly Dictionary<string, Type> Rows = typeof(Azure.Shared.Storage).Assembly.GetTypes()
        .Where(type => typeof(ITableEntity).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    [Fact]
    public void Every_column_of_every_row_says_once_whose_data_it_is()
    {
        var said = Said().ToList();

        Assert.Equal(Rows.Keys.Order(StringComparer.Ordinal), said.Select(line => line.Row).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(said.GroupBy(line => line.Row, StringComparer.Ordinal), row =>
        {
            var columns = Rows[row.Key].GetProperties().Select(property => property.Name).Except(KeptByStorage, StringComparer.Ordinal);
            Assert.True(
                columns.Order(StringComparer.Ordinal).SequenceEqual(row.SelectMany(line => line.Columns).Order(StringComparer.Ordinal)),
                $"{row.Key}: say in docs/privacy/columns.md whose data each column is. In the code: {string.Join(' ', columns.Order(StringComparer.Ordinal))}. On the page: {string.Join(' ', row.SelectMany(line => line.Columns).Order(StringComparer.Ordinal))}.");
        });
    }

    [Fact]
    public void What_is_left_out_of_a_persons_file_says_why()
    {
        Assert.All(Said(), line =>
        {
            Assert.Contains(line.Whose, Whose);
            Assert.True((line.Whose == LeftOut) == line.Why.Length > 20, $"{line.Row}, {line.Whose}: '{line.Why}'");
        });
        Assert.Contains(Said(), line => line.Whose == LeftOut);
    }

    private static IEnumerable<(string Row, string Whose, IReadOnlyList<string> Columns, string Why)> Said()
    {
        var row = "";
        foreach (var line in File.ReadLines(Path.Combine(Root(), "docs", "privacy", "columns.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
                row = heading.Groups["row"].Value;
            else if (row.Length > 0 && line.Split('|') is [_, var whose, var columns, var why, _] && columns.Contains('`', StringComparison.Ordinal))
                yield return (row, whose.Trim(), [.. Column().Matches(columns).Select(match => match.Groups["name"].Value)], why.Trim());
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex("^## `(?<row>[A-Za-z]+Row)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Column();
}
