using System.Globalization;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed partial class FigureCatalogueTests
{
    private static IEnumerable<FigureAbout> All => FigureCatalogue.Stories.Select(figure => figure.About).Concat(VoiceFigures.All).Concat(PeopleAbout.All);

    [Fact]
    public void The_page_lists_every_figure_as_the_code_has_it()
    {
        var documented = Docs.TableRows("figures.md")
            .Select(cells => (cells[0].Trim('`'), cells[1], cells[2], int.Parse(cells[3], CultureInfo.InvariantCulture), cells[4]));

        Assert.Equal(
            All.Select(about => (about.Key, about.Title, about.Definition, about.Version, about.Unit)),
            documented);
    }

    [Fact]
    public void Keys_are_unique_and_plain() =>
        Assert.All(
            All.CountBy(about => about.Key),
            key =>
            {
                Assert.Equal(1, key.Value);
                Assert.Matches(PlainKey(), key.Key);
            });

    [Fact]
    public void Every_sentence_reads_as_one_for_none_one_and_many()
    {
        foreach (var about in All)
        {
            foreach (var value in about.Wording == WordingKind.Share ? new[] { 0m, 0.5m, 1, 33.33m, 100 } : [0m, 1, 2, 312, 985, 26_134])
            {
                var sentence = about.Sentence.Of(value, FigureWords.Of(about.Wording, value).Preferred);
                Assert.True(char.IsUpper(sentence[0]) || char.IsDigit(sentence[0]), sentence);
                Assert.DoesNotContain('{', sentence);
                Assert.False(sentence.EndsWith('.'), sentence);
            }
        }
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PlainKey();
}
