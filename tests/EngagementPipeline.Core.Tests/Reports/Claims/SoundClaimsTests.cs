using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Sentences;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Claims;

/// <summary>Nothing is called true that is not: true sentences are spoilt in every way that changes what they say, and none stays true.</summary>
public sealed class SoundClaimsTests
{
    /// <summary>Words that change what a sentence claims, wherever they stand; none of them is said by any figure of the invented reports.</summary>
    private static readonly string[] Spoiling =
    [
        "never", "hardly", "only", "just", "each", "every", "day", "daily", "weekly", "monthly", "month", "may", "april", "international", "most", "fewer", "new", "different", "unique",
        "not", "leeds", "girls", "teachers", "professionals", "nobody's", "wrongly", "almost", "per", "million", "thousand", "half", "+", "-1", "%", "times", "2019-20", "in 2019", "this month", "on average", "at least", "up to",
        "each week", "in a week", "in the first month", "as well", "or", "if", "without", "except", "more",
    ];

    [Fact]
    public void A_word_more_is_never_passed_over() =>
        ForAll(from place in Gen.Choose(0, 200) from word in Gen.Elements(Spoiling) select (place, word), (report, sentence, spoilt) =>
        {
            var words = sentence.Split(' ').ToList();
            words.Insert(spoilt.place % (words.Count + 1), spoilt.word);
            // "Just over", "almost 3,000" and the like have a range of their own, and "not" may make a sentence of nothing.
            AssertNotTrueUnlessMeant(report, sentence, string.Join(' ', words));
        });

    [Fact]
    public void A_word_less_or_in_another_place_changes_nothing_that_stays_true() =>
        ForAll(from place in Gen.Choose(0, 200) from to in Gen.Choose(0, 200) select (place, to), (report, sentence, at) =>
        {
            var words = sentence.Split(' ').ToList();
            var moved = words[at.place % words.Count];
            words.RemoveAt(at.place % words.Count);
            words.Insert(at.to % (words.Count + 1), moved);
            AssertNotTrueUnlessMeant(report, sentence, string.Join(' ', words));
        });

    /// <summary>A number that is not the figure's, said exactly, is false; said otherwise it is true only in its range.</summary>
    [Fact]
    public void Another_number_is_not_true() =>
        ForAll(InventedFigures.Numbers(), (report, sentence, number) =>
        {
            foreach (var (figure, wording) in report.Figures.Where(figure => figure.Sentence == sentence && figure.Unit != "%" && figure.Value > 10).Select(figure => (figure, figure.Wording)))
            {
                foreach (var claimed in new[] { $"over {NumberWords.Figures(number)}", $"almost {NumberWords.Figures(number)}", $"about {NumberWords.Figures(number)}", NumberWords.Figures(number) })
                {
                    var said = sentence.Replace(wording, claimed, StringComparison.Ordinal);
                    if (said == sentence || !sentence.Contains(wording, StringComparison.Ordinal))
                        continue;
                    var isTrue = claimed[0] switch { 'o' => figure.Value > number, 'a' => Math.Abs(figure.Value - number) <= number * 0.05m, _ => figure.Value == number };
                    Assert.True(isTrue || Check(report, said, figure.Key).Verdict != ClaimVerdict.True, $"{said} of {figure.Value}");
                }
            }
        });

    [Fact]
    public void Another_unit_level_story_or_year_is_not_true() =>
        ForAll(
            Gen.Elements(
                ("local", "regional"), ("regional", "national"), ("national", "local"), ("viewed", "accessed"), ("accessed", "viewed"), ("people", "professionals"), ("young people", "people"), ("views", "people"),
                ("sessions", "voices"), ("given", "withdrawn"), ("withdrawn", "given"), ("in the year", "in 2019-20"), ("in the year", "in the month"), ("the year before", "the week before"), ("the year before", "2019-20"),
                ("first week", "first month"), ("first week", "last week"), ("under 13", "aged 13 to 15"), ("primary", "secondary"), ("schools", "youth clubs"), ("up from", "down from"), ("answered", "captured"), ("Waiting rooms", "Dining rooms"), ("and under a minute", "or under a minute")),
            (report, sentence, swap) =>
            {
                if (sentence.Contains(swap.Item1, StringComparison.Ordinal))
                    AssertNotTrueUnlessMeant(report, sentence, sentence.Replace(swap.Item1, swap.Item2, StringComparison.Ordinal));
            });

