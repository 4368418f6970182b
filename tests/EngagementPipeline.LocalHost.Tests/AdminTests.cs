using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class AdminTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync(
            azurite,
            [typeof(HttpFunctions), typeof(HourlyTimer), typeof(SlowTimer), typeof(FailingTimer), typeof(OrderMessages), typeof(TextMessages)],
            new() { ["Queue"] = AzuriteFixture.UniqueName(), ["Elsewhere"] = azurite.ConnectionString },
            clock: TestHost.BetweenTimers);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Accepts_a_run_and_tells_at_the_returned_address_how_it_went()
    {
        using var accepted = await _host.Client.PostAsync("/admin/functions/slowtimer", null, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var address = accepted.Headers.Location!;

        Assert.Equal("started", await _host.Probe.NextAsync<string>());
        Assert.Equal("running", (await RunAsync(address)).GetProperty("status").GetString());
        _host.Probe.Gate.SetResult();
        await Until.TrueAsync(async () => (await RunAsync(address)).GetProperty("status").GetString() == "completed");

        var run = await RunAsync(address);
        Assert.Equal("SlowTimer", run.GetProperty("function").GetString());
        Assert.True(run.GetProperty("finishedAt").GetDateTime() >= run.GetProperty("startedAt").GetDateTime());
    }

    [Fact]
    public async Task Waits_for_the_end_where_asked_to()
    {
        using var answer = await _host.Client.PostAsJsonAsync("/admin/functions/Hourly?wait=true", new { }, Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("completed", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("status").GetString());
        Assert.False((await _host.Probe.NextAsync<TimerInfo>()).IsPastDue);
    }

    [Fact]
    public async Task Says_of_a_failing_run_what_kind_of_fault_it_was_and_no_words()
    {
        using var answer = await _host.Client.PostAsync("/admin/functions/FailingTimer?wait=true", null, Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var run = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal("failed", run.GetProperty("status").GetString());
        Assert.Equal("InvalidOperationException", run.GetProperty("fault").GetString());
        Assert.DoesNotContain("the-words-of-somebody", run.GetRawText() + _host.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"input": "{\"id\": \"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f\", \"title\": \"A\"}"}""")]
    [InlineData("""{"input": {"id": "0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f", "title": "A"}}""")]
    public async Task Gives_the_input_to_a_queue_function_as_its_message(string body)
    {
        using var answer = await _host.Client.PostAsync("/admin/functions/OrderMessages?wait=true", new StringContent(body), Cancelled);

        Assert.Equal("completed", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("status").GetString());
        Assert.Equal(new Order(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"), "A"), await _host.Probe.NextAsync<Order>());
    }

    [Fact]
    public async Task Counts_an_input_that_the_function_cannot_read_as_a_failed_run()
    {
        using var answer = await _host.Client.PostAsync("/admin/functions/OrderMessages?wait=true", null, Cancelled);

        var run = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal(("failed", "JsonException"), (run.GetProperty("status").GetString(), run.GetProperty("fault").GetString()));
    }

    [Theory]
    [InlineData("/admin/functions/Nobody", "", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/admin/functions/Root", "", HttpStatusCode.BadRequest, "http-function")]
    [InlineData("/admin/functions/Hourly", "not json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("/admin/functions/Hourly", "[1]", HttpStatusCode.BadRequest, "malformed-json")]
    public async Task Refuses_what_it_cannot_run(string path, string body, HttpStatusCode status, string code)
    {
        using var answer = await _host.Client.PostAsync(path, new StringContent(body), Cancelled);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Answers_404_for_a_run_it_does_not_know()
    {
        using var answer = await _host.Client.GetAsync($"/admin/functions/Hourly/runs/{Guid.NewGuid()}", Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_page_of_another_site()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/Hourly") { Headers = { { "Origin", "https://evil.example" } } };

        using var answer = await _host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, _host.Probe.Waiting);
    }

    private Task<JsonElement> RunAsync(Uri address) => _host.Client.GetFromJsonAsync<JsonElement>(address, Cancelled);
}
