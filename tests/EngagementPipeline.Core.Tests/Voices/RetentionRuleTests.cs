using EngagementPipeline.Core.Voices.Retention;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class RetentionRuleTests
{
    [Fact]
    public void Where_a_project_says_nothing_words_go_after_three_years_and_details_after_two()
    {
        Assert.Equal(new DateOnly(2029, 11, 23), RetentionRule.Default.LastDayOfWords(Today));
        Assert.Equal(new DateOnly(2028, 11, 23), RetentionRule.Default.LastDayOfDetails(Today));
    }

    [Fact]
    public void Whichever_comes_first_counts()
    {
        var rule = new RetentionRule(Today.AddMonths(6), WordsForMonths: 3, DetailsForMonths: 12);

        Assert.Equal(Today.AddMonths(3), rule.LastDayOfWords(Today));
        Assert.Equal(Today.AddMonths(6), rule.LastDayOfDetails(Today));
    }

    [Fact]
    public void The_end_of_a_short_month_is_its_last_day()
    {
        Assert.Equal(new DateOnly(2027, 2, 28), new RetentionRule(WordsForMonths: 1).LastDayOfWords(new(2027, 1, 31)));
    }
}
