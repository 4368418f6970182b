using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>Pictures over HTTP: sent, cleaned, on the page, and gone with it.</summary>
public sealed class MediaTests(AppFixture app)
{
    private const string Secret = "GPS 51.5007 N, taken by an invented person";

    // 12 by 8 pixels, made by a browser.
    internal static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQ" +
        "AAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB" +
        "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi" +
        "AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM" +
        "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk" +
        "//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAwDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/" +
        "xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABcRAAMBAAAAAAAAAAAAAAAAAAAEFVL/2gAMAwEAAhEDEQA/AJGvSvQVclXI+mzo/9k=");

    private readonly string _media = Guid.NewGuid().ToString();

    private string Path => $"api/media/{_media}";

    [Fact]
    public async Task A_picture_is_kept_once_without_what_the_camera_noted()
    {
        var secret = Encoding.ASCII.GetBytes(Secret);
        byte[] noted = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(secret.Length + 8), .. "Exif\0\0"u8, .. secret, .. Jpeg[2..]];

        var first = await PutAsync(noted, 201);
        var again = await PutAsync(noted, 200);
        var other = await PutAsync(Jpeg, 409);

        Assert.Equal(("image", 12, 8), (first.GetProperty("kind").GetString(), first.GetProperty("full").GetProperty("width").GetInt32(), first.GetProperty("full").GetProperty("height").GetInt32()));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("already-different", other.GetProperty("code").GetString());
        using var got = await app.SendAsync("GET", Path, "comms");
        var bytes = await got.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal("image/jpeg", got.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", string.Join(' ', got.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "media-type-unknown")]
    [InlineData("image/png", "<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "media-is-other")]
    [InlineData("image/jpeg", "\u00FF\u00D8\u00FF\u00E0", 422, "media-broken")]
    [InlineData("image/jpeg", "", 422, "media-is-other")]
    public async Task What_is_no_picture_is_refused_by_name(string contentType, string body, int status, string code)
    {
        var refused = await PutAsync(Encoding.Latin1.GetBytes(body), status, contentType);

        Assert.Equal(code, refused.GetProperty("code").GetString());
        Assert.Equal("not-found", (await app.JsonAsync("GET", Path, "comms", status: 404)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        byte[] large = [.. Jpeg, .. new byte[8 * 1024 * 1024]];

        Assert.Equal("body-too-large", (await PutAsync(large, 413)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_whoever_writes_or_captures_may_send_and_see_it()
    {
        await PutAsync(Jpeg, 201);

        await app.JsonAsync("GET", Path, status: 401);
        await app.JsonAsync("GET", Path, "report-author", status: 403);
        await PutAsync(Jpeg, 403, roles: "report-author");
        await PutAsync(Jpeg, 200, roles: "engagement-worker");
    }

    [Fact]
    public async Task A_narrow_copy_needs_its_picture_first_and_must_be_the_same_one()
    {
        Assert.Equal("not-found", (await PutAsync(Jpeg, 404, query: "?width=480")).GetProperty("code").GetString());
        await PutAsync(Jpeg, 201);

        var kept = await PutAsync(Jpeg, 201, query: "?width=480");

        Assert.Equal(12, kept.GetProperty("small").GetProperty("width").GetInt32());
        Assert.Equal("bad-fields", (await PutAsync(Jpeg, 400, query: "?width=960")).GetProperty("code").GetString());
        Assert.Equal("does-not-fit", (await PutAsync(Jpeg, 422, query: $"?project={Guid.NewGuid()}")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_published_page_has_its_files_beside_it_until_it_shows_them_no_more()
    {
        var room = await Newsroom.OpenAsync(app);
        await PutAsync(Jpeg, 201);
        await PutAsync(Jpeg, 201, query: "?width=480");
        var story = WithPicture(room);
        await room.PutAsync(story, 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);

        var (_, html) = await room.OpenAsync();
        var file = html.Split('"').Single(part => part.StartsWith($"/s/{room.Slug}/", StringComparison.Ordinal) && part.EndsWith(".jpg", StringComparison.Ordinal));
        using (var got = await app.SendAsync("GET", file))
        {
            Assert.Equal((200, "image/jpeg"), ((int)got.StatusCode, got.Content.Headers.ContentType?.MediaType));
            Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", got.Headers.GetValues("Cache-Control")).Replace("immutable, ", "", StringComparison.Ordinal));
        }

        Assert.Contains("alt=\"A wet street\"", html, StringComparison.Ordinal);
        Assert.Contains("width=\"12\" height=\"8\"", html, StringComparison.Ordinal);
        await app.JsonAsync("POST", $"{room.Path}/unpublish", Newsroom.Comms);
        using var gone = await app.SendAsync("GET", file);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task A_story_with_a_picture_that_is_not_there_is_not_published()
    {
        var room = await Newsroom.OpenAsync(app);
        await room.PutAsync(WithPicture(room), 201);

        var refused = await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms, status: 422);

        Assert.Equal(["media-not-usable pic"], refused.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("code")} {p.GetProperty("card")}"));
    }

    private JsonObject WithPicture(Newsroom room)
    {
        var story = room.AStory();
        story["cards"] = new JsonArray(new JsonObject { ["id"] = "pic", ["type"] = "image", ["media"] = _media, ["alt"] = "A wet street" });
        return story;
    }

    private Task<JsonElement> PutAsync(byte[] body, int status, string contentType = "image/jpeg", string query = "", string roles = "comms")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return app.JsonAsync("PUT", Path + query, roles, content, status);
    }
}
