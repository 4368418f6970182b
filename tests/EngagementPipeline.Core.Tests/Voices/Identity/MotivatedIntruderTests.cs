using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

public sealed class MotivatedIntruderTests
{
    [Fact]
    public void Is_a_short_list_of_plain_questions()
    {
        Assert.InRange(MotivatedIntruder.Questions.Count, 5, 7);
        Assert.Equal(MotivatedIntruder.Questions.Count, MotivatedIntruder.Questions.Select(question => question.Key).Distinct().Count());
        Assert.All(MotivatedIntruder.Questions, question => Assert.EndsWith("?", question.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Audience.Local, false)]
    [InlineData(Audience.Regional, false)]
    [InlineData(Audience.National, true)]
    public void Is_asked_for_a_national_audience(Audience audience, bool asked) =>
        Assert.Equal(asked, MotivatedIntruder.IsAskedFor(audience));

    [Fact]
    public void Tells_what_is_not_ticked_yet()
    {
        var all = MotivatedIntruder.Questions.Select(question => question.Key).ToList();

        Assert.Empty(MotivatedIntruder.Unticked(all));
        var left = MotivatedIntruder.Unticked(all.Where(key => key != "only-one").Append("something-else"));
        Assert.Equal(["only-one"], left.Select(question => question.Key));
        Assert.Equal(MotivatedIntruder.Questions, MotivatedIntruder.Unticked([]));
    }
}
