using System.Net;
using Azure;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Functions.Tests.Views;
using EngagementPipeline.LocalHost;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Responses;

/// <summary>What a page hears when its answer can't be made durable: that it should keep it and try again.</summary>
public sealed class StorageAwayTests(ViewsApp app) : IAskedCards
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_cannot_be_kept_is_a_503_that_says_when_to_come_back()
    {
        await using var server = await LocalServer.StartAsync(
            LocalServerSettings.ForTheApp(app.ConnectionString) with
            {
                FollowSchedules = false,
                Configure = builder =>
                {
                    Program.Configure(builder);
                    builder.Services.AddSingleton<IPublishedStories>(app).AddSingleton<IAskedCards>(this).AddSingleton<IResponsesDue>(new NoAnswer());
                },
            },
            Token);
        using var client = new HttpClient();

        using var response = await client.PostAsync(
            new Uri(server.Address, $"api/stories/{app.Publish()}/responses"), new StringContent("""{"id":"0123456789abcdef","card":"w","answer":{}}"""), Token);

        // It is in storage already, but nobody would add it up: it is not answered for until it is marked, and the page sends it again.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    Task<IReadOnlyList<AskedCard>> IAskedCards.ReadAsync(StoryId story, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AskedCard>>([new(new PledgeCard("w", "I will.", []), 1, 0)]);

    Task IAskedCards.RecordAsync(StoryId story, int version, IReadOnlyList<Card> cards, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlySet<StoryId>> IAskedCards.StoriesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IAskedCards.EraseAsync(StoryId story, CancellationToken cancellationToken) => throw new NotSupportedException();

    private sealed class NoAnswer : IResponsesDue
    {
        public Task MarkAsync(StoryId story, DateOnly day, CancellationToken cancellationToken) => throw new RequestFailedException(0, "No answer.");

        public Task<IReadOnlyList<DueDay>> ListAsync(CancellationToken cancellationToken) => throw new RequestFailedException(0, "No answer.");

        public Task SettledAsync(DueDay due, CancellationToken cancellationToken) => throw new RequestFailedException(0, "No answer.");
    }
}
