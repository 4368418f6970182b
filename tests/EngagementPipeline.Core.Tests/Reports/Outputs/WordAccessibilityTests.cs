using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Wordprocessing;

namespace EngagementPipeline.Core.Tests.Reports.Outputs;

/// <summary>What Word's own accessibility checker looks for, and that the document looks as its styles say and in no other way.</summary>
public sealed class WordAccessibilityTests
{
    public static TheoryData<string> Names => [.. ReportsToWrite.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_can_be_read_without_seeing_it(string name)
    {
        using var document = new WordReader(await ReportsToWrite.All[name]());

        Assert.All(document.Body.Descendants<Drawing>(), drawing =>
        {
            var alternative = drawing.Descendants<DocProperties>().Single();
            Assert.All([alternative.Title?.Value, alternative.Description?.Value], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        });
        Assert.Distinct(document.Body.Descendants<DocProperties>().Select(properties => properties.Id!.Value));

        // From 1, and never more than one deeper than the one before.
        var levels = document.Headings.Select(heading => WordReader.StyleOf(heading)[^1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Single(document.Paragraphs("Title"));

        Assert.All(document.Tables, table =>
        {
            Assert.False(string.IsNullOrWhiteSpace(table.GetFirstChild<TableProperties>()!.TableCaption?.Val));
            Assert.False(string.IsNullOrWhiteSpace(table.GetFirstChild<TableProperties>()!.TableDescription?.Val));
            Assert.Equal([0], table.Elements<TableRow>().Index().Where(row => row.Item.Descendants<TableHeader>().Any()).Select(row => row.Index));
            Assert.True(table.Elements<TableRow>().Count() > 1);
            Assert.Single(table.Elements<TableRow>().Select(row => row.Elements<TableCell>().Count()).Distinct());
            Assert.Equal("Caption", WordReader.StyleOf(table.PreviousSibling<Paragraph>()!));
        });
        Assert.Empty(document.Body.Descendants<GridSpan>());
        Assert.Empty(document.Body.Descendants<VerticalMerge>());

        Assert.All(document.Body.Elements<Paragraph>(), paragraph => Assert.True(paragraph.Descendants<Drawing>().Any() || WordReader.Text(paragraph).Length > 0));
        Assert.Equal("en-GB", document.Main.StyleDefinitionsPart!.Styles!.DocDefaults!.Descendants<Languages>().Single().Val!.Value);
    }

    /// <summary>Beside the name of a style, a paragraph may begin a page or say its direction, and so may a run: neither is a look.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_looks_as_its_styles_say(string name)
    {
        using var document = new WordReader(await ReportsToWrite.All[name]());

        var styles = document.Main.StyleDefinitionsPart!.Styles!.Elements<Style>().Select(style => style.StyleId!.Value).ToHashSet();
        var own = document.Body.Descendants<ParagraphProperties>().Concat<OpenXmlElement>(document.Body.Descendants<RunProperties>()).SelectMany(properties => properties.Elements()).ToList();
        Assert.All(own, property => Assert.True(property is ParagraphStyleId or RunStyle or PageBreakBefore or BiDi or RightToLeftText, property.OuterXml));
        Assert.All(own.OfType<ParagraphStyleId>(), style => Assert.Contains(style.Val!.Value, styles));
        Assert.All(own.OfType<RunStyle>(), style => Assert.Contains(style.Val!.Value, styles));
    }

    [Fact]
    public async Task What_runs_from_right_to_left_says_so()
    {
        using var document = new WordReader(await ReportsToWrite.RightToLeftAsync());

        var title = document.Body.Descendants<Paragraph>().First(paragraph => WordReader.Text(paragraph) == ReportsToWrite.Arabic);
        Assert.NotNull(title.ParagraphProperties!.GetFirstChild<BiDi>());
        Assert.All(title.Elements<Run>(), run => Assert.NotNull(run.RunProperties!.GetFirstChild<RightToLeftText>()));
        Assert.Empty(document.Body.Elements<Paragraph>().SelectMany(paragraph => paragraph.Descendants<BiDi>()));
    }
}
