using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.MyVoice;

/// <summary>The pages behind docs/privacy/subject-requests.md, by their forms alone: as a browser without scripts sends them.</summary>
public sealed partial class EverythingPagesTests(AppFixture app)
{
    [Fact]
    public async Task The_young_person_reads_keeps_and_rubs_out_everything_without_a_script()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);

        var page = await MineAsync(person.Code, "everything");
        Assert.Contains("Everything we hold about you", page, StringComparison.Ordinal);
        Assert.Contains(Person.Said, page, StringComparison.Ordinal);
        Assert.Contains(Person.Edited, page, StringComparison.Ordinal);
        Assert.Contains("Invented North", page, StringComparison.Ordinal);
        Assert.Contains("Invented heads of school", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Waiting, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Note, page, StringComparison.Ordinal);

        using (var zip = await ZipAsync("my-voice", null, new("code", person.Code), new("act", "everything-file")))
            await AssertFileAsync(zip, person, lookedAt: false);

        Assert.Contains("Rub out everything?", await MineAsync(person.Code, "rub-out"), StringComparison.Ordinal);
        Assert.Contains(Person.Said, await MineAsync(person.Code, "everything"), StringComparison.Ordinal);
        Assert.Contains("Everything is rubbed out", await MineAsync(person.Code, "rub-out-now"), StringComparison.Ordinal);

        var after = await MineAsync(person.LaterCode, "everything");
        Assert.Contains("You asked us to rub everything out", after, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Said, after, StringComparison.Ordinal);
        Assert.DoesNotContain("Invented North", after, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"rub-out\"", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_is_answered_kindly_whatever_is_asked_for()
    {
        foreach (var act in new[] { "everything", "everything-file", "rub-out", "rub-out-now" })
            Assert.Contains("We do not know that code", await MineAsync("AAAA-BBBB-CCCC-DDDD", act, 404), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_find_a_person_by_code_day_or_reference_and_learn_nothing_that_they_said()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);
        var (project, whose) = (person.Work.Project, person.Work.Participant);
        var address = $"/requests/{project}/{whose}";

        var byCode = await PostAsync("requests", Person.Admin, 200, new KeyValuePair<string, string>("code", person.LaterCode));
        var byDay = await GetAsync($"requests?project={project}&on=2026-11-20");
        var byReference = await GetAsync($"requests?project={project}&reference={whose[^6..].ToUpperInvariant()}");
        var otherDay = await GetAsync($"requests?project={project}&on=2026-11-19");

        Assert.Contains(address, byCode, StringComparison.Ordinal);
        Assert.Contains(address, byDay, StringComparison.Ordinal);
        Assert.Contains(person.Another, byDay, StringComparison.Ordinal);
        Assert.Contains(address, byReference, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Another, byReference, StringComparison.Ordinal);
        Assert.DoesNotContain(address, otherDay, StringComparison.Ordinal);
        Assert.Contains("No card has this code", await PostAsync("requests", Person.Lead, 404, new KeyValuePair<string, string>("code", "AAAA-BBBB-CCCC-DDDD")), StringComparison.Ordinal);
        Assert.Contains("Give a day, or a reference.", await GetAsync($"requests?project={project}"), StringComparison.Ordinal);
        Assert.Contains("six letters and digits", await GetAsync($"requests?project={project}&reference=a"), StringComparison.Ordinal);
        foreach (var page in new[] { byCode, byDay, byReference, await GetAsync(address[1..]) })
        {
            Assert.DoesNotContain("Invented words", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Invented North", page, StringComparison.Ordinal);
            Assert.DoesNotContain(person.LaterCode, page, StringComparison.Ordinal);
        }
    }

    /// <summary>Not on the list, and not in what stands beside a name: that a voice is on hold exists for the lead alone.</summary>
    [Fact]
    public async Task What_staff_see_of_a_person_is_the_same_while_something_of_theirs_is_held()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);
        string[] paths = [$"requests?project={person.Work.Project}&on=2026-11-20", $"requests/{person.Work.Project}/{person.Work.Participant}"];
        var before = await LookAsync();

        await app.JsonAsync("POST", person.Work.Path("voices", person.Unread, "review"), Fieldwork.Worker, new { decision = "refer" });

        Assert.Equal(before, await LookAsync());

        // Other tests begin projects all the time, and each can be chosen on the page.
        async Task<string[]> LookAsync() => [.. (await Task.WhenAll(paths.Select(path => GetAsync(path)))).Select(page => Choices().Replace(page, ""))];
    }

    [Fact]
    public async Task Staff_make_the_file_and_erase_after_asking_once()
    {
        var person = await Person.OfWhomEverythingIsHeldAsync(app);
        var path = $"requests/{person.Work.Project}/{person.Work.Participant}";

        using (var zip = await ZipAsync(path, Person.Lead, new("act", "hand-over"), new("lookedAt", "yes"), new("why", "asked at the club")))
            await AssertFileAsync(zip, person, lookedAt: true);
        using (var zip = await ZipAsync(path, Person.Admin, new KeyValuePair<string, string>("act", "hand-over")))
            await AssertFileAsync(zip, person, lookedAt: false);
        await PostAsync(path, Person.Admin, 403, new("act", "hand-over"), new("lookedAt", "yes"));

        var question = await PostAsync(path, Person.Admin, 200, new("act", "erase"), new("why", "by <letter>"));
        Assert.Contains("Each of their 3 consents is", question, StringComparison.Ordinal);
        Assert.Contains("value=\"by <letter>\"", question, StringComparison.Ordinal);
        Assert.Contains(Person.Said, (await person.FileAsync()).GetRawText(), StringComparison.Ordinal);

        var done = await PostAsync(path, Person.Admin, 200, new("act", "erase-now"), new("why", "by <letter>"));
        Assert.Contains("Consent of 20 November 2026", done, StringComparison.Ordinal);
        Assert.Contains("Taken back.", done, StringComparison.Ordinal);
        Assert.Contains("An invented story of names", done, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Said, (await person.FileAsync(lookedAt: true)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Everything of theirs was erased", await GetAsync(path), StringComparison.Ordinal);

        using var unknown = await app.SendAsync("GET", $"requests/{person.Work.Project}/{Guid.NewGuid()}", Person.Admin);
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    private static async Task AssertFileAsync(ZipArchive zip, Person person, bool lookedAt)
    {
        Assert.Equal(["read-me-first.html", "everything.json", $"media/{person.Media}.jpg"], zip.Entries.Select(entry => entry.FullName));
        var (page, json) = (WebUtility.HtmlDecode(await TextAsync(zip, "read-me-first.html")), await TextAsync(zip, "everything.json"));
        using var held = JsonDocument.Parse(json);
        foreach (var text in new[] { page, json })
        {
            Assert.Contains(Person.Said, text, StringComparison.Ordinal);
            Assert.Equal(lookedAt, text.Contains(Person.Waiting, StringComparison.Ordinal));
            Assert.Equal(lookedAt, text.Contains(Person.Note, StringComparison.Ordinal));
            Assert.DoesNotContain(person.Code, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Person.OfAnother, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Person.Reviewer, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<form", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'; style-src 'sha256-", page, StringComparison.Ordinal);
        Assert.True(zip.GetEntry($"media/{person.Media}.jpg")!.Length > 100);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Task<string> MineAsync(string code, string act, int status = 200) => PostAsync("my-voice", null, status, new("code", code), new("act", act));

    private async Task<string> PostAsync(string path, string? role, int status, params KeyValuePair<string, string>[] fields)
    {
        using var answer = await app.SendAsync("POST", path, role, new FormUrlEncodedContent(fields));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{path} answered {(int)answer.StatusCode}: {text[..Math.Min(text.Length, 400)]}");
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return WebUtility.HtmlDecode(text);
    }

    private async Task<string> GetAsync(string path)
    {
        using var answer = await app.SendAsync("GET", path, Person.Admin);
        Assert.Equal(200, (int)answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<ZipArchive> ZipAsync(string path, string? role, params KeyValuePair<string, string>[] fields)
    {
        using var answer = await app.SendAsync("POST", path, role, new FormUrlEncodedContent(fields));
        Assert.Equal((200, "application/zip"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("everything-about-me.zip", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        return new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), ZipArchiveMode.Read);
    }

    [GeneratedRegex("<option .*?</option>", RegexOptions.Singleline, 10_000)]
    private static partial Regex Choices();
}
