using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using EngagementPipeline.Azure.Backups;
using EngagementPipeline.Backup;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Backups;

/// <summary>
/// The worst day: the copy was made while everybody wrote, a picture and a sound were taken back since, and the restore is stopped again and again. What comes out is whole all the
/// same: ledgers verify, the frozen report is the same to the byte, and nothing that was taken back is there.
/// </summary>
public sealed class RestoreStoppedTests : IDisposable
{
    private static readonly byte[] Sound = [.. Enumerable.Repeat((byte[])[0xFF, 0xFB, 0x90, 0x00, .. new byte[413]], 4).SelectMany(frame => frame)];

    private readonly string _place = Path.Combine(Path.GetTempPath(), "engagement-pipeline-backup-" + Path.GetRandomFileName());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_place))
            Directory.Delete(_place, recursive: true);
    }

    [Fact]
    public async Task A_copy_made_amid_writing_is_restored_whole_however_often_the_restore_is_stopped()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        var room = await Newsroom.OpenAsync(app);
        await room.PublishedAsync();
        await ViewAsync(app, room);
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        var year = ReportingYear.Of(TimeProvider.System.Today());
        await app.JsonAsync("POST", $"api/reports/{year}/freeze", "report-author");
        var (shown, consent) = await PicturedAsync(app, room);

        // Everybody writes for as long as the copy takes.
        using var copied = new CancellationTokenSource();
        var written = new[] { Speak(room, copied.Token), Read(app, room, copied.Token), Republish(app, room, copied.Token), Withdraw(app, room, copied.Token) };
        var folder = await TakeAsync(app.ConnectionString);
        await copied.CancelAsync();
        Assert.All(await Task.WhenAll(written), count => Assert.True(count > 0, "Nothing was written while the copy was made."));

        await app.JsonAsync("POST", room.Work.Path("consents", consent, "withdraw"), Fieldwork.Worker, new { }, 202);
        await ListAsync(app.ConnectionString);

        var stops = 0;
        await using var restored = new AppFixture { FillStore = async store => stops = await RestoreAsync(store, folder) };
        await restored.InitializeAsync();
        Assert.InRange(stops, 3, 100);

        Assert.True((await restored.JsonAsync("GET", $"api/ledger/{room.Work.Project}/verify", "admin")).GetProperty("valid").GetBoolean());
        Assert.Equal(await BytesAsync(app, $"api/reports/{year}/snapshot"), await BytesAsync(restored, $"api/reports/{year}/snapshot"));

        // The picture and the sound were in the copy, and are nowhere in what came of it.
        Assert.NotEmpty(Directory.EnumerateFiles(folder.FileOf("content"), HashOf(shown)));
        Assert.Empty(await BlobsWithAsync(restored, shown));
        Assert.Empty(await BlobsWithAsync(restored, Sound));
        Assert.NotEmpty(await BlobsAsync(restored, "media", room.StayingVoice)); // somebody else's, that nobody took back
        using var page = await restored.SendAsync("GET", $"s/{room.Slug}/");
        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.Contains(Newsroom.Stays, html, StringComparison.Ordinal);
        Assert.DoesNotContain(".jpg", html, StringComparison.Ordinal);

        // What was acknowledged before the copy began counts, and counting goes on.
        await ViewAsync(restored, room);
        await restored.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        var views = await restored.JsonAsync("GET", $"{room.Path}/views?by=day", "report-author");
        Assert.True(views.GetProperty("total").GetInt64() >= 2);
    }

    /// <summary>A picture on the page and a sound beside it, both of somebody; and a picture of nobody, whose id is that of a voice only so that it is found again.</summary>
    private static async Task<(byte[] Picture, string Consent)> PicturedAsync(AppFixture app, Newsroom room)
    {
        var (consent, _) = await room.Work.ConsentAsync(body => body["uses"] = new JsonArray("image", "audio"));
        var picture = Guid.NewGuid().ToString();
        await PutAsync(app, picture, MediaTests.Jpeg, "image/jpeg", $"?project={room.Work.Project}&consent={consent}");
        await PutAsync(app, Guid.NewGuid().ToString(), Sound, "audio/mpeg", $"?project={room.Work.Project}&consent={consent}");
        await PutAsync(app, room.StayingVoice, Another(), "image/png", $"?project={room.Work.Project}");
        var story = room.AStory();
        story["cards"]!.AsArray().Add(new JsonObject { ["id"] = "pic", ["type"] = "image", ["media"] = picture, ["alt"] = "Somebody invented" });
        using (var kept = await app.SendAsync("GET", room.Path, Newsroom.Comms))
            await room.PutAsync(story, 200, kept.Headers.ETag!.ToString());
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        Assert.Contains(".jpg", (await room.OpenAsync()).Html, StringComparison.Ordinal);
        return (await BytesAsync(app, $"api/media/{picture}"), consent);
    }

    private static byte[] Another() => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static async Task PutAsync(AppFixture app, string media, byte[] bytes, string type, string query)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await app.JsonAsync("PUT", $"api/media/{media}{query}", Newsroom.Comms, content, 201);
    }

    private static Task<int> Speak(Newsroom room, CancellationToken until) => AgainAsync(
        async () =>
        {
            var (consent, _) = await room.Work.ConsentAsync();
            await room.Work.VoiceAsync(consent);
        },
        until);

    private static Task<int> Read(AppFixture app, Newsroom room, CancellationToken until) => AgainAsync(() => ViewAsync(app, room), until);

    private static Task<int> Republish(AppFixture app, Newsroom room, CancellationToken until) =>
        AgainAsync(() => app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms), until);

    private static Task<int> Withdraw(AppFixture app, Newsroom room, CancellationToken until) => AgainAsync(
        async () =>
        {
            var (consent, _) = await room.Work.ConsentAsync();
            await app.JsonAsync("POST", room.Work.Path("consents", consent, "withdraw"), Fieldwork.Worker, new { }, 202);
        },
        until);

    private static async Task<int> AgainAsync(Func<Task> act, CancellationToken until)
    {
        var done = 0;
        for (; !until.IsCancellationRequested; done++)
            await act();
        return done;
    }

    private static Task<JsonElement> ViewAsync(AppFixture app, Newsroom room) => app.JsonAsync(
        "POST", "api/views", body: new JsonObject { ["id"] = Guid.NewGuid().ToString("N")[..20], ["story"] = room.Story, ["version"] = 1, ["seq"] = 0, ["cards"] = new JsonArray(0) }, status: 204);

    /// <summary>Goes a little further each time before it is gone, as a laptop that falls asleep; says how often it was.</summary>
    private async Task<int> RestoreAsync(string store, BackupFolder folder)
    {
        await using (var empty = ServicesOf(store))
            await empty.Services.PrepareOwnStorageAsync();
        for (var stops = 0; ; stops++)
        {
            var steps = new Steps();
            await using var services = ServicesOf(store, new SteppingPolicy(steps));
            if (!await steps.CrashAtAsync(15 + (stops * 17), () => services.Services.GetRequiredService<RestoreBackup>().HandleAsync(_place, folder, Stop)))
                return stops;
        }
    }

    private async Task<BackupFolder> TakeAsync(string store)
    {
        await using var services = ServicesOf(store);
        return await services.Services.GetRequiredService<TakeBackup>().HandleAsync(_place, Stop);
    }

    private async Task ListAsync(string store)
    {
        await using var services = ServicesOf(store);
        await services.Services.GetRequiredService<TakeBackup>().ListAsync(_place, Stop);
    }

    private static WebApplication ServicesOf(string store, HttpPipelinePolicy? watcher = null) =>
        BackupServices.Of(
            new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", store)]).Build(),
            services => { if (watcher is not null) services.AddSingleton(watcher); });

    private static async Task<byte[]> BytesAsync(AppFixture app, string path)
    {
        using var answer = await app.SendAsync("GET", path, "comms,report-author");
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}.");
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<IReadOnlyList<string>> BlobsWithAsync(AppFixture app, byte[] content)
    {
        var found = new List<string>();
        foreach (var container in new[] { "media", "$web", "stories" })
        {
            foreach (var name in await BlobsAsync(app, container, ""))
            {
                var bytes = (await new BlobContainerClient(app.ConnectionString, container).GetBlobClient(name).DownloadContentAsync(Stop)).Value.Content;
                if (bytes.ToMemory().Span.SequenceEqual(content))
                    found.Add($"{container}/{name}");
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<string>> BlobsAsync(AppFixture app, string container, string prefix) =>
        await new BlobContainerClient(app.ConnectionString, container).GetBlobsAsync(prefix: prefix).Select(blob => blob.Name).ToListAsync(Stop);
}
