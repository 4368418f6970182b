using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Claims;

public sealed class CheckClaimTests
{
    [Theory]
    [InlineData("Virtual briefings were viewed a total of 26,134 times, almost two and a half times the number of the year before.")]
    [InlineData("Virtual briefings were viewed over 26,000 times.")]
    [InlineData("Virtual briefings were viewed more than 26,000 times")]
    [InlineData("Within the first week of its launch the story was viewed over 300 times.")]
    [InlineData("98% of professionals said that the content met needs.")]
    [InlineData("98 per cent said that the content met needs.")]
    [InlineData("Just under 1,000 people attended training.")]
    [InlineData("It was shared on a local, regional and national level.")]
    public void Is_true(string sentence)
    {
        var claim = Check(sentence);

        Assert.Empty(claim.Unread);
        Assert.All(claim.Phrases, phrase => Assert.Equal(ClaimVerdict.True, phrase.Verdict));
        Assert.Equal(ClaimVerdict.True, claim.Verdict);
    }

    [Theory]
    [InlineData("Virtual briefings were viewed almost three times as many times as before", "almost two and a half times")]
    [InlineData("Virtual briefings were viewed over 27,000 times", "26,134")]
    [InlineData("The story was viewed over 400 times in its first week", "over 300")]
    [InlineData("99% said that the content met needs", "98%")]
    [InlineData("Training was attended by over 1,000 people", "just under 1,000")]
    public void Is_not_true_and_what_would_be_is_said(string sentence, string instead)
    {
        var claim = Check(sentence);

        Assert.Equal(ClaimVerdict.False, claim.Verdict);
        Assert.Equal(instead, claim.Phrases.Single(phrase => phrase.Verdict == ClaimVerdict.False).Instead[0]);
    }

    [Fact]
    public void A_level_that_nothing_was_shared_at_makes_it_untrue()
    {
        var claim = Check("It was shared on a local and national level", AReport() with { Figures = [.. AReport().Figures.Where(f => f.Key != "stories.shared.national")] });

        Assert.Equal((ClaimVerdict.False, "shared on a local and regional level"), (claim.Verdict, claim.Phrases[0].Instead[0]));
    }

    [Theory]
    [InlineData("Most people liked the training", "most")]
    [InlineData("Virtual briefings were viewed 26,134 times, a record", "record")]
    [InlineData("Virtual briefings were viewed 26,134 times in 2021", "2021")]
    [InlineData("Virtual briefings grew", "grew")]
    public void What_it_cant_read_it_says(string sentence, string unread)
    {
        var claim = Check(sentence);

        Assert.Equal([unread], claim.Unread);
        Assert.Equal(ClaimVerdict.NotKnown, claim.Verdict);
    }

    [Fact]
    public void A_sentence_that_could_be_of_several_figures_is_not_guessed_at()
    {
        var claim = Check("There were 26,134");

        Assert.Equal((ClaimVerdict.NotKnown, null), (claim.Verdict, claim.Phrases[0].Figure));
        Assert.Equal(ClaimVerdict.True, Check("There were 26,134", key: "briefings.views").Verdict);
    }

    [Fact]
    public void No_growth_is_claimed_from_a_small_base_or_in_a_year_that_runs()
    {
        var small = Check("Bookings doubled", AReport());
        var running = Check("Virtual briefings doubled", AReport() with { Figures = [.. AReport().Figures.Select(f => f with { Provisional = true })] });

        Assert.Equal((ClaimVerdict.False, "six, compared with three the year before"), (small.Verdict, small.Phrases[0].Instead[0]));
        Assert.Equal(ClaimVerdict.NotKnown, running.Verdict);
    }

    [Fact]
    public void A_phrase_may_be_true_of_one_story_alone()
    {
        var report = AReport();
        var figure = report.Figures.Single(f => f.Key == "stories.first-week-views") with { Value = 512, Wording = "over 500", Parts = [Part("Bias", 312), Part("Safe", 200)] };

        var claim = Check("The story was viewed over 300 times in its first week", report with { Figures = [.. report.Figures.Where(f => f.Key != figure.Key), figure] });

        Assert.Equal((ClaimVerdict.True, "Bias"), (claim.Verdict, claim.Phrases[0].Story));
    }

    /// <summary>Every sentence that a report says itself is one that the check takes for true, wherever it can read it.</summary>
    [Fact]
    public void A_reports_own_sentences_are_never_called_untrue() =>
        Assert.All(AReport().Figures, figure => Assert.NotEqual(ClaimVerdict.False, Check(figure.Sentence, key: figure.Key).Verdict));

