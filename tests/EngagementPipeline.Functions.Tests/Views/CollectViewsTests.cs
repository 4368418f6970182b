using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Tests.Views;

public sealed class CollectViewsTests(ViewsApp app)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_page_sends_is_in_the_figures_once_it_is_rolled_up()
    {
        var story = app.Publish();
        const string reader = "reader-of-six-minutes";

        await SentAsync(ViewsApp.Record(story, reader));
        await SentAsync(ViewsApp.Record(story, reader, seq: 1, activeMs: 15_000, cards: [0]));
        await SentAsync(ViewsApp.Record(story, reader, seq: 2, activeMs: 360_000, cards: [0, 1, 2], done: true));
        await SentAsync(ViewsApp.Record(story));
        await app.RollUpAsync();

        var figures = await app.FiguresAsync(story);
        Assert.Equal(
            """{"total":2,"rows":[{"key":"2026-11-23","views":2,"visitors":1,"completed":1,"activeSeconds":{"median":180,"total":360},"depth":{"glance":1,"quick":0,"deep":1}}],"excluded":{"objected":0,"preview":0,"bot":0,"unknown-version":0},"received":4,"repeats":2,"provisional":true}""",
            figures.GetRawText());
    }

    [Fact]
    public async Task An_answer_of_204_means_that_the_record_is_in_the_log()
    {
        var story = app.Publish();

        for (var n = 0; n < 20; n++)
        {
            var id = $"durable-at-once-{n:D4}";
            await SentAsync(ViewsApp.Record(story, id));
            Assert.Contains(id, await LogAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Five_hundred_tablets_behind_one_address_in_one_moment_are_five_hundred_views()
    {
        var story = app.Publish();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => SentAsync(ViewsApp.Record(story))));
        await app.RollUpAsync();

        Assert.Equal(500, (await app.FiguresAsync(story)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Records_that_come_twice_late_and_out_of_order_change_nothing()
    {
        var story = app.Publish();
        var records = Enumerable.Range(0, 5).SelectMany(view => Enumerable.Range(0, 4)
            .Select(seq => ViewsApp.Record(story, $"view-out-of-order-{view}", seq, seq * 5_000, [.. Enumerable.Range(0, seq)], seq == 3))).ToList();

        foreach (var record in records.AsEnumerable().Reverse().Concat(records))
            await SentAsync(record);
        await SentAsync(records);
        await app.RollUpAsync();

        var figures = await app.FiguresAsync(story);
        Assert.Equal((5, 60, 55), (Number(figures, "total"), Number(figures, "received"), Number(figures, "repeats")));
        Assert.Equal((5, 75), (Number(figures.GetProperty("rows")[0], "completed"), Number(figures.GetProperty("rows")[0].GetProperty("activeSeconds"), "total")));
    }

    [Fact]
    public async Task Robots_previews_and_readers_who_object_are_counted_apart()
    {
        var story = app.Publish();

        await SentAsync(ViewsApp.Record(story));
        await SentAsync(ViewsApp.Record(story), r => r.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)"));
        await SentAsync(ViewsApp.Record(story), r => r.Headers.TryAddWithoutValidation("User-Agent", "Slackbot-LinkExpanding 1.0"));
        await SentAsync(ViewsApp.Record(story), r => r.Headers.Add("Sec-GPC", "1"));
        await SentAsync(ViewsApp.Record(story), r => r.Headers.Add("DNT", "1"));
        await app.RollUpAsync();

        var figures = await app.FiguresAsync(story);
        Assert.Equal("""{"objected":2,"preview":1,"bot":1,"unknown-version":0}""", figures.GetProperty("excluded").GetRawText());
        Assert.Equal((1, 5), (Number(figures, "total"), Number(figures, "received")));
    }

    [Theory]
    [InlineData("api/views", "nonsense", "text/plain", 400, "malformed-json")]
    [InlineData("api/views", "{}", "text/plain", 400, "bad-fields")]
    [InlineData("api/views", "{}", "application/json", 400, "bad-fields")]
    [InlineData("api/views", "{}", "application/x-www-form-urlencoded", 400, "unsupported-media-type")]
    public async Task What_is_wrong_is_told_as_a_problem(string path, string body, string type, int status, string code)
    {
        using var response = await app.Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, type), Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("image/png")] // too large is said first, whatever it is
    public async Task A_body_past_its_limit_is_refused(string type)
    {
        using var response = await app.Client.PostAsync(new Uri("api/views", UriKind.Relative), new StringContent(new string(' ', 17 * 1024), System.Text.Encoding.UTF8, type), Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_story_that_was_never_published_is_not_found()
    {
        using var response = await app.SendAsync(ViewsApp.Record(new StoryId(Guid.NewGuid())));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_send_and_see_the_answer()
    {
        using var response = await app.SendAsync(ViewsApp.Record(app.Publish()), r =>
        {
            r.Headers.Add("Origin", "https://stories.example.org");
            r.Headers.Add("Sec-Fetch-Site", "cross-site");
        });

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_reader_without_scripts_is_counted_by_an_image_that_is_never_kept()
    {
        var story = app.Publish();

        foreach (var query in new[] { $"story={story}", $"story={story}&id=my-own-id-0123456789", $"story={story}&id=my-own-id-0123456789" })
        {
            using var response = await app.Client.GetAsync(new Uri($"api/views/pixel.gif?{query}", UriKind.Relative), Token);
            Assert.Equal("image/gif", response.Content.Headers.ContentType!.MediaType);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.StartsWith("GIF89a", System.Text.Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(Token)), StringComparison.Ordinal);
        }

        await app.RollUpAsync();
        var figures = await app.FiguresAsync(story);
        Assert.Equal((2, 3), (Number(figures, "total"), Number(figures, "received")));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("story=nonsense", 400)]
    [InlineData("story=0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", 404)]
    [InlineData("story=0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f&id=short", 400)]
    public async Task An_image_for_no_story_is_refused(string query, int status)
    {
        using var response = await app.Client.GetAsync(new Uri($"api/views/pixel.gif?{query}", UriKind.Relative), Token);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Neither_addresses_nor_user_agents_are_in_anything_that_is_stored()
    {
        var story = app.Publish();
        await SentAsync(ViewsApp.Record(story), r =>
        {
            r.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (Unmistakable Handset)");
            r.Headers.Add("X-Forwarded-For", "203.0.113.77");
        });
        await app.RollUpAsync();

        var everything = await LogAsync() + await RowsAsync("ViewsByDay");
        Assert.Contains(story.Value.ToString("N"), everything, StringComparison.Ordinal);
        foreach (var trace in new[] { "Unmistakable", "203.0.113", "127.0.0.1" })
            Assert.DoesNotContain(trace, everything, StringComparison.OrdinalIgnoreCase);
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task SentAsync(object body, Action<HttpRequestMessage>? with = null)
    {
        using var response = await app.SendAsync(body, with);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<string> LogAsync()
    {
        var container = new BlobContainerClient(app.ConnectionString, "view-log");
        var log = new System.Text.StringBuilder();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Token))
            log.Append((await container.GetBlobClient(blob.Name).DownloadContentAsync(Token)).Value.Content);
        return log.ToString();
    }

    private async Task<string> RowsAsync(string table)
    {
        var rows = new TableClient(app.ConnectionString, table).QueryAsync<TableEntity>(cancellationToken: Token);
        return string.Join('\n', await rows.SelectMany(row => row.Select(p => p.Value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{p.Value}")
            .ToAsyncEnumerable()).ToListAsync(Token));
    }
}
