using System.Text;
using System.Text.Json;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace EngagementPipeline.LocalHost.Tests;

/// <summary>The app's own middleware for what nobody expected, where a host carries the answer out and logs what reaches it.</summary>
public sealed class UnexpectedErrorsTests(AzuriteFixture azurite)
{
    private const string Words = "what somebody said in confidence";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/throws")]
    [InlineData("/throws-while-answering")]
    public async Task Every_fault_becomes_a_problem_without_its_text(string path)
    {
        await using var host = await StartAsync();

        using var response = await host.Client.GetAsync(path, Cancelled);
        var body = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("unexpected", JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        Assert.DoesNotContain(Words, body + host.Log.All, StringComparison.Ordinal);
        Assert.Contains("failed: InvalidOperationException", host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_begun_to_go_out_is_cut_off_rather_than_continued_with_something_else()
    {
        await using var host = await StartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => host.Client.GetStringAsync("/throws-half-way", Cancelled));

        Assert.DoesNotContain(Words, host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timers_fault_reaches_the_host_as_a_failure_without_its_text()
    {
        var reached = new List<Exception>();
        await using var host = await StartAsync(reached);

        using var answer = await host.Client.PostAsync("/admin/functions/FailingTimer?wait=true", null, Cancelled);

        var failure = Assert.IsType<FunctionFailedException>(Assert.Single(reached));
        Assert.Equal("InvalidOperationException", failure.Message);
        Assert.Null(failure.InnerException);
        Assert.DoesNotContain(Words, host.Log.All, StringComparison.Ordinal);
    }

    private Task<TestHost> StartAsync(List<Exception>? reached = null) =>
        TestHost.StartAsync(azurite, [typeof(Faulty)], clock: TestHost.BetweenTimers, configure: builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware(async (_, next) =>
            {
                try
                {
                    await next();
                }
                catch (Exception fault)
                {
                    reached?.Add(fault);
                    throw;
                }
            });
            builder.UseMiddleware<UnexpectedErrorMiddleware>();
        });

    public sealed class Faulty
    {
        [Function("Throws")]
        public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request) =>
            throw new InvalidOperationException(Words);

        [Function("ThrowsWhileAnswering")]
        public static IResult ThrowLater([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws-while-answering")] HttpRequest request) => new Broken(Begun: false);

        [Function("ThrowsHalfWay")]
        public static IResult ThrowHalfWay([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws-half-way")] HttpRequest request) => new Broken(Begun: true);

        [Function("FailingTimer")]
        public static void Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => throw new InvalidOperationException(Words);
    }

    private sealed record Broken(bool Begun) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentLength = 100;
            httpContext.Response.Headers.ETag = "\"mark\"";
            if (Begun)
                await httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("the first half"));
            throw new InvalidOperationException(Words);
        }
    }
}
