using System.Text.Json;
using System.Text.Json.Nodes;
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

/// <summary>A whole store is copied while the app runs, put into an empty one, and the app is started there.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Withdrawn = "Invented words: quincebramble at the door.";
    private const string Worrying = "Invented words: damsonthistle after dark.";

    private readonly string _place = Path.Combine(Path.GetTempPath(), "engagement-pipeline-backup-" + Path.GetRandomFileName());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string Year = ReportingYear.Of(TimeProvider.System.Today()).ToString();

    public void Dispose()
    {
        if (Directory.Exists(_place))
            Directory.Delete(_place, recursive: true);
    }

    [Fact]
    public async Task What_was_backed_up_answers_from_an_empty_store_and_nothing_taken_back_since_comes_with_it()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        var stays = await Newsroom.OpenAsync(app);
        var changes = await Newsroom.OpenAsync(app);
        var down = await Newsroom.OpenAsync(app);
        var (consent, code) = await changes.Work.ConsentAsync();
        var withdrawn = await changes.Work.VoiceAsync(consent, Withdrawn);
        var worrying = await changes.Work.VoiceAsync((await changes.Work.ConsentAsync()).Consent, Worrying);
        var (narrowed, _) = await changes.Work.ConsentAsync();
        var asks = await Fieldwork.StartAsync(app, participant: new() { ["ageBand"] = "16-17", ["district"] = "Invented Medlarcombe" });
        await asks.ConsentAsync(body => body["competenceNote"] = "Invented note of medlarcombe.");
        var (kept, card) = await changes.Work.ConsentAsync();
        var edited = await changes.Work.VoiceAsync(kept, "Invented words: as they were first approved.");
        var renewed = await changes.Work.VoiceAsync((await changes.Work.ConsentAsync()).Consent, "Invented words: agreed to again, in fewer places.");
        var (fewer, _) = await changes.Work.ConsentAsync(body => body["audiences"] = new JsonArray("local"));
        var (seen, _) = await changes.Work.ConsentAsync(body => body["uses"] = new JsonArray("image"));
        await stays.PublishedAsync();
        await down.PublishedAsync();
        var picture = await PictureAsync(app, changes);
        await PublishAsync(app, changes, picture, withdrawn, worrying, edited, renewed);
        for (var i = 0; i < 5; i++)
            await ViewAsync(app, stays);
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        await app.JsonAsync("POST", $"api/reports/{Year}/freeze", "report-author");

        var folder = await TakeAsync(app);
        var stood = await FindAsync(app, Withdrawn);
        Assert.Contains($"Voices/{changes.Work.Project}/{withdrawn}", stood);
        Assert.Contains($"$web/s/{changes.Slug}/index.html", stood);

        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202);
        await changes.Work.ReviewAsync(worrying, "refer");
        await changes.Work.ReviewAsync(edited, "edit", "Invented words: without what would tell who it is.");
        await app.JsonAsync("POST", changes.Work.Path("consents", narrowed, "narrow"), Fieldwork.Worker, new { audiences = new[] { "local" } }, 202);
        await app.JsonAsync("POST", $"{down.Path}/unpublish", Newsroom.Comms);
        await app.JsonAsync("POST", asks.Path("participants", asks.Participant, "erase"), "admin", new { });
        await app.JsonAsync("POST", changes.Work.Path("voices", renewed, "consent"), Fieldwork.Worker, new { consent = fewer });
        await app.JsonAsync("PUT", $"api/media/{picture}/consents/{seen}?project={changes.Work.Project}", Fieldwork.Worker);
        await app.JsonAsync("POST", changes.Work.Path("consents", seen, "withdraw"), Fieldwork.Worker, new { }, 202);
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ListAsync(app))), added => added > 0);
        await AppFixture.UntilAsync(async () => !(await changes.OpenAsync()).Html.Contains("quincebramble", StringComparison.Ordinal), "the page has changed", seconds: 60);

        await using var restored = new AppFixture { FillStore = store => RestoreAsync(store, folder) };
        await restored.InitializeAsync();

        foreach (var path in new[] { $"api/reports/{Year}/snapshot", $"api/reports/{Year}.csv" })
            Assert.Equal(await BytesAsync(app, path, "report-author"), await BytesAsync(restored, path, "report-author"));
        foreach (var project in new[] { stays.Work.Project, changes.Work.Project, down.Work.Project })
            Assert.True((await restored.JsonAsync("GET", $"api/ledger/{project}/verify", "admin")).GetProperty("valid").GetBoolean());
        Assert.Equal(await BytesAsync(app, $"s/{stays.Slug}/"), await BytesAsync(restored, $"s/{stays.Slug}/"));
        Assert.Equal(await BytesAsync(app, $"s/{down.Slug}/"), await BytesAsync(restored, $"s/{down.Slug}/"));

        var page = await TextAsync(restored, $"s/{changes.Slug}/");
        Assert.Contains(Newsroom.Stays, page, StringComparison.Ordinal);
        Assert.DoesNotContain("quincebramble", page, StringComparison.Ordinal);
        Assert.DoesNotContain("damsonthistle", page, StringComparison.Ordinal);
        Assert.DoesNotContain("as they were first approved", page, StringComparison.Ordinal);
        Assert.DoesNotContain("agreed to again", page, StringComparison.Ordinal);
        Assert.DoesNotContain(".jpg", page, StringComparison.Ordinal);
        await restored.JsonAsync("GET", $"api/media/{picture}", Newsroom.Comms, status: 404);
        Assert.Equal("withdrawn", await StateAsync(restored, changes, consent));
        Assert.Equal(
            ["local"],
            (await restored.JsonAsync("GET", changes.Work.Path("consents", narrowed), Fieldwork.Worker)).GetProperty("audiences").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("held", await StatusOfVoiceAsync(restored, changes, worrying, "safeguarding-lead"));
        Assert.Equal("pending", await StatusOfVoiceAsync(restored, changes, edited, Fieldwork.Worker));
        Assert.Equal("pending", await StatusOfVoiceAsync(restored, changes, renewed, Fieldwork.Worker));

        await AppFixture.UntilAsync(async () => (await FindAsync(app, "QuinceBramble")).Count == 0, "the words are nowhere in the store");
        Assert.Empty(await FindAsync(restored, "QuinceBramble"));

        Assert.NotEmpty(await FilesWithAsync(folder, "medlarcombe"));
        Assert.Empty(await FindAsync(restored, "Medlarcombe"));

        // Nothing anywhere in the restored store has the words: a backup of it is all of it.
        Assert.Empty(await FilesWithAsync(await TakeAsync(restored, "again"), "quincebramble"));
        Assert.NotEmpty(await FilesWithAsync(folder, "quincebramble"));

        // A card that was given out before still does what it did.
        await restored.JsonAsync("POST", $"api/my-voice/{card}/withdraw", status: 202);
        Assert.Equal("withdrawn", await StateAsync(restored, changes, kept));
    }

    [Fact]
    public async Task An_altered_unfinished_or_old_backup_and_a_store_that_is_not_empty_are_refused()
    {
        await using var app = new AppFixture();
        await app.InitializeAsync();
        await Newsroom.OpenAsync(app);
        var folder = await TakeAsync(app);
        await using var copying = ServicesOf(app.ConnectionString);
        var restore = copying.Services.GetRequiredService<RestoreBackup>();

        await restore.CheckAsync(folder, Stop);
        Assert.Contains("empty store", await RefusedAsync(), StringComparison.Ordinal);

        var old = BackupFolder.Of(_place, TimeProvider.System.GetUtcNow() - TakeBackup.KeptAtMost - TimeSpan.FromHours(1));
        Directory.CreateDirectory(old.Path);
        var manifest = await File.ReadAllTextAsync(folder.FileOf("manifest.json"), Stop);
        var begun = JsonNode.Parse(manifest)!;
        begun["begun"] = old.Begun;
        await File.WriteAllTextAsync(folder.FileOf("manifest.json"), begun.ToJsonString(), Stop);
        Assert.Contains("older than 30 days", await RefusedAsync(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.FileOf("manifest.json"), manifest.Replace("\"form\":1", "\"form\":2", StringComparison.Ordinal), Stop);
        Assert.Contains("of form 2", await RefusedAsync(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.FileOf("manifest.json"), manifest, Stop);

        await File.AppendAllTextAsync(folder.TableFile("Voices"), "{}\n", Stop);
        Assert.Contains("tables/Voices.jsonl", await RefusedAsync(), StringComparison.Ordinal);

        // A stop before the end leaves no manifest. The next run goes on in the same folder, and what is too old goes.
        File.Delete(folder.FileOf("manifest.json"));
        File.Delete(folder.TableFile("Voices"));
        Assert.Contains("never finished", await RefusedAsync(), StringComparison.Ordinal);
        Assert.Equal(folder.Path, (await copying.Services.GetRequiredService<TakeBackup>().HandleAsync(_place, Stop)).Path);
        await restore.CheckAsync(folder, Stop);
        Assert.False(Directory.Exists(old.Path));

        async Task<string> RefusedAsync() => (await Assert.ThrowsAsync<BackupException>(() => restore.HandleAsync(_place, folder, Stop))).Message;
    }

    [Fact]
    public async Task Every_table_and_container_of_the_app_is_copied_or_left_out_by_name()
    {
        await using var copying = ServicesOf("UseDevelopmentStorage=true");
        var names = copying.Services.GetServices<Azure.Shared.StorageName>().Where(name => name.Kind != Azure.Shared.StorageKind.Queue).ToList();

        Assert.Equal(
            names.Select(name => name.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            Copied.Tables(names).Concat(Copied.Containers(names)).Concat(Copied.LeftOut).Order(StringComparer.Ordinal));
    }

    /// <summary>Of nobody, as far as anybody has said.</summary>
    private static async Task<string> PictureAsync(AppFixture app, Newsroom room)
    {
        var (picture, content) = (Guid.NewGuid().ToString(), new ByteArrayContent(MediaTests.Jpeg));
        content.Headers.ContentType = new("image/jpeg");
        await app.JsonAsync("PUT", $"api/media/{picture}?project={room.Work.Project}", Newsroom.Comms, content, 201);
        return picture;
    }

    private static async Task PublishAsync(AppFixture app, Newsroom room, string picture, params string[] voices)
    {
        var story = room.AStory();
        story["cards"]!.AsArray().Add(new JsonObject { ["id"] = "pic", ["type"] = "image", ["media"] = picture, ["alt"] = "Somebody invented" });
        foreach (var voice in voices)
            story["cards"]!.AsArray().Add(new JsonObject { ["id"] = $"more-{voice[..8]}", ["type"] = "quote", ["voice"] = voice });
        await room.PutAsync(story, 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        var html = (await room.OpenAsync()).Html;
        Assert.Contains("quincebramble", html, StringComparison.Ordinal);
        Assert.Contains(".jpg", html, StringComparison.Ordinal);
    }

    private static Task<JsonElement> ViewAsync(AppFixture app, Newsroom room) => app.JsonAsync(
        "POST",
        "api/views",
        body: new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("N")[..20],
            ["story"] = room.Story,
            ["version"] = 1,
            ["seq"] = 0,
            ["cards"] = new JsonArray(0),
            ["done"] = true,
        },
        status: 204);

    private async Task<BackupFolder> TakeAsync(AppFixture app, string within = "")
    {
        await using var copying = ServicesOf(app.ConnectionString);
        return await copying.Services.GetRequiredService<TakeBackup>().HandleAsync(Path.Combine(_place, within), Stop);
    }

    private async Task<int> ListAsync(AppFixture app)
    {
        await using var copying = ServicesOf(app.ConnectionString);
        return await copying.Services.GetRequiredService<TakeBackup>().ListAsync(_place, Stop);
    }

    private static async Task<IReadOnlyList<string>> FindAsync(AppFixture app, string text)
    {
        await using var copying = ServicesOf(app.ConnectionString);
        return await copying.Services.GetRequiredService<FindInStore>().HandleAsync(text, Stop).ToListAsync(Stop);
    }

    private async Task RestoreAsync(string store, BackupFolder folder)
    {
        await using var copying = ServicesOf(store);
        await copying.Services.PrepareOwnStorageAsync();
        await copying.Services.GetRequiredService<RestoreBackup>().HandleAsync(_place, folder, Stop);
    }

    private static WebApplication ServicesOf(string store) =>
        BackupServices.Of(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", store)]).Build());

    private static async Task<byte[]> BytesAsync(AppFixture app, string path, string? role = null)
    {
        using var answer = await app.SendAsync("GET", path, role);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode || (int)answer.StatusCode == 410, $"{path} answered {(int)answer.StatusCode}.");
        Assert.NotEmpty(bytes);
        return bytes;
    }

    private static async Task<string> TextAsync(AppFixture app, string path) => System.Text.Encoding.UTF8.GetString(await BytesAsync(app, path));

    private static async Task<string?> StateAsync(AppFixture app, Newsroom room, string consent) =>
        (await app.JsonAsync("GET", room.Work.Path("consents", consent), Fieldwork.Worker)).GetProperty("state").GetString();

    private static async Task<string?> StatusOfVoiceAsync(AppFixture app, Newsroom room, string voice, string role)
    {
        var list = await app.JsonAsync("GET", $"{room.Work.ProjectPath}/voices", role);
        return list.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("voice").GetString() == voice).GetProperty("status").GetString();
    }

    private static async Task<IReadOnlyList<string>> FilesWithAsync(BackupFolder folder, string words)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            if ((await File.ReadAllTextAsync(file, Stop)).Contains(words, StringComparison.Ordinal))
                found.Add(Path.GetRelativePath(folder.Path, file));
        }

        return found;
    }
}
