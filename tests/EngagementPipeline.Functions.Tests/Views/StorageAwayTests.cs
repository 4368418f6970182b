using System.Diagnostics;
using System.Net;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using EngagementPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Views;

/// <summary>What pages hear when their records can't be made durable.</summary>
public sealed class StorageAwayTests(ViewsApp app)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_that_refuses_is_a_503_that_says_when_to_come_back()
    {
        await using var server = await ServerAsync(app.ConnectionString, services => services.AddSingleton<IViewLog>(new FullLog()));

        using var response = await SendAsync(server.Address, app.Publish());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task When_storage_stops_nothing_is_acknowledged_and_nobody_waits_for_long()
    {
        // One of its own, to be stopped: the run's other tests share theirs.
        var data = Directory.CreateTempSubdirectory("engagement-pipeline-");
        var azurite = await AzuriteProcess.StartAsync(data.FullName, AzuritePorts.Free, Token);
        await using var server = await ServerAsync(azurite.ConnectionString, _ => { });
        var story = app.Publish();
        using (var before = await SendAsync(server.Address, story))
            Assert.Equal(HttpStatusCode.NoContent, before.StatusCode);

        await azurite.DisposeAsync();
        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(server.Address, story)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.ServiceUnavailable, a.StatusCode));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(60));
        foreach (var answer in answers)
            answer.Dispose();
        data.Delete(recursive: true);
    }

    private Task<LocalServer> ServerAsync(string storage, Action<IServiceCollection> change) => LocalServer.StartAsync(
        LocalServerSettings.ForTheApp(storage) with
        {
            FollowSchedules = false,
            Configure = builder =>
            {
                Program.Configure(builder);
                builder.Services.AddSingleton<IPublishedStories>(app);
                change(builder.Services);
            },
        },
        Token);

    private static async Task<HttpResponseMessage> SendAsync(Uri address, StoryId story)
    {
        using var client = new HttpClient();
        return await client.PostAsync(
            new Uri(address, "api/views"),
            new StringContent(System.Text.Json.JsonSerializer.Serialize(ViewsApp.Record(story), System.Text.Json.JsonSerializerOptions.Web)),
            Token);
    }

    private sealed class FullLog : IViewLog
    {
        public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
