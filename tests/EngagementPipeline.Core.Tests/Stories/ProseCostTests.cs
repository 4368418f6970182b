using System.Text;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>What <c>dotnet run --project tests/Benchmarks prose</c> found to cost a parser most is refused before anything parses it.</summary>
public sealed class ProseCostTests
{
    private const int LongestText = 10_000;

    [Theory]
    [InlineData("1. ", 60, "\n")]
    [InlineData("- ", 60, "\n")]
    [InlineData("1. ", 9, "\n")]
    [InlineData("a\n===\n", 501, "x")]
    [InlineData("a\n---\n", 501, "x")]
    [InlineData("1. ", 60, "")]
    [InlineData("> ", 60, "a\n")]
    [InlineData(">", 12, "")]
    [InlineData("> - ", 6, "\n\n")]
    [InlineData("![", 250, "\nx")]
    [InlineData("*a_", 166, "\nx")]
    [InlineData("_a ", 250, "&amp;")]
    [InlineData("[", 400, @"\*")]
    [InlineData("[a](((((", 150, "x")]
    [InlineData("", 0, "  \n|`a")]
    public void What_would_take_long_is_shown_as_it_was_written_and_never_parsed(string piece, int times, string tail)
    {
        var text = new StringBuilder().Insert(0, piece, times).Append('a').ToString();
        while (tail.Length > 0 && text.Length + tail.Length <= LongestText)
            text += tail;

        Assert.False(ProseCost.Of(text).IsSmall);
        Assert.True(Prose.TryParse(text, out var prose));
        Assert.NotNull(prose.TooCostly);
    }

    [Fact]
    public void A_list_within_lists_line_by_line_is_as_deep_as_one_on_a_line()
    {
        var stairs = string.Concat(Enumerable.Range(0, 12).Select(level => new string(' ', level * 2) + "- a\n"));
        var tabs = string.Concat(Enumerable.Range(0, 6).Select(level => new string('\t', level) + "- a\n"));

        Assert.Equal((12, false), (ProseCost.Of(stairs).Depth, ProseCost.Of(stairs).IsSmall));
        Assert.Equal(11, ProseCost.Of(tabs).Depth);
        Assert.Equal(7, ProseCost.Of(string.Concat(Enumerable.Repeat("- ", 7)) + "a").Depth);
    }

    [Theory]
    [InlineData("One.\n\nTwo.", 0)]
    [InlineData("- - - - - - - - - - - - - - - -", 0)]
    [InlineData("* * * * * * * * * * * * * * * *", 0)]
    [InlineData("                    indented code", 0)]
    [InlineData("well-known. It was 2024. Then", 0)]
    [InlineData("- a\n- b\n\n  of b", 1)]
    [InlineData("> quoted\n> - an item", 2)]
    [InlineData("1. a\n   1. b\n      1. c", 4)]
    public void What_people_write_is_not_deep(string text, int depth) => Assert.Equal((depth, true), (ProseCost.Of(text).Depth, ProseCost.Of(text).IsSmall));

    [Fact]
    public void A_long_text_as_people_write_it_costs_a_small_part_of_what_is_allowed()
    {
        var part = "What we heard, in **Anytown** and beyond, from those who live there, and [what was done](https://example.org/a-place/and-more?of=it):\n\n- be *asked*\n  - and answered\n- be told\n\n> We'd say it again, since nobody had asked before and much has changed for those who come after us.\n\n";
        var text = string.Concat(Enumerable.Repeat(part, LongestText / part.Length));

        var cost = ProseCost.Of(text);

        Assert.True(cost.IsSmall, cost.ToString());
        Assert.InRange(cost.Steps, 1, ProseCost.MostSteps / 10);
    }

    /// <summary>Within lists, each line costs as much as the lists are deep; after them, nothing.</summary>
    [Fact]
    public void Lines_after_a_list_cost_nothing_more()
    {
        var within = ProseCost.Of("1. 1. 1. a" + new string('\n', 1_000)).Steps;
        var after = ProseCost.Of("1. 1. 1. a\n\nb" + new string('\n', 1_000)).Steps;

        Assert.InRange(within, after + (20 * 3 * 990), long.MaxValue);
    }

    /// <summary>A story as large as the service takes, of each text at the edge of what a card takes: read whole, each text once, in a moment.</summary>
    [Theory]
    [InlineData("- - - - - - a", "\n")]
    [InlineData("1. 1. 1. 1. 1. a", "b\n")]
    [InlineData("____|``", "=|\n")]
    [InlineData("`a `a `a `a `a `a `a `a `a `a `a `a `a `a `a `a `a `a `a `a", "  \n|a")]
    [InlineData("", "a\n")]
    [InlineData("*a_*a_*a_*a_*a_*a_", "\nx")]
    public async Task A_story_of_as_many_as_it_may_hold_is_read_in_a_moment(string head, string tail)
    {
        var text = head;
        while (text.Length + tail.Length <= LongestText && ProseCost.Of(text + tail).IsSmall)
            text += string.Concat(Enumerable.Repeat(tail, ProseCost.Of(text + string.Concat(Enumerable.Repeat(tail, 100))).IsSmall && text.Length + (100 * tail.Length) <= LongestText ? 100 : 1));
        Assert.True(ProseCost.Of(text).IsSmall);
        var kept = Encoding.UTF8.GetBytes(Document(text).ToJsonString());
        Assert.InRange(kept.Length, StoryLimits.Body / 2, StoryLimits.Body);

        var read = await Task.Run(() => StoryJson.Read(kept), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.All(read.Cards.Cast<TextCard>(), card => Assert.Null(card.Text.TooCostly));
        Assert.InRange(read.Cards.Cast<TextCard>().Sum(card => ProseCost.Of(card.Text.Markdown).Steps), 0, StoryLimits.Cards * ProseCost.MostSteps);
    }

    /// <summary>Whoever waits for words to go waits for no text to be made sense of twice.</summary>
    [Fact]
    public async Task A_take_down_reads_the_story_once()
    {
        var world = new StoryWorld();
        world.Release(1);
        world.Release(2);
        await world.DrainAsync();
        await world.PutAsync(1, 1, 2);
        await world.PublishAsync(1);
        world.Steps.Taken.Clear();

        world.Withdraw(1);
        await world.DrainAsync();

        Assert.Equal("story-1 v1: [2]", world.PageOf(1));
        Assert.Single(world.Steps.Taken, "drafts.read");
    }

    private static JsonObject Document(string text)
    {
        var card = new JsonObject { ["id"] = "t100", ["type"] = "text", ["text"] = text };
        var count = Math.Min(StoryLimits.Cards, (int)(StoryLimits.Body / (card.ToJsonString().Length + 2)) - 1);
        return new()
        {
            ["schemaVersion"] = StoryJson.SchemaVersion,
            ["project"] = StoryWorld.Project.ToString(),
            ["slug"] = "a-story",
            ["title"] = "A story",
            ["summary"] = "",
            ["language"] = "en",
            ["audience"] = "national",
            ["cards"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["id"] = $"t{i}", ["type"] = "text", ["text"] = text })]),
        };
    }
}
