using System.Text.Json;
using Azure.Storage.Queues;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing;

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

    /// <summary>Whatever comes by another way than those that this run went.</summary>
    [Fact]
    public void A_request_is_told_by_the_route_of_its_function_and_nothing_else_of_it()
    {
        var routes = FunctionAccess.RoutesOf(typeof(Program).Assembly).Values.ToHashSet(StringComparer.Ordinal);
        var functions = FunctionAccess.FunctionsOf([typeof(Program).Assembly]).Select(function => function.Name).ToList();
        var requests = run.Sent.Of("RequestData").Select(one => one.Data).ToList();

        Assert.Contains(requests, request => Address(request) == "https://engagement-pipeline.invalid/api/my-voice/{code}/withdraw");
        Assert.All(requests, request =>
        {
            if (Name(request).Split(' ') is [_, var route])
            {
                Assert.Contains(route, routes);
                Assert.Equal($"https://engagement-pipeline.invalid{route}", Address(request));
            }
            else
            {
                Assert.Contains(Name(request), functions);
                Assert.Null(Address(request));
            }

            Assert.Superset(
                request.EnumerateObject().Select(part => part.Name).ToHashSet(StringComparer.Ordinal),
                new HashSet<string>(["ver", "id", "name", "duration", "success", "responseCode", "url"], StringComparer.Ordinal));
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
        Assert.Contains("POST /api/my-voice/{code}/withdraw", caused);
        Assert.Contains("TakeDownQuotes", caused);
    }

    [Fact]
    public void Every_line_that_a_function_logs_says_what_it_belongs_to()
    {
        var ours = run.Lines.Where(line => line.Category.StartsWith("EngagementPipeline.Functions", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(ours);
        Assert.All(ours, line => Assert.Matches("(^| )TraceId=[0-9a-f]{32}( |$)", line.Scopes));
        Assert.Contains(run.Sent.Of("MessageData"), one => ours.Any(line => line.Scopes.Contains($"TraceId={one.Operation}", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_promises_and_every_function_are_measured()
    {
        var measured = run.Sent.Of("MetricData").SelectMany(one => one.Data.GetProperty("metrics").EnumerateArray()).Select(Name).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { Promises.TakeDown.Name, Promises.Publish.Name, Promises.Report.Name, Promises.Functions.Name }, measured);
    }

    /// <summary>What the alert poison-queues-not-empty looks at.</summary>
    [Fact]
    public async Task Work_that_was_set_aside_is_counted_by_its_queue()
    {
        var poison = new QueueClient(run.App.ConnectionString, "deliver-poison");
        await poison.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await poison.SendMessageAsync("Invented", TestContext.Current.CancellationToken);

        // Other apps of this process count theirs on the same meter.
        await AppFixture.UntilAsync(
            async () =>
            {
                await run.App.JsonAsync("POST", "admin/functions/CountSetAside?wait=true", body: new { });
                run.Flush();
                return run.Sent.Of("MetricData").Any(one =>
                    one.Data.GetProperty("metrics")[0] is var metric && Name(metric) == Promises.SetAside.Name && metric.GetProperty("value").GetDouble() == 1
                    && one.Data.GetProperty("properties").GetProperty(Promises.Queue).GetString() == "deliver");
            },
            "it is counted",
            seconds: 60);
    }

    private static string? Address(JsonElement request) => request.TryGetProperty("url", out var url) ? url.GetString() : null;

    private static string Name(JsonElement data) => data.GetProperty("name").GetString()!;
}
