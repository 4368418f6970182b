using System.Text;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class RequestBodyTests
{
    public sealed record Inner(string? On);

    public sealed record Outer(string? Title, int? Size, bool? Agreed, IReadOnlyList<string?>? Themes, Inner? Person);

    [Theory]
    [InlineData("", "malformed-json", null)]
    [InlineData("null", "malformed-json", null)]
    [InlineData("{", "malformed-json", null)]
    [InlineData("{\"title\":\"a\",}", "malformed-json", null)]
    [InlineData("{/* no */}", "malformed-json", null)]
    [InlineData("{} {}", "malformed-json", null)]
    [InlineData("\u0000", "malformed-json", null)]
    [InlineData("[]", "bad-fields", "body")]
    [InlineData("\"text\"", "bad-fields", "body")]
    [InlineData("{\"titel\":\"a\"}", "bad-fields", "titel")]
    [InlineData("{\"Title\":\"a\"}", "bad-fields", "Title")]
    [InlineData("{\"title\":1}", "bad-fields", "title")]
    [InlineData("{\"size\":\"1\"}", "bad-fields", "size")]
    [InlineData("{\"size\":1.5}", "bad-fields", "size")]
    [InlineData("{\"size\":99999999999}", "bad-fields", "size")]
    [InlineData("{\"agreed\":\"yes\"}", "bad-fields", "agreed")]
    [InlineData("{\"themes\":\"a\"}", "bad-fields", "themes")]
    [InlineData("{\"themes\":[\"a\",2]}", "bad-fields", "themes[1]")]
    [InlineData("{\"person\":{\"when\":\"a\"}}", "bad-fields", "person.when")]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}", "bad-fields", "title")]
    [InlineData("{\"title\":\"\\ud83d\"}", "bad-fields", "title")]
    public async Task Refuses_what_is_not_the_shape_and_names_the_field(string body, string code, string? field)
    {
        var refusal = (await Request(Encoding.UTF8.GetBytes(body)).ReadAsync<Outer>()).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Equal(400, refusal!.Status);
        Assert.Equal(field, refusal.Errors?.Keys.Single());
    }

    [Fact]
    public async Task Refuses_bytes_that_are_no_text() =>
        Assert.Equal(400, (await Request([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]).ReadAsync<Outer>()).Refusal?.Status);

    [Fact]
    public async Task Refuses_nesting_that_has_no_end()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"person\":", 5_000)) + "1" + new string('}', 5_000);

        Assert.Equal(400, (await Request(Encoding.UTF8.GetBytes(deep)).ReadAsync<Outer>()).Refusal?.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // a body that does not say how long it is
    public async Task Refuses_a_body_over_the_limit(bool says)
    {
        var request = Request(Encoding.UTF8.GetBytes($$"""{"title":"{{new string('a', 200)}}"}"""), says);

        Assert.Equal("body-too-large", (await request.ReadAsync<Outer>(limit: 100)).Refusal?.Code);
    }

    [Fact]
    public async Task Reads_the_shape()
    {
        var body = """{"title":"سلام 😀","size":3,"agreed":true,"themes":["a"],"person":{"on":"2026-01-01"}}""";

        var read = (await Request(Encoding.UTF8.GetBytes(body)).ReadAsync<Outer>()).Value;

        Assert.Equal(("سلام 😀", 3, true, "a", "2026-01-01"), (read.Title, read.Size, read.Agreed, read.Themes![0], read.Person!.On));
    }

    [Fact]
    public async Task No_body_may_stand_for_an_empty_one() =>
        Assert.True((await Request([]).ReadOptionalAsync<Inner>()).Succeeded);

    private static HttpRequest Request(byte[] body, bool saysLength = true)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "PUT";
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = saysLength ? body.Length : null;
        return context.Request;
    }
}
