using System.Globalization;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Reports;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed partial class FigureCatalogueTests
{
    [Fact]
    public void The_page_lists_every_figure_as_the_code_has_it()
    {
        var documented = Docs.TableRows("figures.md")
            .Select(cells => (cells[0].Trim('`'), cells[1], cells[2], int.Parse(cells[3], CultureInfo.InvariantCulture), cells[4]));

        Assert.Equal(
            FigureCatalogue.Stories.Select(f => (f.About.Key, f.About.Title, f.About.Definition, f.About.Version, f.About.Unit)),
            documented);
    }

    [Fact]
    public void Keys_are_unique_and_plain() =>
        Assert.All(
            FigureCatalogue.Stories.CountBy(f => f.About.Key),
            key =>
            {
                Assert.Equal(1, key.Value);
                Assert.Matches(PlainKey(), key.Key);
            });

    [Fact]
    public void Every_sentence_reads_as_one_for_none_one_and_many()
    {
        foreach (var about in FigureCatalogue.Stories.Select(f => f.About))
        {
            foreach (var value in new[] { 0m, 1, 2, 312, 985, 26_134 })
            {
                var sentence = about.Sentence.Of(value, FigureWords.Of(about.Wording, value).Preferred);
                Assert.True(char.IsUpper(sentence[0]) || char.IsDigit(sentence[0]), sentence);
                Assert.DoesNotContain('{', sentence);
                Assert.False(sentence.EndsWith('.'), sentence);
            }
        }
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex PlainKey();
}
