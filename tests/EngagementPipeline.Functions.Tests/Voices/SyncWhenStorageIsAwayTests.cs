using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.LocalHost;
using EngagementPipeline.LocalHost.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Voices;

/// <summary>Storage goes away in the middle of a batch: what was not done says so, and sending all of it again makes it whole.</summary>
public sealed class SyncWhenStorageIsAwayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_that_were_not_done_answer_503_each_and_a_repeat_does_them()
    {
        // A store of its own: the run's other tests share theirs, and its app would take this one's messages.
        var data = Directory.CreateTempSubdirectory("engagement-pipeline-");
        await using (var azurite = await AzuriteProcess.StartAsync(data.FullName, AzuritePorts.Free, Token))
        {
            var audit = new AuditThatStops { Left = 3 };
            await using var server = await LocalServer.StartAsync(
                LocalServerSettings.ForTheApp(azurite.ConnectionString) with
                {
                    FollowSchedules = false,
                    Configure = builder =>
                    {
                        Program.Configure(builder);
                        builder.Services.AddSingleton<IAudit>(audit);
                    },
                },
                Token);
            var items = Items();

            var first = await SyncAsync(server.Address, items);
            Assert.Equal([201, 201, 201, 503, 503, 503], first.Select(r => r.GetProperty("status").GetInt32()));
            Assert.All(first.Skip(3), r => Assert.Equal("storage-busy", r.GetProperty("problem").GetProperty("code").GetString()));
            Assert.Equal(1, audit.Refusals); // the rest was not even tried: nobody waits for each of 500 in turn

            audit.Left = int.MaxValue;
            var second = await SyncAsync(server.Address, items);
            Assert.Equal([200, 200, 200, 201, 201, 201], second.Select(r => r.GetProperty("status").GetInt32()));
        }

        data.Delete(recursive: true);
    }

    private static JsonArray Items()
    {
        var project = $"/api/projects/{Guid.NewGuid()}";
        return
        [
            Item(project, Fieldwork.AProject()),
            .. Enumerable.Range(0, 5).Select(_ => Item($"{project}/participants/{Guid.NewGuid()}", new JsonObject { ["ageBand"] = "16-17" })),
        ];
    }

    private static JsonObject Item(string path, JsonObject body) => new() { ["method"] = "PUT", ["path"] = path, ["body"] = body };

    private static async Task<List<JsonElement>> SyncAsync(Uri address, JsonArray items)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "api/sync"))
        {
            Content = JsonContent.Create(new JsonObject { ["items"] = items.DeepClone() }),
        };
        request.Headers.Add("X-Local-Role", Fieldwork.Worker);
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(200, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("results").EnumerateArray().ToList();
    }

    /// <summary>Audits so many things, and then fails as storage does when it is away.</summary>
    private sealed class AuditThatStops : IAudit
    {
        public int Left { get; set; }

        public int Refusals { get; private set; }

        public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
        {
            if (Left-- > 0)
                return Task.CompletedTask;
            Refusals++;
            throw new global::Azure.RequestFailedException(503, "Away.");
        }
    }
}
