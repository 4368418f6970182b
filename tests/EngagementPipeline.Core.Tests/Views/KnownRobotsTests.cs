using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

/// <summary>
/// Real user agents, in <c>user-agents.txt</c>, more than half of them robots. A pattern that catches one of the readers' is wrong.
/// </summary>
public sealed class KnownRobotsTests
{
    public static TheoryData<string> Readers => [.. Named("reader")];

    public static TheoryData<string> Robots => [.. Named("bot")];

    public static TheoryData<string> PreviewMakers => [.. Named("preview")];

    [Theory, MemberData(nameof(Readers))]
    public void A_reader_is_a_reader(string userAgent) => Assert.Null(ReasonOf(userAgent));

    [Theory, MemberData(nameof(Robots))]
    public void A_robot_that_says_so_is_a_robot(string userAgent) => Assert.Equal(Exclusion.Bot, ReasonOf(userAgent));

    [Theory, MemberData(nameof(PreviewMakers))]
    public void A_maker_of_link_previews_is_counted_apart_from_robots(string userAgent) => Assert.Equal(Exclusion.Preview, ReasonOf(userAgent));

    [Fact]
    public void Who_says_nothing_is_a_reader() => Assert.Null(ReasonOf(""));

    [Fact]
    public void Every_pattern_has_its_example_and_there_are_two_hundred()
    {
        var robots = Named("bot").Concat(Named("preview")).ToList();

        Assert.InRange(robots.Count + Named("reader").Count, 200, int.MaxValue);
        Assert.InRange(robots.Count, 100, int.MaxValue);
        Assert.All(KnownRobots.AllPatterns, pattern => Assert.True(robots.Exists(robot => robot.Contains(pattern, StringComparison.OrdinalIgnoreCase)), pattern));
    }

    [Fact]
    public void A_reader_who_asks_not_to_be_tracked_is_not_looked_at_further() =>
        Assert.Equal(Exclusion.Objected, CollectionStep.FirstReason(new(null, Named("bot")[0], Objects: true)));

    [Fact]
    public void What_is_known_of_a_reader_is_not_printed() =>
        Assert.Equal("ReaderSigns", new ReaderSigns(System.Net.IPAddress.Loopback, "Phone", false).ToString());

    private static Exclusion? ReasonOf(string userAgent) => CollectionStep.FirstReason(new(null, userAgent, Objects: false));

    private static List<string> Named(string kind)
    {
        using var file = new StreamReader(typeof(KnownRobotsTests).Assembly.GetManifestResourceStream("user-agents.txt")!);
        return file.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith($"{kind} ", StringComparison.Ordinal))
            .Select(line => line[(kind.Length + 1)..])
            .ToList();
    }
}
