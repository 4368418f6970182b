using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

public sealed partial class PublishStoryTests(AppFixture app)
{
    [Fact]
    public async Task A_published_story_can_be_fetched_when_the_answer_comes()
    {
        var room = await Newsroom.OpenAsync(app);

        var published = await room.PublishedAsync();

        Assert.Equal(new Uri(app.Address, $"/s/{room.Slug}/").AbsoluteUri, published.GetProperty("url").GetString());
        Assert.Equal(1, published.GetProperty("version").GetInt32());
        Assert.True(published.GetProperty("publishedAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        var (status, html) = await room.OpenAsync();
        Assert.Equal(200, status);
        Assert.Contains(Newsroom.Stays, html, StringComparison.Ordinal);
        Assert.Contains(Newsroom.Goes, html, StringComparison.Ordinal);
        Assert.DoesNotContain(room.StayingVoice, html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(room.Work.Project, html, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(published.GetRawText(), (await app.JsonAsync("POST", $"{room.Path}/publish", "comms")).GetRawText());
        var read = await app.JsonAsync("GET", room.Path, "comms");
        Assert.Equal(("published", 1), (read.GetProperty("status").GetString(), read.GetProperty("publishedVersion").GetInt32()));
        Assert.Equal("remove-quote", read.GetProperty("onWithdrawal").GetString());
    }

    [Fact]
    public async Task A_withdrawal_takes_the_words_off_the_page_within_five_seconds()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();

        await app.JsonAsync("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"), Fieldwork.Worker, new { }, 202);

        await AppFixture.UntilAsync(
            async () => await room.OpenAsync() is (200, var html) && !html.Contains(Newsroom.Goes, StringComparison.Ordinal), "the words are off the page", seconds: 5);
        Assert.Contains(Newsroom.Stays, (await room.OpenAsync()).Html, StringComparison.Ordinal);
        var refused = await app.JsonAsync("POST", $"{room.Path}/publish", "comms", status: 422);
        Assert.Equal("quote-not-usable", refused.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    /// <summary>More pages than one message makes by itself: each is asked for through the queue.</summary>
    [Fact]
    public async Task A_withdrawal_takes_the_words_off_many_pages_within_five_seconds()
    {
        var room = await Newsroom.OpenAsync(app);
        var slugs = new List<string>();
        foreach (var _ in Enumerable.Range(0, 9))
        {
            var story = room.AStory();
            var (id, slug) = (Guid.NewGuid(), $"many-{Guid.NewGuid()}");
            story["slug"] = slug;
            await app.JsonAsync("PUT", $"api/stories/{id}", Newsroom.Comms, story, 201);
            await app.JsonAsync("POST", $"api/stories/{id}/publish", Newsroom.Comms);
            slugs.Add(slug);
        }

        await app.JsonAsync("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"), Fieldwork.Worker, new { }, 202);

        await AppFixture.UntilAsync(
            async () => (await Task.WhenAll(slugs.Select(HtmlOfAsync))).All(html => !html.Contains(Newsroom.Goes, StringComparison.Ordinal)), "the words are off every page", seconds: 5);
        Assert.All(await Task.WhenAll(slugs.Select(HtmlOfAsync)), html => Assert.Contains(Newsroom.Stays, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawal_takes_the_whole_story_down_where_that_was_chosen()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync(new { onWithdrawal = "unpublish" });

        await app.JsonAsync("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"), Fieldwork.Worker, new { }, 202);

        await AppFixture.UntilAsync(async () => (await room.OpenAsync()).Status == 410, "the story is gone");
        var (_, html) = await room.OpenAsync();
        Assert.DoesNotContain(Newsroom.Stays, html, StringComparison.Ordinal);
        Assert.Contains("taken down", html, StringComparison.Ordinal);
        Assert.Equal("unpublished", (await app.JsonAsync("GET", room.Path, "comms")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Unpublishing_answers_410_with_a_page_until_it_is_published_again()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();

        foreach (var _ in Enumerable.Range(0, 2))
            await app.JsonAsync("POST", $"{room.Path}/unpublish", "comms");

        var (status, html) = await room.OpenAsync();
        Assert.Equal(410, status);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Invented words", html, StringComparison.Ordinal);

        await app.JsonAsync("POST", $"{room.Path}/publish", "comms");
        Assert.Equal(200, (await room.OpenAsync()).Status);
    }

    [Fact]
    public async Task The_page_asks_caches_to_ask_and_names_each_script_and_style_by_hash()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();

        using var response = await app.SendAsync("GET", $"s/{room.Slug}/");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("; img-src 'self' data:; connect-src " + ConnectSource().Match(policy).Groups["source"].Value + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.All(Inline().Matches(html), inline => Assert.Contains(
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline.Groups["content"].Value)))}'", policy, StringComparison.Ordinal));

        var etag = response.Headers.ETag!.Tag;
        using var unchanged = await app.SendAsync("GET", $"s/{room.Slug}/", change: r => r.Headers.TryAddWithoutValidation("If-None-Match", etag));
        Assert.Equal(304, (int)unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("s/{0}", "/s/{0}/")]
    [InlineData("s/{0}?via=heads-24", "/s/{0}/?via=heads-24")]
    [InlineData("S/{1}/", "/s/{0}/")]
    public async Task Other_spellings_of_the_address_lead_to_it(string asked, string led)
    {
        var slug = $"story-{Guid.NewGuid()}";
        var room = string.Format(null, asked, slug, slug.ToUpperInvariant());

        using var response = await app.SendAsync("GET", room);

        Assert.Equal(301, (int)response.StatusCode);
        Assert.Equal(string.Format(null, led, slug), response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("s/no-such-story-was-ever-here/")]
    [InlineData("s/a%20b/")]
    [InlineData("s/%3Cscript%3Ealert(1)%3C%2Fscript%3E/")]
    [InlineData("s/ab%0A/")]
    public async Task An_address_that_is_nobodys_says_so_in_a_page(string path)
    {
        using var response = await app.SendAsync("GET", path);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("There is no story here", html, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_is_shown_to_its_writers_only_kept_nowhere_and_not_counted()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);

        using var response = await app.SendAsync("GET", $"{room.Path}/preview", "comms");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Contains("Preview: only you see this page", html, StringComparison.Ordinal);
        Assert.Contains(Newsroom.Stays, html, StringComparison.Ordinal);
        Assert.Contains("connect-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(404, (await room.OpenAsync()).Status);
    }

    [Fact]
    public async Task A_share_gives_an_address_of_its_own_and_its_picture()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        var body = new { level = "regional", to = "Head teachers", via = "email", sharedOn = "2026-03-04" };

        var shared = await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", body, 201);

        Assert.Equal(new Uri(app.Address, $"/s/{room.Slug}/?via=heads-24").AbsoluteUri, shared.GetProperty("url").GetString());
        await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", body);
        await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", body with { level = "national" }, 409);
        using var drawn = await app.SendAsync("GET", $"{room.Path}/shares/heads-24/qr.svg", "comms");
        Assert.Equal("image/svg+xml", drawn.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<svg", await drawn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Heads 24", "{\"level\":\"local\",\"to\":\"x\",\"via\":\"email\",\"sharedOn\":\"2026-03-04\"}", "code")]
    [InlineData("ab", "{\"level\":\"local\",\"to\":\"x\",\"via\":\"email\",\"sharedOn\":\"2026-03-04\"}", "code")]
    [InlineData("abc", "{\"level\":\"global\",\"to\":\"x\",\"via\":\"email\",\"sharedOn\":\"2026-03-04\"}", "level")]
    [InlineData("abc", "{\"level\":\"local\",\"to\":\"\",\"via\":\"email\",\"sharedOn\":\"2026-03-04\"}", "to")]
    [InlineData("abc", "{\"level\":\"local\",\"to\":\"x\",\"via\":\"fax\",\"sharedOn\":\"2026-03-04\"}", "via")]
    [InlineData("abc", "{\"level\":\"local\",\"to\":\"x\",\"via\":\"email\",\"sharedOn\":\"4 March\"}", "sharedOn")]
    [InlineData("abc", "{\"level\":\"local\",\"to\":\"x\",\"via\":\"email\",\"sharedOn\":\"2026-03-04\",\"note\":\"x\"}", "note")]
    public async Task A_share_names_the_field_that_is_wrong(string code, string body, string field)
    {
        var problem = await app.JsonAsync("PUT", $"api/stories/{Guid.NewGuid()}/shares/{Uri.EscapeDataString(code)}", "comms", body, 400);

        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("{\"onWithdrawal\":\"nothing\"}", "onWithdrawal")]
    [InlineData("{\"onWithdrawal\":7}", "onWithdrawal")]
    [InlineData("{\"when\":\"later\"}", "when")]
    public async Task Publishing_names_the_field_that_is_wrong(string body, string field)
    {
        var problem = await app.JsonAsync("POST", $"api/stories/{Guid.NewGuid()}/publish", "comms", body, 400);

        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    private async Task<string> HtmlOfAsync(string slug)
    {
        using var response = await app.SendAsync("GET", $"s/{slug}/");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<(?<tag>script|style)>(?<content>.*?)</\\k<tag>>", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Inline();

    [GeneratedRegex("connect-src (?<source>[^;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ConnectSource();
}
