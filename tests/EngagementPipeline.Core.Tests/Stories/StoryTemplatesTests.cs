using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Templates;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class StoryTemplatesTests
{
    /// <summary>What a writer must still fill in, and nothing that a template itself does wrong.</summary>
    private static readonly string[] ForTheWriter = ["empty-card", "no-reason"];

    public static TheoryData<string> Names => [.. StoryTemplates.All.Select(template => template.Name)];

    [Fact]
    public void There_are_three_each_with_its_own_name()
    {
        Assert.Equal(["briefing", "challenge-your-bias", "you-said-we-did"], StoryTemplates.All.Select(template => template.Name));
        Assert.Equal(3, StoryTemplates.All.Select(template => template.Title).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_becomes_a_story_that_can_be_kept_and_only_the_writers_part_is_missing(string name)
    {
        var template = Of(name);
        var fields = new Fields();
        var sent = JsonSerializer.SerializeToElement(template.Cards.Select(CardCatalogue.ToJson).ToList());
        var cards = CardCatalogue.Read([.. sent.EnumerateArray()], fields);
        Assert.False(fields.HasErrors);
        var document = StoryWorld.ADocument(1) with { Cards = cards };

        var world = new StoryWorld();
        var kept = await world.Put.HandleAsync(new(StoryWorld.Story(1), document, "*"), StoryWorld.Comms, TestContext.Current.CancellationToken);
        var problems = await world.Check.ProblemsAsync(document, TestContext.Current.CancellationToken);

        Assert.True(kept.Succeeded);
        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.Contains(problem.Code, ForTheWriter));
        Assert.All(problems, problem => Assert.NotNull(problem.Card));
        Assert.DoesNotContain(problems, problem => cards.Single(card => card.Id == problem.Card) is HeadingCard or PromptCard or SliderCard or PollCard or PledgeCard or FeedbackCard);
    }

    [Fact]
    public void Challenge_your_bias_asks_the_three_questions_and_before_and_after()
    {
        var cards = Of("challenge-your-bias").Cards;

        Assert.Equal(["What happens", "How it feels", "What can be done"], cards.OfType<HeadingCard>().Select(heading => heading.Text));
        Assert.Equal(3, cards.OfType<QuoteWallCard>().Count());
        Assert.Equal(3, cards.OfType<PromptCard>().Count());
        Assert.Equal("before", cards.OfType<SliderCard>().Last().Earlier(cards)?.Id);
        Assert.IsType<PollCard>(cards[2]);
        Assert.IsType<PledgeCard>(cards[^2]);
        Assert.IsType<FeedbackCard>(cards[^1]);
    }

    private static StoryTemplate Of(string name) => StoryTemplates.All.Single(template => template.Name == name);
}
