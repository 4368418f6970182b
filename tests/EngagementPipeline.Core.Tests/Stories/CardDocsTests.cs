using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>Holds docs/cards.md to the catalogue.</summary>
public sealed class CardDocsTests
{
    private static readonly string[] Parts = ["**On the page**:", "**Without JavaScript**:", "**In print**:", "**Before publishing**:"];

    [Fact]
    public void Every_type_has_its_section_in_the_order_of_the_catalogue() =>
        Assert.Equal(CardCatalogue.Types.Select(type => type.Name), Sections().Select(section => section.Name));

    [Fact]
    public void Every_section_begins_with_what_the_type_is_for_and_says_how_it_shows() =>
        Assert.All(Sections(), section =>
        {
            Assert.Equal(TypeOf(section.Name).Purpose, section.Lines[0]);
            Assert.All(Parts, part => Assert.Single(section.Lines, line => line.StartsWith(part, StringComparison.Ordinal)));
        });

    [Fact]
    public void Every_field_stands_there_with_what_it_holds() =>
        Assert.All(Sections(), section => Assert.Equal(
            TypeOf(section.Name).Fields.SelectMany(field => RowsOf(field, "")),
            section.Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal))));

    // A list's entries have a row for each of their own fields: `items[].when`.
    private static IEnumerable<string> RowsOf(CardField field, string before) =>
    [
        $"| `{before}{field.Name}` | {(field.Required ? "yes" : "no")} | {field.Holds} |",
        .. field.Each?.Parts.SelectMany(part => RowsOf(part, $"{before}{field.Name}[].")) ?? [],
    ];

    private static CardType TypeOf(string name) => CardCatalogue.Types.Single(type => type.Name == name);

    private static IEnumerable<(string Name, List<string> Lines)> Sections() =>
        File.ReadAllText(Path.Combine(Root(), "docs", "cards.md"))
            .Split("\n## `", StringSplitOptions.None)
            .Skip(1)
            .Select(section => section.Split('\n'))
            .Select(lines => (lines[0].TrimEnd('`'), lines.Skip(1).Where(line => line.Length > 0).ToList()));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
