using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EngagementPipeline.Pages.Tests.MyVoice;

/// <summary>
/// Everything that these pages say themselves (not what young people and workers wrote, which is marked <c>data-theirs</c>) can be read at
/// age 9: the Flesch-Kincaid grade and the Automated Readability Index of each page are 4 at most, which is school year 5, and no
/// sentence is longer than 20 words. The formulas are rough; what they catch is long words in long sentences.
/// </summary>
public sealed partial class ReadingAgeTests
{
    private const double MostGrade = 4;
    private const int MostWords = 20;

    public static TheoryData<string> States => [.. MyVoiceStates.All.Keys];

    [Theory, MemberData(nameof(States))]
    public async Task A_nine_year_old_can_read_it(string state)
    {
        var sentences = SentencesOf(new HtmlParser().ParseDocument(await MyVoiceStates.All[state]()));

        Assert.True(sentences.Count > 5, "Nothing was read.");
        Assert.All(sentences, sentence => Assert.True(sentence.Count <= MostWords, $"{sentence.Count} words: {string.Join(' ', sentence)}"));
        Assert.InRange(FleschKincaid(sentences), -5, MostGrade);
        Assert.InRange(AutomatedReadability(sentences), -10, MostGrade);
    }

    [Theory]
    [InlineData("The cat sat on the mat.", -2, 0)]
    [InlineData("Notwithstanding the aforementioned considerations, organisational confidentiality obligations necessitate comprehensive documentation.", 18, 60)]
    public void What_is_hard_to_read_measures_so(string text, double least, double most)
    {
        var sentences = Split(text).ToList();

        Assert.InRange(FleschKincaid(sentences), least, most);
        Assert.True(AutomatedReadability(sentences) is var index && (most > MostGrade) == (index > MostGrade), "The index does not tell them apart.");
    }

    private static double FleschKincaid(List<List<string>> sentences)
    {
        var words = sentences.SelectMany(sentence => sentence).ToList();
        return (0.39 * words.Count / sentences.Count) + (11.8 * words.Sum(SyllablesOf) / words.Count) - 15.59;
    }

    private static double AutomatedReadability(List<List<string>> sentences)
    {
        var words = sentences.SelectMany(sentence => sentence).ToList();
        return (4.71 * words.Sum(word => word.Count(char.IsLetterOrDigit)) / words.Count) + (0.5 * words.Count / sentences.Count) - 21.43;
    }

    /// <summary>By groups of vowels; a silent e at the end does not count, and every word has one.</summary>
    private static int SyllablesOf(string word)
    {
        var plain = word.ToLower(CultureInfo.InvariantCulture);
        var groups = Vowels().Count(plain);
        return Math.Max(1, plain.EndsWith('e') && !plain.EndsWith("le", StringComparison.Ordinal) && !plain.EndsWith("ee", StringComparison.Ordinal) ? groups - 1 : groups);
    }

    private static List<List<string>> SentencesOf(IDocument page)
    {
        foreach (var theirs in page.QuerySelectorAll("[data-theirs], .code, .the-code, .address, svg, script, style, head, noscript").ToList())
            theirs.Remove();
        return page.QuerySelectorAll("h1, h2, h3, p, li, dt, dd, legend, label, button, a.button, .hint")
            .Where(element => element.QuerySelector("p, li, h2, h3, label") is null)
            .SelectMany(element => Split(element.TextContent))
            .ToList();
    }

    private static IEnumerable<List<string>> Split(string text) =>
        SentenceEnd().Split(text)
            .Select(sentence => Word().Matches(sentence).Select(match => match.Value).ToList())
            .Where(words => words.Count > 0);

    [GeneratedRegex("[aeiouy]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Vowels();

    [GeneratedRegex(@"[.!?:;]+(\s|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\p{L}\p{Nd}][\p{L}\p{Nd}’'\-,]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
