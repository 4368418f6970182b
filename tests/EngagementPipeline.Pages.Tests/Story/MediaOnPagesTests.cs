using System.Buffers.Binary;
using System.Collections.Concurrent;
using AngleSharp.Dom;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Pictures, sounds and films on the page: what it asks for, and when.</summary>
public sealed class MediaOnPagesTests(Chromium chromium)
{
    private const string Address = "https://stories.example.org/s/challenge-your-bias/";
    private const string Full = "/s/challenge-your-bias/aaaaaaaaaaaaaaaaaaaaaaaa.webp";
    private const string Small = "/s/challenge-your-bias/bbbbbbbbbbbbbbbbbbbbbbbb.webp";

    [Fact]
    public async Task A_picture_has_two_widths_its_size_and_its_words()
    {
        var picture = (await Studio.OpenAsync(With(APicture()))).QuerySelector("main img")!;

        Assert.Equal((Full, $"{Small} 480w, {Full} 960w"), (picture.GetAttribute("src"), picture.GetAttribute("srcset")));
        Assert.Equal(("960", "640", "A street"), (picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("alt")));
    }

    [Fact]
    public async Task Only_pictures_below_the_first_screen_wait()
    {
        var page = await Studio.OpenAsync(With(APicture(), new HeadingCard("h", "x", 2), APicture(), APicture()));

        Assert.Equal([null, "lazy", "lazy"], page.QuerySelectorAll("main img").Select(picture => picture.GetAttribute("loading")));
    }

    [Fact]
    public async Task Decoration_is_passed_over() =>
        Assert.Equal("", (await Studio.OpenAsync(With(APicture() with { Alt = "left over", Decorative = true }))).QuerySelector("main img")!.GetAttribute("alt"));

    [Fact]
    public async Task What_is_not_there_is_left_out_and_a_preview_says_so()
    {
        var without = With(APicture(), new AudioCard("s", Studio.Picture, "A sound", Studio.ProseOf("x"))) with { Media = UsableMedia.None };

        Assert.Empty((await Studio.OpenAsync(without)).QuerySelectorAll("main > section"));
        Assert.Equal(2, (await Studio.OpenAsync(without with { Preview = true })).QuerySelectorAll(".missing").Length);
    }

    [Fact]
    public async Task A_preview_shows_what_is_not_published_yet()
    {
        var picture = (await Studio.OpenAsync(With(APicture()) with { Preview = true })).QuerySelector("main img")!;

        Assert.Equal(($"/api/media/{Studio.Picture}", $"/api/media/{Studio.Picture}?width=480 480w, /api/media/{Studio.Picture} 960w"), (picture.GetAttribute("src"), picture.GetAttribute("srcset")));
    }

