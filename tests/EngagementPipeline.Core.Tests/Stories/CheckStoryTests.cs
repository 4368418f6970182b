using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Stories;

/// <summary>What a story lacks, each named with its card.</summary>
public sealed class CheckStoryTests
{
    private static readonly MediaId Picture = new(Guid.Parse("dddddddd-0000-4000-8000-000000000001"));

    private readonly StoryWorld _world = new();

    [Fact]
    public async Task Nothing_stands_in_the_way_of_cards_that_are_whole()
    {
        _world.Release(1);
        AddPicture(StoryWorld.Project);

        Assert.Empty(await ProblemsOfAsync(
            new QuoteWallCard("a", [StoryWorld.Voice(1)]), new ImageCard("b", Picture, "A street in the rain", "", false), new ImageCard("c", Picture, "", "", true),
            new VideoCard("d", "https://vimeo.com/1", "Asking", true, "", Picture), new RevealCard("e", "How many?", ProseOf("Eleven.")),
            new TimelineCard("f", [new("Monday", "It began.")]), new LinksCard("g", [new("More", "https://example.org/", "")])));
    }

    [Theory]
    [InlineData("Story", "What they told us", false)]
    [InlineData("Story", "“{0}”, said one", true)]
    [InlineData("{0}", "", true)]
    public async Task Words_of_a_quote_stand_in_no_title_and_no_summary(string title, string summary, bool stands)
    {
        _world.Release(1);
        var (document, voice) = (StoryWorld.ADocument(1, 1), StoryWorld.Voice(1));
        var words = (await new UsableQuotes(_world.People, _world.People, _world.Clock).FindAsync(StoryWorld.Project, [voice], Audience.Local, Purpose.Story, default))[voice].Words;
        document = document with { Title = string.Format(null, title, words), Summary = string.Format(null, summary, words) };

        var problems = await _world.Check.ProblemsAsync(document, default);

        Assert.Equal(stands, problems.Any(problem => problem is { Code: "repeats-words", Blocks: true }));
    }

    /// <summary>What may not be shown may least of all stand where nothing takes it away.</summary>
    [Fact]
    public async Task Nor_do_words_that_may_not_be_shown_now()
    {
        _world.Release(1);
        var (document, voice) = (StoryWorld.ADocument(1, 1), StoryWorld.Voice(1));
        var words = (await new UsableQuotes(_world.People, _world.People, _world.Clock).FindAsync(StoryWorld.Project, [voice], Audience.Local, Purpose.Story, default))[voice].Words;
        _world.Withdraw(1);

        var problems = await _world.Check.ProblemsAsync(document with { Summary = $"We heard: {words}" }, default);

        Assert.Contains(problems, problem => problem is { Code: "repeats-words", Blocks: true });
    }

    [Fact]
    public async Task Each_quote_of_a_wall_that_may_not_be_shown_is_named()
    {
        _world.Release(2);

        Assert.Equal(
            ["quote-not-usable wall: Quote 1 of", "quote-not-usable wall: Quote 3 of"],
            await ProblemsOfAsync(new QuoteWallCard("wall", [StoryWorld.Voice(1), StoryWorld.Voice(2), StoryWorld.Voice(3)])));
    }

    [Fact]
    public async Task Whoever_can_not_see_or_hear_is_thought_of()
    {
        AddPicture(StoryWorld.Project);

        Assert.Equal(
            [
                "missing-alt pic: This picture is", "missing-transcript sound: This sound is", "media-not-usable sound: The picture or",
                "missing-captions film: Nobody has said",
            ],
            await ProblemsOfAsync(
                new ImageCard("pic", Picture, " ", "", false), new AudioCard("sound", Picture, "A sound", ProseOf("")), new VideoCard("film", "https://vimeo.com/1", "Asking", false, "", null)));
    }

    [Theory]
    [InlineData("IMG_2034.jpg", true)]
    [InlineData("street-in-rain.webp", true)]
    [InlineData("DSC00123", true)]
    [InlineData("Screenshot 2", true)]
    [InlineData("A street in the rain", false)]
    [InlineData("The file map.png drawn on a wall", false)]
    [InlineData("Image of a street", false)]
    public async Task A_file_name_describes_no_picture(string description, bool named)
    {
        AddPicture(StoryWorld.Project);

        var found = await ProblemsOfAsync(new ImageCard("pic", Picture, description, "", false));

        Assert.Equal(named ? ["alt-is-file-name pic: The description of"] : [], found);
    }

