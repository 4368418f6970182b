using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class NothingPersonalInLogsTests(WatchedRun run) : IClassFixture<WatchedRun>
{
    [Fact]
    public void No_words_no_codes_no_names_no_addresses_and_no_user_agents_are_logged_even_where_something_fails()
    {
        Assert.NotEmpty(run.Lines);
        foreach (var secret in run.Secrets)
            Assert.DoesNotContain(run.Lines, line => $"{line.Category} {line.Text} {line.Scopes}".Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Nothing_of_them_is_in_what_the_exporter_sends()
    {
        Assert.NotEmpty(run.Sent.Items);
        foreach (var secret in run.Secrets)
            Assert.DoesNotContain(run.Sent.All, sent => sent.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An address of a page, a path or a client that came by another way than those that the run used.</summary>
    [Fact]
    public void No_request_that_is_sent_has_an_address()
    {
        var requests = run.Sent.Of("RequestData").Select(one => one.Data).ToList();

        Assert.Contains(requests, request => Name(request) == "WithdrawByCode");
        Assert.All(requests, request =>
        {
            Assert.False(request.TryGetProperty("url", out _), request.ToString());
            Assert.False(request.TryGetProperty("source", out _), request.ToString());
            Assert.Contains(Name(request), FunctionAccess.FunctionsOf([typeof(Program).Assembly]).Select(function => function.Name));
        });
        Assert.DoesNotContain(run.Sent.Items, item => item.GetProperty("tags").EnumerateObject().Any(tag => tag.Name is "ai.location.ip" or "ai.user.userAgent" or "ai.user.id"));
        Assert.Empty(run.Sent.Of("RemoteDependencyData"));
        Assert.Empty(run.Sent.Of("ExceptionData"));
    }

    [Fact]
    public void One_id_leads_from_a_withdrawal_to_the_work_that_took_the_words_down()
    {
        var caused = run.Sent.Of("RequestData").Where(one => one.Operation == run.Withdrawal).Select(one => Name(one.Data)).ToList();

        Assert.Matches("^[0-9a-f]{32}$", run.Withdrawal);
        Assert.Contains("WithdrawByCode", caused);
        Assert.Contains("TakeDownQuotes", caused);
    }

    [Fact]
    public void The_promises_and_every_function_are_measured()
    {
        var measured = run.Sent.Of("MetricData").SelectMany(one => one.Data.GetProperty("metrics").EnumerateArray()).Select(Name).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { Promises.TakeDown.Name, Promises.Publish.Name, Promises.Report.Name, Promises.Functions.Name }, measured);
    }

    private static string Name(JsonElement data) => data.GetProperty("name").GetString()!;
}
