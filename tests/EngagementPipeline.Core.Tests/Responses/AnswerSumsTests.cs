using EngagementPipeline.Core.Responses;

namespace EngagementPipeline.Core.Tests.Responses;

public sealed class AnswerSumsTests
{
    [Fact]
    public void A_shift_is_of_those_who_were_asked_twice()
    {
        var sums = Of(("3>5", 4), ("4>4", 2), ("5>2", 1), ("6", 9));

        var shift = sums.Shift();
        Assert.Equal((7, 4, 2, 1), (shift.Pairs, shift.Up, shift.Same, shift.Down));
        Assert.Equal((25d / 7, 30d / 7, 5d / 7), (shift.MeanBefore, shift.MeanAfter, shift.MeanShift));
        Assert.Equal(Math.Sqrt((25d / 7) - (25d / 49)), shift.Spread, 10);
        Assert.Equal((16, 84d / 16), (sums.Stands().Answers, sums.Stands().Mean));
    }

    [Fact]
    public void A_scale_is_of_its_own_question()
    {
        var sums = Of(("q1=4", 3), ("q1=5", 1), ("q10=1", 7), ("q2", 2));

        Assert.Equal((4, 4.25), (sums.Scale("q1").Answers, sums.Scale("q1").Mean));
        Assert.Equal(7, sums.Scale("q10").Answers);
        Assert.Equal(0, sums.Scale("q2").Answers);
    }

    [Fact]
    public void Nothing_answered_is_nothing()
    {
        Assert.Equal((0, 0d, 0d), (AnswerSums.None.Stands().Answers, AnswerSums.None.Stands().Mean, AnswerSums.None.Stands().Spread));
        Assert.Equal((0, 0d, 0d), (AnswerSums.None.Shift().Pairs, AnswerSums.None.Shift().MeanShift, AnswerSums.None.Shift().Spread));
    }

    [Fact]
    public void Parts_add_up_in_any_order()
    {
        AnswerSums[] parts = [Of(("a", 1), ("b", 2)), Of(("b", 3)), AnswerSums.None, Of(("c", 1))];

        Assert.Equal(Of(("a", 1), ("b", 5), ("c", 1)), AnswerSums.Of(parts));
        Assert.Equal(AnswerSums.Of(parts), AnswerSums.Of(parts.Reverse()));
    }

    private static AnswerSums Of(params (string Cell, long Count)[] cells) =>
        new(cells.Sum(cell => cell.Count), cells.ToDictionary(cell => cell.Cell, cell => cell.Count));
}