    [Fact]
    public async Task Cards_that_are_not_written_yet_are_named()
    {
        var found = await ProblemsOfAsync(
            new QuoteWallCard("a", []), new ImageCard("b", null, "x", "", false), new AudioCard("c", null, "", ProseOf("x")), new VideoCard("d", "", "", true, "", null),
            new VideoCard("e", "http://example.org/film", "x", true, "", null), new RevealCard("f", "x", ProseOf("")), new TimelineCard("g", [new("x", "")]), new LinksCard("h", [new("", "", "")]));

        Assert.Equal(
            ["empty-card a", "no-media b", "no-media c", "empty-card c", "empty-card d", "not-https e", "empty-card f", "empty-card g", "empty-card h"],
            found.Select(problem => problem.Split(':')[0]));
    }

    [Fact]
    public async Task A_picture_of_another_project_is_not_there()
    {
        AddPicture(new(Guid.NewGuid()));

        Assert.Equal(["media-not-usable pic: The picture or"], await ProblemsOfAsync(new ImageCard("pic", Picture, "A street", "", false)));
    }

    [Fact]
    public async Task Saving_a_story_makes_its_pictures_its_projects()
    {
        AddPicture(null);

        await _world.Put.HandleAsync(new(StoryWorld.Story(1), Document(new ImageCard("pic", Picture, "A street", "", false)), null), StoryWorld.Comms, default);

        Assert.Equal(StoryWorld.Project, _world.Media.Rows[Picture].Project);
    }

    [Fact]
    public async Task Links_to_stories_of_ours_that_are_not_published_are_dead()
    {
        await _world.PutAsync(2);
        await _world.PublishAsync(2);
        await _world.PutAsync(3);
        await _world.PublishAsync(3);
        await _world.Unpublish.HandleAsync(StoryWorld.Story(3), StoryWorld.Comms, default);

        var found = await ProblemsOfAsync(
            new LinksCard("links", [new("x", "/s/story-2/", ""), new("x", "/s/story-3/", ""), new("x", "/s/story-4/", ""), new("x", "https://elsewhere.example/s/story-4/", "")]),
            new TextCard("text", ProseOf("[there](https://stories.example.org/s/story-3/) and [here](https://stories.example.org/s/story-2/)")));

        Assert.Equal(["dead-link links: The link to", "dead-link links: The link to", "dead-link text: The link to"], found);
    }

    [Fact]
    public async Task Words_that_are_hard_to_read_are_noted_and_do_not_block()
    {
        var hard = string.Join(' ', Enumerable.Repeat("Organisational accountability necessitates comprehensive multidisciplinary consideration of intersecting vulnerabilities", 15)) + ".";
        await _world.Put.HandleAsync(new(StoryWorld.Story(1), Document(new TextCard("t", ProseOf(hard))), null), StoryWorld.Comms, default);

        var check = (await _world.Check.HandleAsync(StoryWorld.Story(1), default)).Value;

        Assert.Equal(("reading-age", false, (string?)null), (Assert.Single(check.Problems).Code, check.Problems[0].Blocks, check.Problems[0].Card));
        Assert.True(check.Publishable);
        Assert.True((await _world.PublishAsync(1)).Succeeded);
    }

    [Theory]
    [InlineData("The cat sat on the mat. ", 30, 3, 5)]
    [InlineData("We were asked what it is like to be guessed at, and what would help us most. ", 10, 8, 11)]
    [InlineData("Organisational accountability necessitates comprehensive multidisciplinary consideration of vulnerabilities. ", 20, 25, 60)]
    public void A_reading_age_is_about_what_a_teacher_would_say(string sentence, int times, int least, int most) =>
        Assert.InRange(ReadingAge.Of([string.Concat(Enumerable.Repeat(sentence, times))])!.Value, least, most);

    [Fact]
    public void Of_a_few_words_nobody_can_say() => Assert.Null(ReadingAge.Of(["A few words."]));

    private async Task<IEnumerable<string>> ProblemsOfAsync(params Card[] cards) =>
        (await _world.Check.ProblemsAsync(Document(cards), default))
            .Select(problem => $"{problem.Code} {problem.Card}: {string.Join(' ', problem.Message.Split(' ').Take(3))}")
            .Select(text => text.TrimEnd());

    private static StoryDocument Document(params Card[] cards) => StoryWorld.ADocument(1) with { Cards = cards };

    private static Prose ProseOf(string markdown) => Prose.TryParse(markdown, out var prose) ? prose : throw new ArgumentOutOfRangeException(nameof(markdown));

    private void AddPicture(ProjectId? project) => _world.Media.Rows[Picture] = new(Picture, project, new("image/webp", "s", new string('a', 64), 960, 640, 1), null);
}
