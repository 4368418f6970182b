using EngagementPipeline.Core.Views;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class ActiveTimesTests
{
    private static readonly Gen<int[]> Some = Gen.NonEmptyListOf(
        Gen.OneOf(Gen.Choose(0, 120_000), Gen.Choose(0, PageRecord.MaxActiveMs))).Select(times => times.ToArray());

    [Theory]
    [InlineData(new[] { 360_000 }, 360)]
    [InlineData(new[] { 1_000, 9_000, 2_000 }, 2)]
    [InlineData(new[] { 1_000, 2_000 }, 1.5)]
    [InlineData(new[] { 499 }, 0)]
    [InlineData(new[] { 500 }, 1)]
    [InlineData(new int[0], 0)]
    public void The_median_is_that_of_whole_seconds(int[] times, double median) => Assert.Equal(median, Of(times).MedianSeconds());

    [Fact]
    public void The_median_is_exact_to_the_second_or_within_a_thousandth() =>
        Prop.ForAll(Some.ToArbitrary(), times =>
        {
            var sorted = times.Select(t => Math.Round(t / 1000.0, MidpointRounding.AwayFromZero)).Order().ToList();
            var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
            return Math.Abs(Of(times).MedianSeconds() - median) <= (sorted[^1] < 1024 ? 0 : sorted[sorted.Count / 2] / 1000);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_total_is_exact() =>
        Prop.ForAll(Some.ToArbitrary(), times => Of(times).TotalMs == times.Sum(t => (long)t)).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_add_up_to_the_whole_and_stored_ones_to_what_they_were() =>
        Prop.ForAll(Some.ToArbitrary(), Some.ToArbitrary(), (some, others) =>
        {
            var sum = ActiveTimes.FromBytes(Of(some).ToBytes());
            sum.Add(Of(others));
            var whole = Of([.. some, .. others]);
            return sum.ToBytes().AsSpan().SequenceEqual(whole.ToBytes()) && sum.Views == whole.Views;
        }).QuickCheckThrowOnFailure();

    private static ActiveTimes Of(int[] times)
    {
        var sum = new ActiveTimes();
        foreach (var time in times)
            sum.Add(time);
        return sum;
    }
}
