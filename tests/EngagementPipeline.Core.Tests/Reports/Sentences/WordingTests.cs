using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Tests.Reports.Sentences;

public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "none")]
    [InlineData(1, "one")]
    [InlineData(10, "ten")]
    [InlineData(11, "11")]
    [InlineData(797, "797")]
    [InlineData(26_134, "26,134")]
    [InlineData(985, "just under 1,000")]
    [InlineData(1_000, "1,000")]
    [InlineData(1_012, "just over 1,000")]
    [InlineData(1_480, "1,480")]
    [InlineData(9_800, "just under 10,000")]
    [InlineData(312, "312")]
    public void A_count_is_said_exactly_unless_a_landmark_is_near(long count, string words) =>
        Assert.Equal(words, Wording.Count(count).Preferred);

    [Theory]
    [InlineData(0, "none")]
    [InlineData(7, "seven")]
    [InlineData(99, "99")]
    [InlineData(100, "100")]
    [InlineData(101, "over 100")]
    [InlineData(300, "300")]
    [InlineData(301, "over 300")]
    [InlineData(312, "over 300")]
    [InlineData(383, "over 300")]
    [InlineData(384, "just under 400")]
    [InlineData(2_600, "over 2,500")]
    public void A_first_week_is_said_by_the_round_number_it_passed(long views, string words) =>
        Assert.Equal(words, Wording.FirstWeek(views).Preferred);

    [Theory]
    [InlineData(99, "99")]
    [InlineData(312, "about 310")]
    [InlineData(1_149, "about 1,100")]
    [InlineData(1_150, "about 1,200")]
    [InlineData(9_960, "about 10,000")]
    public void An_estimate_keeps_two_digits(long count, string words) => Assert.Equal(words, Wording.Estimate(count).Preferred);

    [Theory]
    [InlineData(98, "98%")]
    [InlineData(97.5, "98%")]
    [InlineData(0.2, "under 1%")]
    [InlineData(99.7, "over 99%")]
    [InlineData(0, "0%")]
    [InlineData(100, "100%")]
    public void A_share_is_never_falsely_nothing_or_everything(double percent, string words) =>
        Assert.Equal(words, Wording.Share((decimal)percent).Preferred);

    [Theory]
    [InlineData(49, 50, "98%")]
    [InlineData(995, 1_000, "over 99%")]
    [InlineData(9, 10, "nine of ten")]
    [InlineData(12, 19, "12 of 19")]
    public void A_share_of_few_answers_is_given_in_numbers(long part, long whole, string words) =>
        Assert.Equal(words, Wording.Share(part, whole).Preferred);

    [Theory]
    [InlineData(26_134, 10_600, "almost two and a half times")]
    [InlineData(26_134, 11_200, "more than doubled")]
    [InlineData(200, 100, "doubled")]
    [InlineData(199, 100, "almost doubled")]
    [InlineData(100, 200, "halved")]
    [InlineData(300, 100, "three times")]
    [InlineData(124, 100, "up by 24%")]
    [InlineData(88, 100, "down by 12%")]
    [InlineData(100, 100, "the same")]
    [InlineData(0, 100, "down to none")]
    public void A_number_beside_the_year_before(long value, long previous, string words) =>
        Assert.Equal(words, Wording.Compare(value, previous).Preferred);

    [Fact]
    public void No_growth_is_claimed_from_a_small_base()
    {
        var words = Wording.Compare(38, Wording.SmallestBase - 1);

        Assert.Equal("38, compared with 19 the year before", words.Preferred);
        Assert.Empty(words.Also);
        Assert.False(Wording.IsTrue("doubled", 38, 19));
        Assert.True(Wording.IsTrue("doubled", 40, 20));
    }

    [Theory]
    [InlineData(98, 95, "up from 95% the year before")]
    [InlineData(95, 98, "down from 98% the year before")]
    [InlineData(98.1, 98.2, "about the same as the year before")]
    [InlineData(98, 98, "the same as the year before")]
    public void Shares_differ_only_where_their_words_do(double percent, double previous, string words) =>
        Assert.Equal(words, Wording.CompareShares((decimal)percent, (decimal)previous).Preferred);

    [Theory]
    [InlineData("over 797", 798)]
    [InlineData("well over 300", 312)]
    [InlineData("Over 300", 312)]
    [InlineData("26134", 26_134)]
    [InlineData("-1", -1)]
    [InlineData("101%", 101)]
    [InlineData("098%", 98)]
    [InlineData("", 0)]
    public void A_phrase_that_is_not_written_as_ours_is_not_true(string phrase, long value) =>
        Assert.False(Wording.IsTrue(phrase, value));
}
