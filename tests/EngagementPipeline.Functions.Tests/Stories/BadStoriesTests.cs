using System.Globalization;
using System.IO.Hashing;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Stories;

/// <summary>What somebody may send as a story or as a picture to do harm: refused by name, over HTTP, and nothing of it stays in memory.</summary>
public sealed class BadStoriesTests(AppFixture app)
{
    private const int MostGrowth = 96 * 1024 * 1024;

    // Wrong for every field there is, whatever it holds.
    private static readonly string[] NeverRight = ["{\"x\":{}}", "[[[]]]", "1e999", "\"\\u0000\"", "\"\\ud800\""];

    public static TheoryData<string, string> EveryField => [.. CardCatalogue.Types.SelectMany(type => type.Fields.Select(one => (type.Name, one.Name)))];

    /// <summary>A name, what stands as cards, what the error names.</summary>
    public static TheoryData<string, string, string> BadCards => new()
    {
        { "a type that there is none of", """[{"id":"a","type":"iframe","src":"//evil.example"}]""", "cards[0].type" },
        { "no type", """[{"id":"a"}]""", "cards[0].type" },
        { "a type that is no text", """[{"id":"a","type":{"$type":"System.Diagnostics.Process"}}]""", "cards[0].type" },
        { "cards that are none", """[null,7,"x",[]]""", "cards[0]" },
        { "ten thousand cards", $"[{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"id":"c{{i}}","type":"heading","text":"x"}"""))}]", "cards" },
        { "two hundred cards of one id", $"[{string.Join(',', Enumerable.Repeat("""{"id":"a","type":"heading","text":"x"}""", 200))}]", "cards[1].id" },
        { "an id that is a path", """[{"id":"../../x","type":"heading","text":"x"}]""", "cards[0].id" },
        { "an id of ten thousand letters", $$"""[{"id":"{{new string('a', 10_000)}}","type":"heading","text":"x"}]""", "cards[0].id" },
        { "a hundred thousand asterisks", $$"""[{"id":"a","type":"text","text":"{{new string('*', 100_000)}}"}]""", "cards[0].text" },
        { "quotations in quotations", $$"""[{"id":"a","type":"text","text":"{{new string('>', 9_999)}}"}]""", "cards[0].text" },
        { "lists in lists", $$"""[{"id":"a","type":"text","text":"{{string.Concat(Enumerable.Repeat("- ", 4_999))}}x"}]""", "cards[0].text" },
        { "a field that is not the card's", """[{"id":"a","type":"text","text":"x","html":"<script>"}]""", "cards[0].html" },
        { "a prototype", """[{"id":"a","type":"text","text":"x","__proto__":{"x":1}}]""", "cards[0].__proto__" },
        { "a list of ten thousand", $$"""[{"id":"a","type":"timeline","items":[{{string.Join(',', Enumerable.Repeat("""{"when":"x","text":"y"}""", 10_000))}}]}]""", "cards[0].items" },
        { "a link to a script", """[{"id":"a","type":"links","items":[{"text":"x","url":"javascript:alert(1)"}]}]""", "cards[0].items[0].url" },
        { "a film that is a page of data", """[{"id":"a","type":"video","url":"data:text/html,x","title":"x","captioned":true}]""", "cards[0].url" },
    };

    /// <summary>A name, the whole body, the status, the code.</summary>
    public static TheoryData<string, string, int, string> BadBodies => new()
    {
        { "JSON a hundred thousand deep", $"{{\"cards\":{new string('[', 100_000)}{new string(']', 100_000)}}}", 400, "malformed-json" },
        { "objects a thousand deep", $"{string.Concat(Enumerable.Repeat("{\"a\":", 1_000))}1{new string('}', 1_000)}", 400, "malformed-json" },
        { "a number as the whole", "7", 400, "bad-fields" },
        { "a list as the whole", "[]", 400, "bad-fields" },
        { "a title of ten megabytes", $"{{\"title\":\"{new string('x', 10 * 1024 * 1024)}\"}}", 413, "body-too-large" },
        { "two megabytes of spaces", new string(' ', 2 * 1024 * 1024) + "{}", 413, "body-too-large" },
        { "XML", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>", 400, "malformed-json" },
        { "half a body", "{\"title\":\"x\",\"cards\":[{\"id\":\"a\",\"type\":\"te", 400, "malformed-json" },
    };

    public static TheoryData<string, string, byte[], int, string> BadMedia => new()
    {
        { "an SVG", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), 415, "media-type-unknown" },
        { "an SVG that says it is a PNG", "image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), 422, "media-is-other" },
        { "a page that begins as a GIF", "image/gif", "GIF89a/*<script>alert(1)</script>*/"u8.ToArray(), 415, "media-type-unknown" },
        { "a page that says it is a JPEG", "image/jpeg", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), 422, "media-is-other" },
        { "a JPEG that is only a beginning", "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], 422, "media-broken" },
        { "a PNG of ten thousand million pixels", "image/png", Png(100_000, 100_000), 422, "media-too-many-pixels" },
        { "a PNG one pixel high and a hundred thousand wide", "image/png", Png(100_000, 1), 422, "media-too-many-pixels" },
        { "a PNG cut short", "image/png", Png(2, 1)[..40], 422, "media-broken" },
        { "a PNG with a part that nobody knows and that it needs", "image/png", Png(2, 1, ("EViL", new byte[64])), 422, "media-broken" },
        { "a WebP of 268 million pixels", "image/webp", WebP(16_383, 16_383), 422, "media-too-many-pixels" },
        { "a WebP that says it is longer than it is", "image/webp", [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. "WEBPVP8L"u8, 4, 0, 0, 0], 422, "media-broken" },
        { "a zip", "image/png", "PK\u0003\u0004evil.html"u8.ToArray(), 422, "media-is-other" },
        { "a PDF", "application/pdf", "%PDF-1.7"u8.ToArray(), 415, "media-type-unknown" },
        { "a script", "text/javascript", "alert(1)"u8.ToArray(), 415, "media-type-unknown" },
        { "nine megabytes", "image/jpeg", new byte[9 * 1024 * 1024], 413, "body-too-large" },
    };

    [Theory]
    [MemberData(nameof(EveryField))]
    public async Task What_no_field_can_hold_is_named_by_its_place(string type, string field)
    {
        foreach (var wrong in NeverRight)
        {
            var problem = await app.JsonAsync("PUT", Story(), "comms", Body($$"""[{"id":"a","type":"{{type}}","{{field}}":{{wrong}}}]"""), 400);

            Assert.Equal("bad-fields", problem.GetProperty("code").GetString());
            Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == $"cards[0].{field}" || error.Name.StartsWith($"cards[0].{field}[", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(BadCards))]
    public async Task Bad_cards_are_named_by_their_place(string what, string cards, string named)
    {
        var problem = await app.JsonAsync("PUT", Story(), "comms", Body(cards), 400);

        Assert.True(problem.GetProperty("errors").TryGetProperty(named, out _), $"{what}: {problem.GetProperty("errors")}");
        Assert.InRange(problem.GetRawText().Length, 1, 64 * 1024); // nor does the answer grow with what was sent
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Bad_bodies_are_refused_by_name(string what, string body, int status, string code)
    {
        var problem = await app.JsonAsync("PUT", Story(), "comms", body, status, AskFirst);

        Assert.True(problem.GetProperty("code").GetString() == code, $"{what}: {problem}");
        Assert.InRange(problem.GetRawText().Length, 1, 4 * 1024);
    }

    [Theory]
    [MemberData(nameof(BadMedia))]
    public async Task Bad_files_are_refused_by_name(string what, string contentType, byte[] bytes, int status, string code)
    {
        var problem = await SendFileAsync(contentType, bytes, status);

        Assert.True(problem.GetProperty("code").GetString() == code, $"{what}: {problem}");
    }

    /// <summary>What is slow to read, as much of it as a document holds. It is read: if that took long, this would not end.</summary>
    [Theory]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("![](")]
    [InlineData("<a ")]
    [InlineData("`")]
    [InlineData("|x|\\n|-|\\n")]
    [InlineData("**a _b ")]
    [InlineData("[a]: x\\n")]
    public async Task A_document_full_of_hostile_Markdown_is_read_or_named(string piece)
    {
        var room = await Newsroom.OpenAsync(app);
        var written = piece.Replace("\\n", "\n", StringComparison.Ordinal);
        var text = string.Concat(Enumerable.Repeat(written, 9_000 / written.Length));
        var story = room.AStory();
        story["cards"] = new JsonArray([.. Enumerable.Range(0, 15).Select(i => new JsonObject { ["id"] = $"c{i}", ["type"] = "text", ["text"] = text })]);

        using var kept = await app.SendAsync("PUT", room.Path, "comms", story);

        Assert.Contains((int)kept.StatusCode, new[] { 201, 400 });
        if ((int)kept.StatusCode == 201)
            Assert.Contains("class=\"card text\"", await (await app.SendAsync("GET", $"{room.Path}/preview", "comms")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_what_was_refused_stays_in_memory()
    {
        await SendAllAsync(); // what is made once
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 0; round < 10; round++)
            await SendAllAsync();

        // What other tests hold just now goes again; what stayed would stay.
        await AppFixture.UntilAsync(() => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true) - before <= MostGrowth), "hardly anything has stayed");
    }

    // 30 MB each time.
    private async Task SendAllAsync()
    {
        foreach (var row in BadBodies)
            await app.JsonAsync("PUT", Story(), "comms", row.Data.Item2, row.Data.Item3, AskFirst);
        foreach (var row in BadCards)
            await app.JsonAsync("PUT", Story(), "comms", Body(row.Data.Item2), 400);
        foreach (var row in BadMedia)
            await SendFileAsync(row.Data.Item2, row.Data.Item3, row.Data.Item4);
    }

    private Task<JsonElement> SendFileAsync(string contentType, byte[] bytes, int status)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return app.JsonAsync("PUT", $"api/media/{Guid.NewGuid()}", "comms", content, status, AskFirst);
    }

    // A large body is refused before it is sent, and the connection stays.
    private static void AskFirst(HttpRequestMessage request) => request.Headers.ExpectContinue = true;

    private static string Story() => $"api/stories/{Guid.NewGuid()}";

    private static string Body(string cards) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"project":"{{Guid.NewGuid()}}","slug":"an-invented-story","title":"x","summary":"","language":"en","audience":"local","cards":{{cards}}}""");

    private static byte[] Png(int width, int height, params (string Type, byte[] Content)[] more) =>
    [
        0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [.. Big((uint)width), .. Big((uint)height), 8, 2, 0, 0, 0]), .. more.SelectMany(each => Chunk(each.Type, each.Content)),
        .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0]), .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        return [.. Big((uint)content.Length), .. named, .. Big(Crc32.HashToUInt32(named))];
    }

    private static byte[] Big(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    // A lossless picture's head says its size in 14 bits each.
    private static byte[] WebP(int width, int height)
    {
        var size = (uint)(width - 1) | ((uint)(height - 1) << 14);
        return [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8L"u8, 10, 0, 0, 0, 0x2F, (byte)size, (byte)(size >> 8), (byte)(size >> 16), (byte)(size >> 24), 0, 0, 0, 0, 0];
    }
}
