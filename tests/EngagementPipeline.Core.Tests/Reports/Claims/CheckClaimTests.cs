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
    [InlineData("Virtual briefings were viewed more than 26,000 times in 2021–22")]
    [InlineData("In 2021-22, virtual briefings were viewed 26134 times, nearly two and a half times as many as in 2020/21")]
    [InlineData("Virtual briefings were viewed 26,134 times, up from 10,600")]
    [InlineData("Virtual briefings were viewed 26,134 times, compared with 10,600 the year before.")]
    [InlineData("The number of virtual briefings was 26,134 views")]
    [InlineData("Within the first week of its launch the story was viewed over 300 times.")]
    [InlineData("“Bias” was viewed 312 times in its first week")]
    [InlineData("98% of those who answered said that the content met their needs.")]
    [InlineData("98 per cent of answers said the content met their needs.")]
    [InlineData("Content met my needs: over 97%")]
    [InlineData("Just under 1,000 people attended training.")]
    [InlineData("Training was attended by just under 1,000 people between April 2021 and March 2022")]
    [InlineData("It was shared on a local, regional and national level.")]
    [InlineData("Stories were shared locally and nationally.")]
    [InlineData("One story was shared at local level. Virtual briefings were viewed 26,134 times.")]
    public void Is_true(string sentence)
    {
        var claim = Check(sentence);

        Assert.Empty(claim.Unread);
        Assert.All(claim.Phrases, phrase => Assert.Equal(ClaimVerdict.True, phrase.Verdict));
        Assert.Equal(ClaimVerdict.True, claim.Verdict);
    }

    [Theory]
    [InlineData("Virtual briefings were viewed almost three times as many times as the year before", "almost two and a half times")]
    [InlineData("Virtual briefings almost doubled", "almost two and a half times")]
    [InlineData("Virtual briefings were viewed over 27,000 times", "26,134")]
    [InlineData("Virtual briefings were viewed 26,134 times, up from 10,000", "almost two and a half times")]
    [InlineData("The story was viewed over 400 times in its first week", "over 300")]
    [InlineData("99% of answers said that the content met their needs", "98%")]
    [InlineData("Training was attended by over 1,000 people", "just under 1,000")]
    [InlineData("Training: nobody attended", "just under 1,000")]
    [InlineData("No stories were shared at national level", "one")]
    [InlineData("Two stories were shared at local level in the year", "one")]
    [InlineData("Bookings doubled", "six, compared with three the year before")]
    public void Is_not_true_and_what_would_be_is_said(string sentence, string instead)
    {
        var claim = Check(sentence);

        Assert.Equal(ClaimVerdict.False, claim.Verdict);
        Assert.Equal(instead, claim.Phrases.Single(phrase => phrase.Verdict == ClaimVerdict.False).Instead[0]);
    }

    [Fact]
    public void A_level_that_nothing_was_shared_at_makes_it_untrue()
    {
        var report = AReport();
        var none = report.Figures.Single(f => f.Key == "stories.shared.national") with { Value = 0, Wording = "none", Sentence = "No stories were shared at national level in the year.", Parts = [] };

        var claim = Check("It was shared on a local and national level", report with { Figures = [.. report.Figures.Where(f => f.Key != none.Key), none] });

        Assert.Equal((ClaimVerdict.False, "shared at local and regional level"), (claim.Verdict, claim.Phrases[^1].Instead[0]));
    }

    /// <summary>Each of these would be true without the words that are in the way, and is not said to be.</summary>
    [Theory]
    [InlineData("Most people attended training", "Most")]
    [InlineData("Virtual briefings were viewed 26,134 times, a record", "a record")]
    [InlineData("Virtual briefings were viewed 26,134 times in 2021", "in 2021")]
    [InlineData("Virtual briefings were viewed 26,134 times in 2020-21", "in 2020-21")]
    [InlineData("Virtual briefings were viewed 26,134 times every day", "every day")]
    [InlineData("Virtual briefings were viewed 26,134 times each week", "each week")]
    [InlineData("In May virtual briefings were viewed 26,134 times", "In May")]
    [InlineData("Virtual briefings were viewed 26,134 times in the first month", "in the first month")]
    [InlineData("Virtual briefings were viewed 26,134 times in Leeds", "in Leeds")]
    [InlineData("Virtual briefings were viewed only 26,134 times", "only")]
    [InlineData("Virtual briefings were not viewed 26,134 times", "not")]
    [InlineData("Virtual briefings were never viewed 26,134 times", "never")]
    [InlineData("Virtual briefings were viewed ~26,134 times", "~")]
    [InlineData("Virtual briefings were viewed −26,134 times", "−")]
    [InlineData("Virtual briefings were viewed at least 26,134 times", "at least")]
    [InlineData("98% of professionals said that the content met their needs", "of professionals")]
    [InlineData("98% of answers said that the content did not meet their needs", null)]
    [InlineData("988 professionals attended training", null)]
    [InlineData("988 young people attended training", "young")]
    [InlineData("26,134 people viewed virtual briefings", null)]
    [InlineData("Stories were shared on an international level", null)]
    [InlineData("Virtual briefings grew", "grew")]
    [InlineData("The story was viewed over 300 times in a week", null)]
    [InlineData("“Waiting rooms” was viewed over 300 times in its first week", null)]
    [InlineData("Virtual briefings doubled as in 2019-20", "as in 2019-20")]
    public void What_it_does_not_understand_it_says(string sentence, string? unread)
    {
        var claim = Check(sentence);

        Assert.Equal(ClaimVerdict.NotKnown, claim.Verdict);
        Assert.DoesNotContain(claim.Phrases, phrase => phrase.Verdict == ClaimVerdict.True);
        Assert.All(claim.Unread, words => Assert.Equal(words.Text, sentence[words.From..words.To]));
        if (unread is not null)
            Assert.Equal([unread], claim.Unread.Select(words => words.Text));
    }

    [Fact]
    public void A_sentence_that_could_be_of_several_figures_is_not_guessed_at()
    {
        var claim = Check("There were 26,134");

        Assert.Equal((ClaimVerdict.NotKnown, 0), (claim.Verdict, claim.Phrases.Count));
        Assert.Equal(ClaimVerdict.True, Check("There were 26,134", key: "briefings.views").Verdict);
        Assert.Equal(ClaimVerdict.True, Check("Viewed over 26,000 times", key: "briefings.views").Verdict);
    }

    [Fact]
    public void Of_two_figures_that_are_called_alike_one_has_to_be_chosen()
    {
        var report = AReport();
        var other = Figure("briefings.more", "Virtual briefings", 12, "12", "Virtual briefings: viewed 12 times.");
        report = report with { Figures = [.. report.Figures, other] };

        var claim = Check("Virtual briefings: viewed 12 times", report);

        Assert.Equal(ClaimVerdict.NotKnown, claim.Verdict);
        Assert.Equal(["briefings.views", "briefings.more"], claim.Nearest.Select(figure => figure.Key));
        Assert.Equal(ClaimVerdict.True, Check("Virtual briefings: viewed 12 times", report, "briefings.more").Verdict);
    }

    [Fact]
    public void No_growth_is_claimed_in_a_year_that_runs()
    {
        var running = Check("Virtual briefings doubled", AReport() with { Figures = [.. AReport().Figures.Select(f => f with { Provisional = true })] });

        Assert.Equal(ClaimVerdict.NotKnown, running.Verdict);
    }

    [Fact]
    public void Which_of_two_stories_is_meant_has_to_be_said()
    {
        var report = AReport();
        var figure = report.Figures.Single(f => f.Key == "stories.first-week-views") with { Value = 512, Wording = "over 500", Sentence = "Stories launched in the year were viewed over 500 times in their first week.", Parts = [Part("Bias", 1, 312), Part("Safe", 2, 200)] };
        report = report with { Figures = [.. report.Figures.Where(f => f.Key != figure.Key), figure] };

        Assert.Equal(ClaimVerdict.NotKnown, Check("The story was viewed over 300 times in its first week", report).Verdict);
        Assert.Equal((ClaimVerdict.True, "Bias"), (Check("Bias was viewed over 300 times in its first week", report).Verdict, Check("Bias was viewed over 300 times in its first week", report).Phrases[0].Story));
        Assert.Equal((ClaimVerdict.False, "200"), (Check("“Safe” was viewed over 300 times in its first week", report).Verdict, Check("“Safe” was viewed over 300 times in its first week", report).Phrases[0].Instead[0]));
        Assert.Equal(ClaimVerdict.False, Check("“Safe” was shared at national level", report).Verdict);
    }

    [Fact]
    public void The_last_digits_of_an_estimate_are_not_confirmed()
    {
        var report = AReport() with { Figures = [Figure("stories.visitors", "Visitors", 1_234, "about 1,200", "x", unit: "visitors, summed by day")] };

        Assert.Equal((ClaimVerdict.NotKnown, "about 1,200"), (Check("1,234", report, "stories.visitors").Verdict, Check("1,234", report, "stories.visitors").Phrases[0].Instead[0]));
        Assert.Equal(ClaimVerdict.True, Check("about 1,200", report, "stories.visitors").Verdict);
    }

    /// <summary>Whatever is claimed of whatever value: what the check says would be true instead, it takes for true.</summary>
    [Fact]
    public void What_would_be_true_instead_is_true() =>
        Prop.ForAll(
            (from value in Values() from previous in Values() from claimed in Values() from phrase in Gen.Elements("over {0}", "{0}", "just under {0}", "doubled", "halved", "almost two and a half times the number of the year before", "down by 24%") select (value, previous, phrase: phrase.Replace("{0}", NumberWords.Figures(claimed), StringComparison.Ordinal))).ToArbitrary(),
            claim =>
            {
                var figure = Figure("places.bookings", "Bookings", claim.value, Wording.Count(claim.value).Preferred, "Bookings.", claim.previous, "bookings");
                var report = AReport() with { Figures = [figure] };
                foreach (var phrase in Check(claim.phrase, report, figure.Key).Phrases.Where(phrase => phrase.Verdict == ClaimVerdict.False))
                {
                    Assert.NotEmpty(phrase.Instead);
                    foreach (var instead in phrase.Instead)
                        Assert.True(Check(instead, report, figure.Key).Verdict == ClaimVerdict.True, $"{instead} of {claim.value}, before {claim.previous}, instead of {claim.phrase}");
                }
            }).QuickCheckThrowOnFailure();

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
            Figure("stories.first-week-views", "Page views in stories' first weeks", 312, "over 300", "Stories launched in the year were viewed over 300 times in their first week.") with { Parts = [Part("Bias", 1, 312)] },
            Figure("stories.shared.local", "Stories shared at local level", 1, "one", "One story was shared at local level in the year.") with { Parts = [Part("Bias", 1, 1)] },
            Figure("stories.shared.regional", "Stories shared at regional level", 1, "one", "One story was shared at regional level in the year.") with { Parts = [Part("Bias", 1, 1)] },
            Figure("stories.shared.national", "Stories shared at national level", 1, "one", "One story was shared at national level in the year.") with { Parts = [Part("Bias", 1, 1)] },
            Figure("briefings.views", "Virtual briefings", 26_134, "26,134", "Virtual briefings: viewed 26,134 times, almost two and a half times the number of the year before.", previous: 10_600) with { Comparison = "almost two and a half times" },
            Figure("training.attendance", "Training", 988, "just under 1,000", "Training: just under 1,000 people attended.", unit: "people"),
            Figure("feedback.content-met-my-needs", "Content met my needs", 97.9m, "98%", "98% of 500 answers to “Content met my needs” said yes, agreed or gave 4 or 5 of 5.", unit: "%"),
            Figure("places.bookings", "Bookings", 6, "six", "Bookings: six bookings, compared with three the year before.", previous: 3, unit: "bookings") with { Comparison = "six, compared with three the year before" },
        ]);

    private static ReportedFigure Figure(string key, string title, decimal value, string wording, string sentence, decimal? previous = null, string unit = "views") => new(
        key, title, "", 1, unit, StoryBook.Day("2021-04-01"), StoryBook.Day("2022-03-31"), value, 1, false, wording, sentence, previous, null, null, []);

    private static ReportedPart Part(string title, int story, decimal value) => new(new StoryId(new Guid(story, 0, 0, new byte[8])), title, StoryBook.Day("2021-10-05"), value, false, Wording.FirstWeek((long)value).Preferred);
}
