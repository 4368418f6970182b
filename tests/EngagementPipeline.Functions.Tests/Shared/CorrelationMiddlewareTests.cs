using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class CorrelationMiddlewareTests(AppFixture app)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task A_caller_may_say_what_its_request_belongs_to_and_hears_it_back_in_the_header_and_in_the_problem()
    {
        var (status, id, problem) = await AskAsync($"00-{Trace}-00f067aa0ba902b7-01");

        Assert.Equal(404, status);
        Assert.Equal(Trace, id);
        Assert.Equal(Trace, problem.GetProperty("traceId").GetString());
    }

    [Theory]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 level=error")]
    [InlineData("<script>4bf92f3577b34da6a3ce929d0e0e4736</script>")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    public async Task Anything_else_that_is_sent_for_an_id_gets_one_of_ours(string sent)
    {
        var (_, id, problem) = await AskAsync(sent);

        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.NotEqual(Trace, id);
        Assert.Equal(id, problem.GetProperty("traceId").GetString());
    }

    /// <summary>It follows nobody: the same client, on the same connection, is a new id each time.</summary>
    [Fact]
    public async Task Each_request_of_one_client_has_an_id_of_its_own()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 20; i++)
            ids.Add((await AskAsync(null)).Id);

        Assert.Equal(20, ids.Count);
    }

    [Theory]
    [InlineData("GET", "", null)]
    [InlineData("GET", "assets/desk.css", null)]
    [InlineData("GET", "api/audit", null)]
    [InlineData("GET", "api/audit", "comms")]
    [InlineData("GET", "projects", "engagement-worker")]
    public async Task Pages_files_and_refusals_say_it_too(string method, string path, string? roles)
    {
        using var response = await app.SendAsync(method, path, roles);

        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(response.Headers.GetValues("Correlation-Id")));
    }

    private async Task<(int Status, string Id, JsonElement Problem)> AskAsync(string? traceparent)
    {
        using var response = await app.SendAsync("GET", $"api/stories/{Guid.NewGuid()}", "comms", change: request =>
        {
            if (traceparent is not null)
                request.Headers.TryAddWithoutValidation("traceparent", traceparent);
        });
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.GetValues("Correlation-Id").Single(), problem);
    }
}
