using EngagementPipeline.LocalHost.Http;
using EngagementPipeline.LocalHost.Runtime;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests;

/// <summary>What could not work on the real host, or not as it reads, is refused at the start, by name.</summary>
public sealed class DefinitionTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(typeof(TwoTriggers), "exactly one parameter must carry a trigger; here 2 do")]
    [InlineData(typeof(NoTrigger), "exactly one parameter must carry a trigger; here 0 do")]
    [InlineData(typeof(NotPublic), "must be public")]
    [InlineData(typeof(NamelessParameter), "the parameter _ must be called by letters and digits")]
    [InlineData(typeof(ServiceAsParameter), "parameter clock is a TimeProvider")]
    [InlineData(typeof(WrongHttpParameter), "must be a HttpRequest, not a String")]
    [InlineData(typeof(WrongTimerParameter), "must be a TimerInfo, not a String")]
    [InlineData(typeof(BadSchedule), "'every day' is not a schedule")]
    [InlineData(typeof(TimeSpanSchedule), "'00:05:00' is not a schedule")]
    [InlineData(typeof(MissingSetting), "there is no app setting Nowhere")]
    [InlineData(typeof(MissingConnection), "there is no app setting Nowhere with a connection string")]
    [InlineData(typeof(BadRoute), "the route things/{ cannot be read")]
    [InlineData(typeof(UnknownService), "its class asks for a Uri, which nobody registered")]
    [InlineData(typeof(Generic<>), "neither the method nor its class may be generic")]
    public async Task Refuses_a_function_that_could_not_run(Type function, string because)
    {
        var fault = await Assert.ThrowsAsync<FunctionDefinitionException>(() => TestHost.StartAsync(azurite, [function]));

        Assert.Contains(because, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Function Wrong", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_two_functions_of_one_name()
    {
        var fault = await Assert.ThrowsAsync<FunctionDefinitionException>(() => TestHost.StartAsync(azurite, [typeof(First), typeof(SameName)]));

        Assert.Contains("Two functions are called WRONG", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_two_functions_for_the_same_requests()
    {
        var fault = await Assert.ThrowsAsync<FunctionDefinitionException>(() => TestHost.StartAsync(azurite, [typeof(First), typeof(SameRequests)]));

        Assert.Contains("Functions Wrong and Other both answer", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"batchSize\": 33")]
    [InlineData("\"batchSize\": 0")]
    [InlineData("\"maxDequeueCount\": \"many\"")]
    [InlineData("\"visibilityTimeout\": \"soon\"")]
    public async Task Refuses_a_host_json_that_means_nothing(string setting)
    {
        var fault = await Assert.ThrowsAsync<FunctionDefinitionException>(
            () => TestHost.StartAsync(azurite, [typeof(First)], hostJson: $"{{\"extensions\": {{\"queues\": {{{setting}}}}}}}"));

        Assert.StartsWith("host.json: queues.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Puts_api_before_every_route_where_host_json_says_nothing()
    {
        await using var host = await TestHost.StartAsync(azurite, [typeof(First)], hostJson: "{}");

        Assert.Equal("first", await host.Client.GetStringAsync("/api/things/tree", TestContext.Current.CancellationToken));
        using var without = await host.Client.GetAsync("/things/tree", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)without.StatusCode);
    }

    [Fact]
    public void Takes_the_real_hosts_defaults_from_an_empty_host_json()
    {
        var settings = HostJson.Read(Path.Combine(Path.GetTempPath(), "there-is-no-such-file.json"));

        Assert.Equal("api", settings.RoutePrefix);
        Assert.Equal(
            new QueueSettings
            {
                BatchSize = 16,
                NewBatchThreshold = 8,
                MaxDequeueCount = 5,
                VisibilityTimeout = TimeSpan.Zero,
                MaxPollingInterval = TimeSpan.FromMinutes(1),
                Base64 = true,
            },
            settings.Queues);
    }

    [Theory]
    [InlineData("a/b", "a/{x}")]
    [InlineData("a/{x:int}", "a/{x}")]
    [InlineData("a/{x}", "a/{x}.{y}")]
    [InlineData("a/{x}.{y}", "a/{*x}")]
    [InlineData("a/{x}/c", "{x}/b/c")]
    public void Ranks_routes_segment_by_segment(string winner, string loser) =>
        Assert.True(string.CompareOrdinal(RouteOrder.Of(RoutePatternFactory.Parse(winner)), RouteOrder.Of(RoutePatternFactory.Parse(loser))) < 0);

    public sealed class TwoTriggers
    {
        [Function("Wrong")]
        public static void Run([HttpTrigger("get")] HttpRequest request, [TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }

    public sealed class NoTrigger
    {
        [Function("Wrong")]
        public static void Run(HttpRequest request)
        {
        }
    }

    public sealed class NotPublic
    {
        [Function("Wrong")]
        internal static void Run([HttpTrigger("get")] HttpRequest request)
        {
        }
    }

    public sealed class NamelessParameter
    {
        [Function("Wrong")]
        public static void Run([HttpTrigger("get")] HttpRequest _)
        {
        }
    }

    public sealed class ServiceAsParameter
    {
        [Function("Wrong")]
        public static void Run([HttpTrigger("get")] HttpRequest request, TimeProvider clock)
        {
        }
    }

    public sealed class WrongHttpParameter
    {
        [Function("Wrong")]
        public static void Run([HttpTrigger("get")] string request)
        {
        }
    }

    public sealed class WrongTimerParameter
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("0 0 0 * * *")] string timer)
        {
        }
    }

    public sealed class BadSchedule
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer)
        {
        }
    }

    public sealed class TimeSpanSchedule
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("00:05:00")] TimerInfo timer)
        {
        }
    }

    public sealed class MissingSetting
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("%Nowhere%")] TimerInfo timer)
        {
        }
    }

    public sealed class MissingConnection
    {
        [Function("Wrong")]
        public static void Run([QueueTrigger("queue", Connection = "Nowhere")] string message)
        {
        }
    }

    public sealed class BadRoute
    {
        [Function("Wrong")]
        public static void Run([HttpTrigger("get", Route = "things/{")] HttpRequest request)
        {
        }
    }

    public sealed class UnknownService(TimeProvider clock, Uri address)
    {
        [Function("Wrong")]
        public string Run([HttpTrigger("get")] HttpRequest request) => $"{clock} {address}";
    }

    public sealed class Generic<T>
    {
        [Function("Wrong")]
        public void Run([HttpTrigger("get")] HttpRequest request)
        {
        }
    }

    public sealed class First
    {
        [Function("Wrong")]
        public static IResult Run([HttpTrigger("get", Route = "things/{name}")] HttpRequest request) => Results.Text("first");
    }

    public sealed class SameName
    {
        [Function("WRONG")]
        public static void Run([HttpTrigger("get", Route = "elsewhere")] HttpRequest request)
        {
        }
    }

    public sealed class SameRequests
    {
        [Function("Other")]
        public static void Run([HttpTrigger("GET", Route = "Things/{other}")] HttpRequest request)
        {
        }
    }
}