    /// <summary>A count that is left out is never told of: whatever the number, the answer is the same to the letter.</summary>
    [Fact]
    public void What_is_hidden_is_neither_confirmed_nor_denied() =>
        Prop.ForAll(InventedFigures.Reports().ToArbitrary(), InventedFigures.Numbers().ToArbitrary(), (reports, number) =>
        {
            foreach (var about in PeopleAbout.All.Concat(VoiceFigures.All).Where(about => reports.Later.Figures.All(figure => figure.Key != about.Key)))
            {
                string[] claims =
                [
                    .. new[] { number, number + 1, 0, 1, 4, 26_134 }.SelectMany(n => new[] { about.Unit == "%" ? $"{n % 101}%" : NumberWords.Of(n), about.Unit == "%" ? $"over {n % 100}%" : $"over {NumberWords.Figures(n)}" })
                        .Select(piece => $"{about.Sentence.Of(50, piece)}."),
                    $"{about.Sentence.None}.", $"{about.Title} doubled", $"{about.Sentence.Of(50, about.Unit == "%" ? "20%" : "50")}, up from {(about.Unit == "%" ? "2%" : "30")} the year before",
                ];
                var all = claims.Select(claim => Check(reports.Later, claim)).ToList();
                Assert.Equal(
                    [(ClaimVerdict.NotKnown, true, "")],
                    all.SelectMany(found => found.Phrases.Select(phrase => (phrase.Verdict, phrase.Figure is null, string.Join(' ', phrase.Instead)))).Distinct());
                Assert.Single(all.SelectMany(found => found.Phrases.Select(phrase => phrase.Why)).Distinct());
                Assert.All(all, found => Assert.Empty(found.Nearest));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4));

    /// <summary>Every sentence of a report, with something done to it.</summary>
    private static void ForAll<T>(Gen<T> spoilt, Action<Report, string, T> assert) =>
        Prop.ForAll((from reports in InventedFigures.Reports() from some in spoilt.ListOf(40) select (reports.Later, some)).ToArbitrary(), of =>
        {
            foreach (var (figure, how) in of.Later.Figures.Zip(of.some.Concat(of.some)))
                assert(of.Later, figure.Sentence, how);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4));

    /// <summary>
    /// What is still called true says what a true sentence of the report says: each phrase holds of the figure named beside it, that figure's own sentence is
    /// made of the same words but for its number, and no word stands in it that the report's sentence and the language of numbers do not have.
    /// </summary>
    private static void AssertNotTrueUnlessMeant(Report report, string sentence, string spoilt)
    {
        var found = Check(report, spoilt);
        if (found.Verdict != ClaimVerdict.True || Plain(spoilt) == Plain(sentence))
            return;
        Assert.True(found.Phrases.Any(phrase => phrase.Figure is { } figure && Means(spoilt, figure, report)), $"{spoilt}: {string.Join("; ", found.Phrases)} was {sentence}");
    }

    /// <summary>Worked out apart from the grammar: the words left once numbers and what qualifies them are gone, against those of a true sentence.</summary>
    private static bool Means(string said, ReportedFigure figure, Report report)
    {
        string[] loose = ["a", "the", "in", "year", "over", "almost", "just", "more", "than", "about", "times", "time", "once", "twice", "no", "none", "one", "of", "were", "was", "page", "stories", "story", "view", "views", "%", "had"];
        var own = report.Figures.Where(other => other.Key == figure.Key).SelectMany(other => Words(other.Sentence).Concat(Words(other.Title))).ToHashSet();
        return Words(said).All(word => loose.Contains(word) || own.Contains(word) || decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
            && Words(said).Contains("not") == Words(figure.Sentence).Contains("not")
            && (figure.Unit == "%" || decimal.IsInteger(figure.Value));

        static List<string> Words(string text) => [.. ClaimWords.Of(text).Select(word => word.Text)];
    }

    private static string Plain(string text) => string.Join(' ', ClaimWords.Of(text).Select(word => word.Text));

    private static ClaimChecked Check(Report report, string sentence, string? key = null) => OwnSentences.Check(report, sentence, key);
}
