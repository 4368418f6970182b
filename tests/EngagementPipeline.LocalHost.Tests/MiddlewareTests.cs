using System.Net;
using EngagementPipeline.LocalHost.Runtime;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class MiddlewareTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_each_step_inside_those_before_it_around_every_kind_of_function()
    {
        await using var host = await StartAsync();

        await host.Client.GetStringAsync("/things/tree", Cancelled);
        Assert.Equal(["outer in GetThing", "inner in GetThing", "inner out GetThing", "outer out GetThing"], host.Probe.Steps);

        host.Probe.Steps.Clear();
        using var timer = await host.Client.PostAsync("/admin/functions/Hourly?wait=true", null, Cancelled);
        Assert.Equal(["outer in Hourly", "inner in Hourly", "inner out Hourly", "outer out Hourly"], host.Probe.Steps);
    }

    [Fact]
    public async Task Sends_the_result_that_a_step_sets_without_calling_on()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things/tree");
        request.Headers.Add("X-Stop", "yes");

        using var response = await host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("stopped here", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(["outer in GetThing", "outer out GetThing"], host.Probe.Steps);
    }

    [Fact]
    public async Task Sends_the_result_that_a_step_sets_after_the_function()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things/tree");
        request.Headers.Add("X-Replace", "yes");

        using var response = await host.Client.SendAsync(request, Cancelled);

        Assert.Equal("instead of got tree", await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Lets_a_step_answer_for_an_exception()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/fails") { Headers = { { "X-Catch", "yes" } } };

        using var response = await host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task Shows_no_HTTP_context_to_a_step_added_before_the_web_application()
    {
        var seen = new List<bool>();
        await using var host = await TestHost.StartAsync(azurite, [typeof(HttpFunctions)], configure: builder =>
        {
            builder.UseMiddleware(async (context, next) =>
            {
                seen.Add(context.GetHttpContext() is not null);
                await next();
            });
            builder.ConfigureFunctionsWebApplication();
        });

        await host.Client.GetStringAsync("/things/tree", Cancelled);

        Assert.Equal([false], seen);
    }

    [Fact]
    public async Task Refuses_an_app_whose_HTTP_functions_would_get_no_request()
    {
        var fault = await Assert.ThrowsAsync<FunctionDefinitionException>(
            () => TestHost.StartAsync(azurite, [typeof(HttpFunctions)], configure: _ => { }));

        Assert.Contains("ConfigureFunctionsWebApplication", fault.Message, StringComparison.Ordinal);
    }

    private Task<TestHost> StartAsync() =>
        TestHost.StartAsync(azurite, [typeof(HttpFunctions), typeof(HourlyTimer)], clock: TestHost.BetweenTimers, configure: builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware<Inner>();
        });

    public sealed class Outer(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            probe.Steps.Enqueue($"outer in {context.FunctionDefinition.Name}");
            context.Items["from outer"] = "a word";

            if (context.GetHttpContext()?.Request.Headers.ContainsKey("X-Stop") == true)
                context.GetInvocationResult().Value = Results.Problem("stopped here", statusCode: 403);
            else
                await next(context);

            probe.Steps.Enqueue($"outer out {context.FunctionDefinition.Name}");
        }
    }

    public sealed class Inner(Probe probe) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            Assert.Equal("a word", context.Items["from outer"]);
            probe.Steps.Enqueue($"inner in {context.FunctionDefinition.Name}");
            var headers = context.GetHttpContext()?.Request.Headers;

            try
            {
                await next(context);
            }
            catch (InvalidOperationException) when (headers?.ContainsKey("X-Catch") == true)
            {
                context.GetInvocationResult().Value = Results.Conflict();
            }

            if (headers?.ContainsKey("X-Replace") == true)
            {
                Assert.NotNull(context.GetInvocationResult<IResult>().Value);
                context.GetInvocationResult().Value = Results.Text("instead of got tree");
            }

            probe.Steps.Enqueue($"inner out {context.FunctionDefinition.Name}");
        }
    }
}
