using EngagementPipeline.Core.Views;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class VisitorSketchTests
{
    /// <summary>Spread evenly, and as unevenly as can be.</summary>
    [Fact]
    public void Visitors_are_put_in_order_however_they_are_spread() =>
        Prop.ForAll(Gen.Choose(0, 3 * 2000).ToArbitrary(), Gen.Choose(0, 63).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, same, seed) =>
        {
            var random = new Random(seed);
            var hashes = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() << 1 >> same).ToArray();
            var sorted = hashes.Order().ToArray();
            HashOrder.Sort(hashes);
            return hashes.SequenceEqual(sorted);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Is_exact_up_to_a_thousand() =>
        Prop.ForAll(Gen.Choose(0, VisitorSketch.ExactLimit).ToArbitrary(), count =>
            Of(Visitors(count, count)).Count == count).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1_001)]
    [InlineData(5_000)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    [InlineData(1_500_000)]
    public void Is_within_two_in_a_hundred_beyond(int count) =>
        Assert.InRange(Of(Visitors(count, seed: count)).Count, count * 0.98, count * 1.02);

    [Fact]
    public void Is_within_two_in_a_hundred_whatever_the_visitors() =>
        Prop.ForAll(Gen.Choose(1_001, 60_000).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (count, seed) =>
            Math.Abs(Of(Visitors(count, seed)).Count - count) <= count * 0.02).QuickCheckThrowOnFailure();

    [Fact]
    public void Neither_order_nor_repetition_nor_split_can_be_seen() =>
        Prop.ForAll(
            Gen.Elements(3, 900, 1_000, 1_001, 1_700, 30_000).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (count, seed) =>
            {
                var visitors = Visitors(count, seed).ToArray();
                var random = new Random(seed);
                var parts = new[] { new VisitorSketch(), new VisitorSketch(), new VisitorSketch() };
                foreach (var visitor in visitors.Concat(visitors.Take(count / 2)).OrderBy(_ => random.Next()))
                    parts[random.Next(3)].Add(visitor);

                var union = VisitorSketch.FromBytes(parts[0].ToBytes());
                union.UnionWith(parts[1]);
                union.UnionWith(parts[2]);

                return union.ToBytes().AsSpan().SequenceEqual(Of(visitors).ToBytes());
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(20_000)]
    [InlineData(500_000)]
    public void Is_read_back_as_it_was_stored_and_fits_a_table_property(int count)
    {
        var bytes = Of(Visitors(count, seed: 1)).ToBytes();

        Assert.InRange(bytes.Length, 1, 64 * 1024);
        Assert.Equal(bytes, VisitorSketch.FromBytes(bytes).ToBytes());
    }

    /// <summary>Hashes are as good as random; these are random, but come again.</summary>
    private static IEnumerable<ulong> Visitors(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => ((ulong)random.NextInt64() << 1) ^ (ulong)random.NextInt64());
    }

    private static VisitorSketch Of(IEnumerable<ulong> visitors)
    {
        var sketch = new VisitorSketch();
        foreach (var visitor in visitors)
            sketch.Add(visitor);
        return sketch;
    }
}
