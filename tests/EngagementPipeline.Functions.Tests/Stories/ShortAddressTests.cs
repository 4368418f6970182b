using System.Net;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

public sealed class ShortAddressTests(AppFixture app)
{
    private static readonly object Body = new { level = "regional", to = "Head teachers", via = "email", sharedOn = "2026-03-04" };

    [Fact]
    public async Task Leads_to_the_story_with_the_shares_code_and_is_kept_nowhere()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        var shared = await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", Body, 201);
        var address = ShortOf(shared);

        Assert.Matches("^/g/[bcdfghjkmnpqrstvwxz]{7}$", address.AbsolutePath);
        Assert.Equal(address, ShortOf(await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", Body)));
        foreach (var typed in new[] { address.AbsolutePath, address.AbsolutePath.ToUpperInvariant(), address.AbsolutePath + "/" })
        {
            using var response = await FollowAsync(typed);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
            Assert.Equal(shared.GetProperty("url").GetString(), new Uri(app.Address, response.Headers.Location!).AbsoluteUri);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Is_another_for_every_share()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();

        var addresses = new HashSet<Uri>();
        for (var share = 0; share < 20; share++)
            addresses.Add(ShortOf(await app.JsonAsync("PUT", $"{room.Path}/shares/heads-{share}", "comms", Body, 201)));

        Assert.Equal(20, addresses.Count);
    }

    [Fact]
    public async Task Has_a_picture_of_its_own_and_the_shares_stays_as_it_was()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", Body, 201);

        var pictures = new List<string>();
        foreach (var which in new[] { "", "?of=short" })
        {
            using var drawn = await app.SendAsync("GET", $"{room.Path}/shares/heads-24/qr.svg{which}", "comms");
            pictures.Add(await drawn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        var wrong = await app.JsonAsync("GET", $"{room.Path}/shares/heads-24/qr.svg?of=zzz", "comms", null, 400);
        Assert.Equal("of", Assert.Single(wrong.GetProperty("errors").EnumerateObject()).Name);
        Assert.All(pictures, picture => Assert.StartsWith("<svg", picture, StringComparison.Ordinal));
        Assert.True(pictures[1].Length < pictures[0].Length); // fewer letters, fewer and larger modules: read from further away
    }

    [Theory]
    [InlineData("g/bcdfghj")] // well made, and nobody's
    [InlineData("g/about")]
    [InlineData("g/aeiouae")]
    [InlineData("g/%3Cscript%3E")]
    public async Task One_that_there_is_none_of_says_so_kindly(string address)
    {
        using var response = await FollowAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no story here", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_story_that_was_never_published_there_is_none_yet()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(room.AStory(), 201);
        var address = ShortOf(await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", Body, 201));

        using (var before = await FollowAsync(address.AbsolutePath))
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        await app.JsonAsync("POST", $"{room.Path}/publish", "comms");
        using (var after = await FollowAsync(address.AbsolutePath))
            Assert.Equal(HttpStatusCode.Found, after.StatusCode);
    }

    [Fact]
    public async Task Of_a_story_that_was_taken_down_it_says_so_kindly_and_goes_with_the_project()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        var address = ShortOf(await app.JsonAsync("PUT", $"{room.Path}/shares/heads-24", "comms", Body, 201));

        await app.JsonAsync("POST", $"{room.Path}/unpublish", "comms");
        using (var response = await FollowAsync(address.AbsolutePath))
        {
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            Assert.Contains("This story has been taken down", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    private static Uri ShortOf(JsonElement shared) => new(shared.GetProperty("shortUrl").GetString()!);

    private async Task<HttpResponseMessage> FollowAsync(string address)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        return await client.GetAsync(new Uri(app.Address, address), TestContext.Current.CancellationToken);
    }
}
