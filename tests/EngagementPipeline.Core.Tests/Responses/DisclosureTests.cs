using EngagementPipeline.Core.Responses;

namespace EngagementPipeline.Core.Tests.Responses;

public sealed class DisclosureTests
{
    private static readonly Disclosure Five = new(5);

    [Theory]
    [InlineData("4", "-")]
    [InlineData("5", "5")]
    [InlineData("6 0", "6 0")]
    [InlineData("4 0", "- -")]
    [InlineData("3 3", "- -")]
    [InlineData("62 30 8 0", "62 30 8 0")]
    [InlineData("62 30 3", "62 - -")] // 3 alone would be 95 less 92
    [InlineData("62 30 3 4", "62 30 - -")] // 7 together: each from 1 to 6
    [InlineData("62 30 1 1", "62 - - -")] // 2 together could only be one and one
    [InlineData("9 3", "- -")]
    [InlineData("100 1", "- -")]
    public void Hides_small_counts_and_as_many_others_as_it_takes(string counts, string shown) =>
        Assert.Equal(shown, string.Join(' ', Five.Hide([.. counts.Split(' ').Select(long.Parse)]).Select(Shown)));

    [Fact]
    public void Nobody_who_knows_the_whole_can_work_out_what_is_hidden()
    {
        var random = new Random(4);
        for (var run = 0; run < 20_000; run++)
        {
            var threshold = random.Next(2, 12);
            var counts = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (long)random.Next(0, random.Next(1, 40))).ToList();
            var shown = new Disclosure(threshold).Hide(counts);

            Assert.DoesNotContain(shown, count => count > 0 && count < threshold);
            var hidden = shown.Index().Where(count => count.Item is null).Select(count => counts[count.Index]).ToList();
            if (hidden.Count == 0 || hidden.Count == counts.Count)
                continue;

            // Each of them may be from one to what is left when all others are one: the threshold at least.
            var together = counts.Sum() - shown.Sum(count => count ?? 0);
            Assert.True(hidden.Count > 1 && together - (hidden.Count - 1) >= threshold, $"{string.Join(' ', counts)} under {threshold}");
        }
    }

    [Fact]
    public void Whoever_watches_the_public_page_sees_nothing_of_one_answer()
    {
        var random = new Random(5);
        for (var run = 0; run < 300; run++)
        {
            var (counts, told, last) = (new long[3], (long[]?)null, "");
            var since = 0;
            for (var answer = 0; answer < 200; answer++)
            {
                counts[random.Next(0, random.Next(1, 4))]++;
                since++;
                if (Five.IsDue(counts.Sum(), told?.Sum() ?? 0))
                    told = [.. counts];
                var page = told is null ? "" : string.Join(' ', Five.Blur(told).Select(Shown));
                if (page == last)
                    continue;

                Assert.True(since >= 5, "The page changed after fewer answers than the threshold.");
                Assert.All(Five.Blur(told!), count => Assert.True(count is null || count % 5 == 0));
                (last, since) = (page, 0);
            }
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    [InlineData(62, 60)]
    [InlineData(63, 65)]
    public void Tells_the_public_the_nearest_multiple(long count, long told) => Assert.Equal(told, Five.Blur(count));

    private static string Shown(long? count) => count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
