using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>Views counted elsewhere over HTTP, by the whole app, to a server that answers as Microsoft Graph.</summary>
[Collection(nameof(WithGraph))]
public sealed class ElsewhereTests(GraphApp graph, AppFixture unconnected)
{
    private const string Author = "report-author";

    private AppFixture App => graph.App;

    [Fact]
    public async Task What_is_registered_comes_in_and_stands_in_the_report_and_its_trace()
    {
        var name = NewItem(days: 20, without: 3);
        var path = NewPath();
        var first = await App.JsonAsync("PUT", path, Author, Body(name));
        Assert.Equal(first.GetProperty("addedAt").GetRawText(), (await App.JsonAsync("PUT", path, Author, Body(name))).GetProperty("addedAt").GetRawText());

        await graph.RunAsync("BringInViews");

        await AppFixture.UntilAsync(async () => (await ItemAsync(path)).GetProperty("state").GetString() == "current", "its days are in", seconds: 60);
        var item = await ItemAsync(path);
        Assert.Equal(("current", "2021-04-20"), (item.GetProperty("state").GetString(), item.GetProperty("lastDay").GetString()));
        Assert.Equal("2021-04-04", item.GetProperty("gaps")[0].GetProperty("from").GetString());
        var figure = (await App.JsonAsync("GET", "api/reports/2021-22", Author)).GetProperty("figures").EnumerateArray().Single(one => one.GetProperty("key").GetString() == $"{name}.views");
        Assert.Equal(38, figure.GetProperty("value").GetDecimal());
        var trace = await App.JsonAsync("GET", $"api/reports/2021-22/figures/{name}.views/trace", Author);
        Assert.Equal(19, trace.GetProperty("rows").GetArrayLength());
        Assert.Contains("no figure for 4 April 2021", trace.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        using var page = await App.SendAsync("GET", $"reports/2021-22/figures/{name}.views", Author);
        Assert.Contains("What no row tells", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await App.JsonAsync("DELETE", path, Author, status: 204);
        Assert.Equal("not-found", await CodeAsync("DELETE", path, 404));
        Assert.DoesNotContain(await AllAsync(), one => one.GetProperty("id").GetString() == path[^36..]);
    }

    [Theory]
    [InlineData("key", null)]
    [InlineData("key", "Upper Case")]
    [InlineData("key", "voices.ours")]
    [InlineData("title", "")]
    [InlineData("link", null)]
    [InlineData("link", "http://county.sharepoint.com/page")]
    [InlineData("link", "javascript:alert(1)")]
    [InlineData("from", "yesterday")]
    [InlineData("from", "2999-01-01")]
    [InlineData("kind", "attendance")]
    [InlineData("kind", "share")]
    [InlineData("kind", "Two Words")]
    [InlineData("drive", "only-half")]
    [InlineData("colour", "red")]
    public async Task What_is_not_the_shape_is_refused_by_name(string field, string? value)
    {
        var body = Body("nothing");
        body[field] = value;

        var refused = await App.JsonAsync("PUT", NewPath(), Author, body, 400);

        Assert.Equal("bad-fields", refused.GetProperty("code").GetString());
        Assert.True(refused.GetProperty("errors").TryGetProperty(field == "drive" ? "link" : field, out _), refused.GetRawText());
    }

    [Fact]
    public async Task Bodies_and_ids_have_limits()
    {
        Assert.Equal("malformed-json", await CodeAsync("PUT", NewPath(), 400, "{\"key\":"));
        Assert.Equal("bad-fields", await CodeAsync("PUT", "api/elsewhere/x", 400, Body("nothing")));
        Assert.Equal("bad-fields", await CodeAsync("DELETE", "api/elsewhere/x", 400));
        var large = Body("nothing");
        large["title"] = new string('x', 70_000);
        Assert.Equal("body-too-large", await CodeAsync("PUT", NewPath(), 413, large));
    }

    [Fact]
    public async Task Only_report_authors_register()
    {
        foreach (var (method, path) in new[] { ("PUT", NewPath()), ("GET", "api/elsewhere"), ("DELETE", NewPath()) })
        {
            await App.JsonAsync(method, path, null, method == "PUT" ? Body("nothing") : null, 401);
            await App.JsonAsync(method, path, "engagement-worker,comms,safeguarding-lead", method == "PUT" ? Body("nothing") : null, 403);
        }
    }

    [Fact]
    public async Task Not_connected_and_not_reached_say_what_to_do()
    {
        var refused = await unconnected.JsonAsync("PUT", NewPath(), Author, Body("nothing"), 409);
        Assert.Equal("not-connected", refused.GetProperty("code").GetString());
        Assert.Contains("Graph__Site", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await unconnected.JsonAsync("GET", "api/elsewhere", Author)).GetProperty("items").EnumerateArray());

        refused = await App.JsonAsync("PUT", NewPath(), Author, Body("no-such-item"), 422);
        Assert.Equal("not-reached", refused.GetProperty("code").GetString());
        Assert.Contains("Check the link", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var name = NewItem(days: 1);
        graph.Graph.Next("GET", "/drives/counted/items/" + name, GraphTrouble.Busy(600));
        var byId = Body(name);
        byId.Remove("link");
        (byId["drive"], byId["driveItem"]) = ("counted", name);
        using var busy = await App.SendAsync("PUT", NewPath(), Author, byId);
        Assert.Equal((422, TimeSpan.FromMinutes(10)), ((int)busy.StatusCode, busy.Headers.RetryAfter?.Delta));
        await App.JsonAsync("PUT", NewPath(), Author, byId);
    }

    /// <summary>Nothing counts twice: of those who register the same at once, under ids of their own, one does.</summary>
    [Fact]
    public async Task Of_two_people_at_once_one_registers_it()
    {
        var name = NewItem(days: 2);
        var paths = Enumerable.Range(0, 5).Select(_ => NewPath()).ToList();

        var answers = await Task.WhenAll(paths.Select(async (path, i) =>
        {
            var body = Body(name);
            body["key"] = i % 2 == 0 ? $"{name}.views" : $"{name}.{i}";
            using var answer = await App.SendAsync("PUT", path, Author, body);
            return (int)answer.StatusCode;
        }));

        Assert.Equal([200, 422, 422, 422, 422], answers.Order());
        var path = paths[answers.IndexOf(200)];
        var other = Body(name);
        other["title"] = "Something else";
        Assert.Equal("already-different", await CodeAsync("PUT", path, 409, other));
        Assert.Equal("does-not-fit", await CodeAsync("PUT", NewPath(), 422, Body(name)));
    }

    private static string NewPath() => $"api/elsewhere/{Guid.NewGuid()}";

    private static JsonObject Body(string name) => new()
    {
        ["key"] = $"{name}.views",
        ["title"] = "An invented video",
        ["link"] = GraphServerAnalytics.LinkOf(name).AbsoluteUri,
        ["from"] = "2021-04-01",
    };

    /// <summary>Two views on each of its first days.</summary>
    private string NewItem(int days, int without = -1)
    {
        var name = $"video{Guid.NewGuid():N}";
        foreach (var i in Enumerable.Range(0, days).Where(i => i != without))
            graph.Graph.Analytics.Count(name, new DateOnly(2021, 4, 1).AddDays(i), 2);
        return name;
    }

    private async Task<List<JsonElement>> AllAsync() => [.. (await App.JsonAsync("GET", "api/elsewhere", Author)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> ItemAsync(string path) => (await AllAsync()).Single(one => one.GetProperty("id").GetString() == path[^36..]);

    private async Task<string?> CodeAsync(string method, string path, int status, object? body = null) =>
        (await App.JsonAsync(method, path, Author, body, status)).GetProperty("code").GetString();
}