    /// <summary>Whatever is claimed of whatever value: what the check says would be true instead, it takes for true.</summary>
    [Fact]
    public void What_would_be_true_instead_is_true() =>
        Prop.ForAll(
            (from value in Values() from previous in Values() from claimed in Values() from phrase in Gen.Elements("over {0} times", "almost {0} times", "just under {0} times", "doubled", "halved", "almost two and a half times as many times as before", "over three times as many times as before") select (value, previous, phrase: phrase.Replace("{0}", NumberWords.Figures(claimed), StringComparison.Ordinal))).ToArbitrary(),
            claim =>
            {
                var figure = Figure("briefings.views", "Virtual briefings", claim.value, Wording.Count(claim.value).Preferred, "Virtual briefings.", claim.previous);
                var report = AReport() with { Figures = [figure] };
                foreach (var phrase in Check($"Virtual briefings were viewed {claim.phrase}", report, figure.Key).Phrases.Where(phrase => phrase.Verdict == ClaimVerdict.False))
                {
                    Assert.NotEmpty(phrase.Instead);
                    foreach (var instead in phrase.Instead.Where(IsRead))
                        Assert.True(
                            Check($"Virtual briefings: {Whole(instead, claim.phrase)}", report, figure.Key).Phrases is [{ Verdict: ClaimVerdict.True }],
                            $"{instead} of {claim.value}, before {claim.previous}, instead of {claim.phrase}");
                }
            }).QuickCheckThrowOnFailure();

    /// <summary>"One" and "none" are read as pronouns, "the same" alone says nothing of numbers, and what is set beside a year too small to compare with is no claim.</summary>
    private static bool IsRead(string instead) => instead is not ("one" or "none" or "the same") && !instead.Contains("compared with", StringComparison.Ordinal);

    /// <summary>"Viewed over ten times" would be a number of views.</summary>
    private static string Whole(string instead, string claimed) =>
        instead.EndsWith(" times", StringComparison.Ordinal) ? $"{instead} the number of the year before"
        : claimed.EndsWith(" times", StringComparison.Ordinal) ? $"viewed {instead} times"
        : instead;

    /// <summary>Small ones, round ones, and those beside round ones.</summary>
    private static Gen<long> Values() =>
        from digits in Gen.Choose(0, 120) from noughts in Gen.Choose(0, 3) from beside in Gen.Choose(-1, 1) select Math.Max(0, (digits * (long)Math.Pow(10, noughts)) + beside);

    private static ClaimChecked Check(string sentence, Report? report = null, string? key = null) =>
        CheckClaimHandler.Check(new(StoryBook.Year("2021-22"), sentence, key), report ?? AReport()).Value;

    private static Report AReport() => new(
        StoryBook.Year("2021-22"),
        false,
        false,
        [],
        [
            Figure("stories.first-week-views", "Page views in stories' first weeks", 312, "over 300", "Stories launched in the year were viewed over 300 times in their first week."),
            Figure("stories.shared.local", "Stories shared at local level", 1, "one", "One story was shared at local level in the year."),
            Figure("stories.shared.regional", "Stories shared at regional level", 1, "one", "One story was shared at regional level in the year."),
            Figure("stories.shared.national", "Stories shared at national level", 2, "two", "Two stories were shared at national level in the year."),
            Figure("briefings.views", "Virtual briefings", 26_134, "26,134", "Virtual briefings: viewed 26,134 times, almost two and a half times the number of the year before.", previous: 10_600),
            Figure("training.attendance", "Training", 988, "just under 1,000", "Training: just under 1,000 people attended.", unit: "people"),
            Figure("training.met-needs", "Content met needs", 97.9m, "98%", "Content met needs: 98%.", unit: "%"),
            Figure("places.bookings", "Bookings", 6, "six", "Bookings: six bookings.", previous: 3),
        ]);

    private static ReportedFigure Figure(string key, string title, decimal value, string wording, string sentence, decimal? previous = null, string unit = "views") => new(
        key, title, "", 1, unit, StoryBook.Day("2021-04-01"), StoryBook.Day("2022-03-31"), value, 1, false, wording, sentence, previous, null, null, []);

    private static ReportedPart Part(string title, decimal value) => new(new StoryId(Guid.NewGuid()), title, StoryBook.Day("2021-10-05"), value, false, "");
}
