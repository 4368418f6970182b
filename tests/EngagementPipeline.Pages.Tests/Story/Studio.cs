using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Story;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Makes pages of invented stories. Every type of card is in <see cref="CardSamples"/>.</summary>
internal static class Studio
{
    public static readonly StoryId Story = new(Guid.Parse("11111111-1111-4111-8111-111111111111"));
    public static readonly ProjectId Project = new(Guid.Parse("22222222-2222-4222-8222-222222222222"));
    public static readonly VoiceId Short = new(Guid.Parse("33333333-3333-4333-8333-333333333333"));
    public static readonly VoiceId Long = new(Guid.Parse("44444444-4444-4444-8444-444444444444"));

    public static readonly MediaId Picture = new(Guid.Parse("55555555-5555-4555-8555-555555555555"));
    public static readonly MediaId Sound = new(Guid.Parse("66666666-6666-4666-8666-666666666666"));

    public static StoryDocument AStory(string language = "en") => new(
        Project,
        SlugOf("challenge-your-bias"),
        "Challenge your bias",
        "What young people told us about being judged before they speak.",
        LanguageTag.TryParse(language, out var tag) ? tag : throw new ArgumentOutOfRangeException(nameof(language)),
        Audience.National,
        [
            new PromptCard("ask", "Before you read on: when did somebody last make up their mind about you?", 2),
            new TextCard("why", ProseOf("Groups of young people talked with us about **unconscious bias**.\n\n- All of them had met it.\n- All said [it has to be talked about](https://example.org/bias).")),
            new QuoteCard("hoodie", Short),
            new HeadingCard("looks", "What it looks like", 2),
            new HeadingCard("shop", "In the shop", 3),
            new QuoteCard("followed", Long),
            new PromptCard("monday", "What will you do differently on Monday?", null),
        ]);

    public static Dictionary<VoiceId, UsableQuote> Quotes() => new()
    {
        [Short] = new(Short, default, "People see my hoodie before they see me.", "en", "Year 9"),
        [Long] = new(Long, default, string.Join(' ', Enumerable.Repeat("The man in the shop follows me round, and only me, and I am used to it.", 8)), "en", null),
    };

    public static StoryPage APage(StoryDocument? document = null, Dictionary<VoiceId, UsableQuote>? quotes = null, bool preview = false) =>
        new(Story, 3, document ?? AStory(), quotes ?? Quotes(), preview) { Media = Media };

    /// <summary>A picture in two widths, and a sound.</summary>
    public static IReadOnlyDictionary<MediaId, StoredMedia> Media { get; } = new Dictionary<MediaId, StoredMedia>
    {
        [Picture] = new(Picture, Project, new("image/webp", "-", new string('a', 64), 960, 640, 40_000), new("image/webp", "-", new string('b', 64), 480, 320, 12_000)),
        [Sound] = new(Sound, Project, new("audio/mpeg", "-", new string('c', 64), 0, 0, 90_000), null),
    };

    public static StoryPages Pages(SiteSettings? site = null, string counting = "document.querySelector(\"main\");")
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        return new(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<ILoggerFactory>(), site ?? new SiteSettings(null, null), new Counting(counting));
    }

    public static async Task<string> HtmlOfAsync(StoryPage page) => (await Pages().StoryAsync(page)).Html;

    public static async Task<IDocument> OpenAsync(StoryPage page, StoryPages? pages = null) => Parse((await (pages ?? Pages()).StoryAsync(page)).Html);

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public static Prose ProseOf(string markdown) => Prose.TryParse(markdown, out var prose) ? prose : throw new ArgumentOutOfRangeException(nameof(markdown));

    private static Slug SlugOf(string text) => Slug.TryParse(text, out var slug) ? slug : throw new ArgumentOutOfRangeException(nameof(text));

    private sealed class Counting(string script) : IStoryScripts
    {
        public string CountingScript(StoryId story, int version, string collectorUrl) => script.Length == 0 ? "" : $"{script}//{collectorUrl}";
    }
}