    [Fact]
    public async Task A_link_to_the_page_shows_its_first_picture_where_the_address_is_known()
    {
        var pages = Studio.Pages(new SiteSettings(new Uri("https://stories.example.org"), null));
        var page = await Studio.OpenAsync(With(APicture() with { Decorative = true }, APicture()), pages);

        Assert.Equal("https://stories.example.org" + Full, page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
        Assert.Equal("A street", page.QuerySelector("meta[property='og:image:alt']")!.GetAttribute("content"));
        Assert.Null((await Studio.OpenAsync(With(APicture()))).QuerySelector("meta[property='og:image']"));
    }

    [Fact]
    public async Task A_link_to_a_page_without_a_picture_shows_the_apps_own()
    {
        var together = await Studio.OpenAsync(With(new HeadingCard("h", "x", 2)), Studio.Pages(new SiteSettings(new Uri("https://stories.example.org"), null)));
        var apart = await Studio.OpenAsync(With(new HeadingCard("h", "x", 2)), Studio.Pages(new SiteSettings(new Uri("https://stories.example.org"), new Uri("https://app.example.org"))));

        Assert.StartsWith("https://stories.example.org/assets/link-picture.", Meta(together, "og:image"), StringComparison.Ordinal);
        Assert.StartsWith("https://app.example.org/assets/link-picture.", Meta(apart, "og:image"), StringComparison.Ordinal);
        Assert.Equal(("1200", "630"), (Meta(together, "og:image:width"), Meta(together, "og:image:height")));
        Assert.NotEqual("", Meta(together, "og:image:alt"));

        var picture = DeskAssets.Find(new Uri(Meta(together, "og:image")).Segments[^1])!;
        Assert.Equal("image/png", picture.ContentType);
        Assert.InRange(picture.Bytes.Length, 1, 60_000);
        // Where a PNG says how large it is.
        Assert.Equal((1200, 630), (BinaryPrimitives.ReadInt32BigEndian(picture.Bytes.Span[16..]), BinaryPrimitives.ReadInt32BigEndian(picture.Bytes.Span[20..])));

        static string Meta(IDocument page, string property) => page.QuerySelector($"meta[property='{property}']")!.GetAttribute("content")!;
    }

    [Fact]
    public async Task The_page_names_every_file_that_it_needs_once()
    {
        var made = await Studio.Pages().StoryAsync(With(APicture(), APicture(), new AudioCard("s", Studio.Sound, "A sound", Studio.ProseOf("x")), new AudioCard("w", Studio.Picture, "x", Studio.ProseOf("x"))));

        Assert.Equal(["bbbbbbbbbbbbbbbbbbbbbbbb.webp", "aaaaaaaaaaaaaaaaaaaaaaaa.webp", "cccccccccccccccccccccccc.mp3"], made.Files.Select(file => file.File.PublishedName));
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0")]
    [InlineData("https://www.youtube.com/watch?t=4&v=abcdefghijk&list=x", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0")]
    [InlineData("https://youtu.be/abcdefghijk?si=x", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0")]
    [InlineData("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1")]
    [InlineData("https://vimeo.com/123456789/abcdef1234", "https://player.vimeo.com/video/123456789?dnt=1&autoplay=1&h=abcdef1234")]
    [InlineData("https://county.sharepoint.com/sites/x/film.mp4", null)]
    [InlineData("https://youtube.com.evil.example/watch?v=abcdefghijk", null)]
    [InlineData("https://evil.example/https://youtu.be/abcdefghijk", null)]
    [InlineData("http://youtu.be/abcdefghijk", null)]
    [InlineData("https://www.youtube.com/watch?v=abc\"onload=", null)]
    [InlineData("https://vimeo.com/1@evil.example/", null)]
    public void Only_films_of_known_players_play_in_the_page(string url, string? frame) => Assert.Equal(frame, VideoPlayer.For(url)?.Frame.OriginalString);

    [Fact]
    public async Task The_policy_allows_a_player_and_sounds_only_to_pages_that_have_them()
    {
        Assert.DoesNotContain("frame-src", await PolicyOfAsync(APicture()), StringComparison.Ordinal);
        Assert.DoesNotContain("media-src", await PolicyOfAsync(APicture()), StringComparison.Ordinal);
        Assert.Contains("; frame-src https://player.vimeo.com https://www.youtube-nocookie.com;", await PolicyOfAsync(AFilm("https://youtu.be/abcdefghijk"), AFilm("https://vimeo.com/1")), StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", await PolicyOfAsync(AFilm("https://films.example.org/1")), StringComparison.Ordinal);
        Assert.Contains("; media-src 'self';", await PolicyOfAsync(new AudioCard("s", Studio.Sound, "A sound", Studio.ProseOf("x"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_is_asked_for_anything_until_the_reader_presses_play()
    {
        var (page, asked) = await OpenAsync(With(AFilm("https://youtu.be/abcdefghijk")));
        await page.EvaluateAsync("() => { window.used = 0; document.addEventListener('story:used', () => used++); }");
        await page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        Assert.Equal([Address], asked);

        await page.GetByRole(AriaRole.Button, new() { Name = "Play the film A film" }).FocusAsync();
        await page.RunAndWaitForRequestAsync(() => page.Keyboard.PressAsync("Enter"), request => request.Url == "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0");

        await Assertions.Expect(page.Locator("iframe[title='A film']")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("used === 1");
    }

    [Fact]
    public async Task Without_scripts_a_film_is_a_link()
    {
        var (page, asked) = await OpenAsync(With(AFilm("https://youtu.be/abcdefghijk")), scripts: false);

        Assert.Equal(0, await page.GetByRole(AriaRole.Button).CountAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Watch it on YouTube" })).ToHaveAttributeAsync("href", "https://youtu.be/abcdefghijk");
        Assert.All(asked, url => Assert.StartsWith("https://stories.example.org/", url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reveal_is_shut_until_it_is_asked_and_open_on_paper()
    {
        var (page, _) = await OpenAsync(With(new RevealCard("r", "How many of eleven?", Studio.ProseOf("All of them."))));
        await page.EvaluateAsync("() => { window.used = 0; document.addEventListener('story:used', () => used++); }");
        var answer = page.GetByText("All of them.");
        await Assertions.Expect(answer).ToBeHiddenAsync();

        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await Assertions.Expect(answer).ToBeVisibleAsync();
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await Assertions.Expect(answer).ToBeHiddenAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("used"));

        await page.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(answer).ToBeVisibleAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("used"));
    }

    [Theory]
    [InlineData(ReducedMotion.NoPreference, "0.18s")]
    [InlineData(ReducedMotion.Reduce, "0s")]
    public async Task What_unfolds_takes_180_ms_or_none(ReducedMotion motion, string duration)
    {
        var (page, _) = await OpenAsync(With(new RevealCard("r", "How many?", Studio.ProseOf("All of them."))), motion);
        await page.Locator("summary").ClickAsync();

        Assert.Equal(duration, await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.reveal .prose')).animationDuration"));
    }

    private static StoryPage With(params Card[] cards) => Studio.APage(Studio.AStory() with { Cards = [.. cards.Select((card, i) => card with { Id = $"c{i}" })] });

    private static ImageCard APicture() => new("p", Studio.Picture, "A street", "", false);

    private static VideoCard AFilm(string url) => new("v", url, "A film", true, "", null);

    private static async Task<string> PolicyOfAsync(params Card[] cards) => (await Studio.Pages().StoryAsync(With(cards))).Policy + ";";

    private async Task<(IPage Page, ConcurrentQueue<string> Asked)> OpenAsync(StoryPage story, ReducedMotion motion = ReducedMotion.NoPreference, bool scripts = true)
    {
        var context = await chromium.NewContextAsync(o => (o.ReducedMotion, o.JavaScriptEnabled) = (motion, scripts));
        var html = await Studio.HtmlOfAsync(story);
        var asked = new ConcurrentQueue<string>();
        await context.RouteAsync("**/*", route =>
        {
            asked.Enqueue(route.Request.Url);
            return route.Request.Url == Address
                ? route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" })
                : route.FulfillAsync(new() { Body = "<p>a player</p>", ContentType = "text/html" });
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address);
        return (page, asked);
    }
}
