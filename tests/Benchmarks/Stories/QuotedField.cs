using System.Globalization;
using System.Text.Json;
using Benchmarks.Harness;

namespace Benchmarks.Stories;

/// <summary>One quote on the pages of many published stories, beside another that stays.</summary>
internal sealed class QuotedField
{
    public const string Goes = "Invented words that are taken back.";
    public const string Stays = "Invented words that stay.";

    private const int AtOnce = 4;

    private readonly string _project;
    private readonly string _consent;
    private readonly string _code;

    private QuotedField(string project, string consent, string code, IReadOnlyList<string> pages)
    {
        (_project, _consent, _code) = (project, consent, code);
        Pages = pages;
    }

    /// <summary>Their addresses.</summary>
    public IReadOnlyList<string> Pages { get; }

    public static async Task<QuotedField> PublishAsync(Desk desk, int stories)
    {
        var project = Id();
        await desk.SendAsync(HttpMethod.Put, $"api/projects/{project}", new { title = "Invented", purpose = "To be measured" });
        var session = Id();
        await desk.SendAsync(
            HttpMethod.Put, $"api/projects/{project}/sessions/{session}",
            new { heldOn = "2026-03-02", place = "An invented hall", setting = "youth-club", phase = "mixed", groupSize = 12 });
        var (_, _, staying) = await SayAsync(desk, project, session, Stays);
        var (consent, code, going) = await SayAsync(desk, project, session, Goes);

        var pages = new string[stories];
        await Parallel.ForAsync(0, stories, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var story = Id();
            await desk.SendAsync(HttpMethod.Put, $"api/stories/{story}", new
            {
                project,
                slug = $"story-{story}",
                title = "Invented",
                summary = "To be measured",
                language = "en",
                audience = "national",
                cards = new object[] { new { id = "a", type = "quote", voice = staying }, new { id = "b", type = "quote", voice = going } },
            });
            await desk.SendAsync(HttpMethod.Post, $"api/stories/{story}/publish", new { });
            pages[i] = $"s/story-{story}/";
        });
        return new(project, consent, code, pages);
    }

    public Task WithdrawAsync(Desk desk, bool byCode) => byCode
        ? desk.SendAsync(HttpMethod.Post, $"api/my-voice/{_code}/withdraw", null)
        : desk.SendAsync(HttpMethod.Post, $"api/projects/{_project}/consents/{_consent}/withdraw", new { });

    private static async Task<(string Consent, string Code, string Voice)> SayAsync(Desk desk, string project, string session, string words)
    {
        var (participant, consent, voice) = (Id(), Id(), Id());
        await desk.SendAsync(HttpMethod.Put, $"api/projects/{project}/participants/{participant}", new { ageBand = "16-17" });
        var recorded = await desk.SendAsync(HttpMethod.Put, $"api/projects/{project}/consents/{consent}", new
        {
            participant,
            statement = new { version = "2026-1", language = "en" },
            uses = new[] { "quote" },
            purposes = new[] { "story" },
            audiences = new[] { "local", "regional", "national" },
            youngPerson = new { agreed = true, how = "paper", on = "2026-03-02" },
        });
        await desk.SendAsync(HttpMethod.Put, $"api/projects/{project}/voices/{voice}", new
        {
            session,
            participant,
            consent,
            prompt = "experience",
            words,
            capturedAt = "2026-03-02T10:00:00Z",
        });
        await desk.SendAsync(HttpMethod.Post, $"api/projects/{project}/voices/{voice}/review", new { decision = "approve" });
        return (consent, recorded.GetProperty("withdrawalCode").GetString()!, voice);
    }

    private static string Id() => Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
}
