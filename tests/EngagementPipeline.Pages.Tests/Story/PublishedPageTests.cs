using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Testing.Golden;

namespace EngagementPipeline.Pages.Tests.Story;

public sealed class PublishedPageTests
{
    [Fact]
    public async Task Is_the_page_that_was_agreed_on() => GoldenFile.AssertSame("story.golden.html", await Studio.HtmlOfAsync(Studio.APage()));

    [Fact]
    public async Task The_same_story_gives_the_same_bytes() =>
        Assert.Equal(await Studio.HtmlOfAsync(Studio.APage()), await Studio.HtmlOfAsync(Studio.APage()));

    [Fact]
    public async Task Shows_each_card_in_its_place()
    {
        var page = await Studio.OpenAsync(Studio.APage());

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], page.QuerySelectorAll("main > section").Select(card => card.GetAttribute("data-card")!));
        var main = page.QuerySelector("main")!;
        Assert.Equal((Studio.Story.ToString(), "3"), (main.GetAttribute("data-story"), main.GetAttribute("data-version")));
        Assert.Equal(["H1 Challenge your bias", "H2 What it looks like", "H3 In the shop"], page.QuerySelectorAll("main :is(h1, h2, h3)").Select(h => $"{h.TagName} {h.TextContent}"));
    }

    [Fact]
    public async Task Shows_a_quote_with_its_credit_and_names_nobody_else()
    {
        var page = await Studio.OpenAsync(Studio.APage());

        Assert.Equal(
            ["People see my hoodie before they see me. – Year 9", Studio.Quotes()[Studio.Long].Words + " – A young person"],
            page.QuerySelectorAll("figure").Select(f => $"{f.QuerySelector("blockquote")!.TextContent} – {f.QuerySelector("figcaption")!.TextContent}"));
        var html = page.DocumentElement.OuterHtml;
        Assert.All(
            [Studio.Short.ToString(), Studio.Long.ToString(), Studio.Project.ToString(), "hoodie\"", "followed\""],
            secret => Assert.DoesNotContain(secret, html, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Leaves_out_a_quote_that_may_not_be_shown_and_keeps_the_places_of_the_others()
    {
        var quotes = Studio.Quotes();
        quotes.Remove(Studio.Short);

        var page = await Studio.OpenAsync(Studio.APage(quotes: quotes));

        Assert.Equal(["0", "1", "3", "4", "5", "6"], page.QuerySelectorAll("main > section").Select(card => card.GetAttribute("data-card")!));
        Assert.DoesNotContain("hoodie", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_says_so_names_what_is_missing_and_counts_nothing()
    {
        var page = await Studio.OpenAsync(Studio.APage(quotes: [], preview: true));

        Assert.Contains("Preview", page.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".missing").Length);
        Assert.Single(page.Scripts);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("#do-not-count"));
        Assert.Contains("connect-src 'none'", PolicyOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_says_that_it_is_invented()
    {
        var sample = await Studio.OpenAsync(Studio.APage(Studio.AStory() with { Project = Sample.Project }));
        var real = await Studio.OpenAsync(Studio.APage());

        Assert.Equal("Sample: these words are invented.", sample.QuerySelector("aside")!.TextContent.Trim());
        Assert.Null(real.QuerySelector("aside"));
    }

    [Theory]
    [InlineData("en", "ltr", null)]
    [InlineData("cy", "ltr", "en")]
    [InlineData("ur", "rtl", "en")]
    public async Task Says_its_language_and_that_of_our_own_words(string language, string direction, string? ours)
    {
        var page = await Studio.OpenAsync(Studio.APage(Studio.AStory(language)));

        Assert.Equal((language, direction), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.All(
            page.QuerySelectorAll(".notes, .time, .eyebrow, .clock"),
            words => Assert.Equal((ours, ours is null ? null : "ltr"), (words.GetAttribute("lang"), words.GetAttribute("dir"))));
    }

    [Fact]
    public async Task A_quote_in_another_language_says_so()
    {
        var quotes = Studio.Quotes();
        quotes[Studio.Short] = quotes[Studio.Short] with { Language = "ar", Words = "اسألني عن اسمي" };

        var page = await Studio.OpenAsync(Studio.APage(quotes: quotes));

        Assert.Equal([("ar", "rtl"), (null, null)], page.QuerySelectorAll("blockquote").Select(q => (q.GetAttribute("lang"), q.Closest("section")!.GetAttribute("dir"))));
    }

    [Fact]
    public async Task Loads_nothing_from_anywhere()
    {
        var page = await Studio.OpenAsync(Studio.APage());

        Assert.Equal(["/api/views/pixel.gif?story=" + Studio.Story], page.QuerySelectorAll("noscript [src]").Select(e => e.GetAttribute("src")!));
        page.QuerySelector("noscript")!.Remove();
        Assert.Empty(page.QuerySelectorAll("[src], link:not([rel=icon][href^='data:']):not([rel=canonical]), iframe, object, embed, img, video, audio"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allows_only_its_own_styles_and_scripts_and_says_so_before_them()
    {
        var made = await Studio.Pages().StoryAsync(Studio.APage());
        var page = Studio.Parse(made.Html);

        Assert.Equal(made.Policy, PolicyOf(page));
        Assert.All(page.QuerySelectorAll("script, style"), inline => Assert.Contains(
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline.TextContent)))}'", made.Policy, StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("[style]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.Equal(1, page.Head!.Children.ToList().FindIndex(e => e.GetAttribute("http-equiv") is not null));
    }

    [Fact]
    public async Task Everything_can_be_read_without_scripts()
    {
        var page = await Studio.OpenAsync(Studio.APage());

        foreach (var hidden in page.QuerySelectorAll("[hidden]"))
            hidden.Remove();

        Assert.Equal(2, page.QuerySelectorAll("blockquote").Length);
        Assert.Equal(["Stop and think · 2 minutes", "Stop and think"], page.QuerySelectorAll(".eyebrow").Select(e => e.TextContent));
        Assert.Empty(page.QuerySelectorAll("button")); // each of them needs a script
        Assert.Equal(2, page.QuerySelectorAll("textarea").Length);
    }

    [Fact]
    public async Task Every_field_has_a_label_and_every_name_in_the_page_is_used_once()
    {
        var page = await Studio.OpenAsync(Studio.APage());

        Assert.All(page.QuerySelectorAll("textarea"), field => Assert.NotNull(page.QuerySelector($"label[for={field.Id}]")));
        var ids = page.All.Select(e => e.Id).Where(id => id is not null).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.QuerySelectorAll("[aria-describedby]").SelectMany(e => e.GetAttribute("aria-describedby")!.Split(' ')), id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public async Task Asks_for_the_words_back_where_the_app_is()
    {
        var here = await Studio.OpenAsync(Studio.APage());
        var elsewhere = await Studio.OpenAsync(
            Studio.APage(), Studio.Pages(new SiteSettings(new Uri("https://stories.example.org"), new Uri("https://app.example.org"), "Anyshire")));

        Assert.Equal("/my-voice", here.QuerySelector(".notes a")!.GetAttribute("href"));
        Assert.Null(here.QuerySelector("link[rel=canonical]"));
        Assert.Equal("https://app.example.org/my-voice", elsewhere.QuerySelector(".notes a")!.GetAttribute("href"));
        Assert.Equal("https://stories.example.org/s/challenge-your-bias/", elsewhere.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Contains("; img-src 'self' data: https://app.example.org; connect-src https://app.example.org;", PolicyOf(elsewhere), StringComparison.Ordinal);
        Assert.Equal($"https://app.example.org/api/views/pixel.gif?story={Studio.Story}", elsewhere.QuerySelector("noscript img")!.GetAttribute("src"));
        Assert.Contains("//https://app.example.org/api/views", elsewhere.Scripts[1].Text, StringComparison.Ordinal);
        Assert.Contains("Anyshire made this page.", elsewhere.QuerySelector(".notes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_how_reading_is_counted_only_where_it_is()
    {
        var counted = await Studio.OpenAsync(Studio.APage());
        var not = await Studio.OpenAsync(Studio.APage(), Studio.Pages(counting: ""));

        Assert.Equal("Do not count me", counted.QuerySelector("#do-not-count")!.TextContent);
        Assert.Contains("is not counted", not.QuerySelector(".notes")!.TextContent, StringComparison.Ordinal);
        Assert.Single(not.Scripts);
        Assert.Null(not.QuerySelector("noscript"));
    }

    [Fact]
    public async Task A_counting_script_cannot_end_its_element() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Studio.Pages(counting: "\"</SCRIPT>\"").StoryAsync(Studio.APage()));

    [Theory]
    [InlineData(1, "About a minute")]
    [InlineData(299, "About a minute")]
    [InlineData(310, "About 2 minutes")]
    [InlineData(800, "About 4 minutes")]
    public async Task Says_how_long_it_takes(int words, string said)
    {
        var story = Studio.AStory() with { Title = "", Summary = "", Cards = [new TextCard("t", Studio.ProseOf(string.Join(' ', Enumerable.Repeat("word", words))))] };

        Assert.Equal(said, (await Studio.OpenAsync(Studio.APage(story))).QuerySelector(".time")!.TextContent);
    }

    [Fact]
    public async Task Is_small()
    {
        var html = await Studio.HtmlOfAsync(Studio.APage());
        var scripts = string.Concat(Studio.Parse(html).Scripts.Select(script => script.Text));

        Assert.InRange(Zipped(html), 1, 30_000);
        Assert.InRange(Zipped(scripts), 1, 5_000);

        static long Zipped(string text)
        {
            using var zipped = new MemoryStream();
            using (var zip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
                zip.Write(Encoding.UTF8.GetBytes(text));
            return zipped.Length;
        }
    }

    [Fact]
    public async Task A_page_that_is_gone_says_so_and_carries_nothing_of_the_story()
    {
        var gone = await Studio.Pages().GoneAsync();
        var unknown = await Studio.Pages().UnknownAsync();

        Assert.True(gone.Gone);
        Assert.False(unknown.Gone);
        Assert.Equal("This story has been taken down", Studio.Parse(gone.Html).QuerySelector("h1")!.TextContent);
        Assert.Equal("There is no story here", Studio.Parse(unknown.Html).QuerySelector("h1")!.TextContent);
        Assert.All([gone, unknown], page => Assert.Contains("script-src 'none'", page.Policy, StringComparison.Ordinal));
    }

    [Fact]
    public void A_share_is_drawn_in_vectors_with_nothing_to_run()
    {
        var svg = Pages.Story.ShareCodePicture.Svg(new Uri("https://stories.example.org/s/challenge-your-bias/?via=heads-24"));

        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("viewBox", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("script", svg, StringComparison.OrdinalIgnoreCase);
    }

    private static string PolicyOf(IDocument page) => page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
}
