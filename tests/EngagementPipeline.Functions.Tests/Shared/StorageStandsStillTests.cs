using System.Net;
using System.Reflection;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>Storage takes connections and answers nothing: whoever asks for anything hears soon, in plain words, and nothing is lost.</summary>
public sealed class StorageStandsStillTests(StandingStorage storage) : IClassFixture<StandingStorage>, IAsyncDisposable
{
    /// <summary>Promised are about ten; what the machine of a test run is busy with comes on top.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly string Everybody = string.Join(',', Kebab.AllOf<Role>());

    private readonly MachineClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AppFixture App => storage.App;

    public ValueTask DisposeAsync() => _clock.DisposeAsync();

    [Fact]
    public async Task Every_page_and_every_call_answers_within_the_bound_and_says_when_to_come_back()
    {
        var room = await Newsroom.OpenAsync(App);
        await App.JsonAsync("PUT", room.Path, Newsroom.Comms, room.AStory(), 201);
        var (consent, code) = await room.Work.ConsentAsync();
        var asked = Asked(room, consent, code).ToList();

        // Once while all is well: what is made for the first time takes the machine's time, and what fails by itself would teach nothing.
        Assert.All(await Task.WhenAll(asked.Where(asking => asking.Method == "GET").Select(AskAsync)), answer => Assert.True((int)answer.Status < 500, answer.What));

        App.StopStorage();
        List<Heard> heard;
        try
        {
            heard = [.. await Task.WhenAll(asked.Select(AskAsync))];
        }
        finally
        {
            App.LetStorageGoOn();
        }

        Assert.All(heard, answer => Assert.True(answer.Took < Bound, $"{answer.What} took {answer.Took}."));
        Assert.All(heard.Where(answer => (int)answer.Status >= 500), answer =>
        {
            Assert.Equal((answer.What, HttpStatusCode.ServiceUnavailable), (answer.What, answer.Status));
            Assert.NotNull(answer.RetryAfter);
            Assert.Equal((answer.What, answer.IsPage ? "text/html" : "application/problem+json"), (answer.What, answer.Type));
            Assert.Contains("again", answer.Body, StringComparison.Ordinal);
        });
        Assert.InRange(heard.Count(answer => answer.Status == HttpStatusCode.ServiceUnavailable), 60, int.MaxValue);
    }

    /// <summary>Three seconds for an answer are slow, and no reason to send anybody away.</summary>
    [Fact]
    public async Task Storage_that_is_merely_slow_is_waited_for()
    {
        var room = await Newsroom.OpenAsync(App);
        await App.JsonAsync("PUT", room.Path, Newsroom.Comms, room.AStory(), 201);

        App.StopStorage();
        Task<Heard[]> asked;
        try
        {
            asked = Task.WhenAll(
                AskAsync(new("GET", "")),
                AskAsync(new("GET", $"stories/{room.Story}")),
                AskAsync(new("GET", room.Path)),
                AskAsync(new("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"))));
            await Task.Delay(TimeSpan.FromSeconds(3), Token); // how slow it is
        }
        finally
        {
            App.LetStorageGoOn();
        }

        Assert.Equal([200, 200, 200, 202], (await asked).Select(answer => (int)answer.Status));
    }

    private static IEnumerable<Asking> Asked(Newsroom room, string consent, string code)
    {
        foreach (var (_, method) in FunctionAccess.FunctionsOf([typeof(Program).Assembly]))
        {
            // What watches the service has a bound of its own (HealthTests).
            if (method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null) is { Methods: ["get"], Route: { } route and not "healthz" })
                yield return new("GET", AddressOf(route, room, consent));
        }

        yield return new("PUT", room.Work.Path("voices", Guid.NewGuid().ToString()), Json: room.Work.AVoice(consent));
        yield return new("PUT", room.Path, Json: room.AStory("Another title"));
        yield return new("POST", $"{room.Path}/publish");
        yield return new("POST", room.Work.Path("consents", consent, "withdraw"));
        yield return new("POST", $"api/my-voice/{code}/withdraw");
        yield return new("POST", "my-voice", Form: new() { ["code"] = code });
        yield return new("POST", "my-voice", Form: new() { ["code"] = code, ["act"] = "take-down-now" });
        yield return new("POST", "my-voice", Form: new() { ["code"] = code, ["act"] = "rub-out-now" });
    }

    private static string AddressOf(string route, Newsroom room, string consent) => route
        .Replace("{ignored:maxlength(0)?}", "", StringComparison.Ordinal)
        .Replace("{project}", room.Work.Project, StringComparison.Ordinal)
        .Replace("{participant}", room.Work.Participant, StringComparison.Ordinal)
        .Replace("{consent}", consent, StringComparison.Ordinal)
        .Replace("{story}", room.Story, StringComparison.Ordinal)
        .Replace("{slug}/{file}", $"{room.Slug}/0123456789abcdef-640.jpg", StringComparison.Ordinal)
        .Replace("{slug}", $"{room.Slug}/", StringComparison.Ordinal)
        .Replace("{version}", "1", StringComparison.Ordinal)
        .Replace("{year}", "2026-27", StringComparison.Ordinal)
        .Replace("reports/{file}", "reports/2026-27", StringComparison.Ordinal)
        .Replace("{key}", "page-views", StringComparison.Ordinal)
        .Replace("{form}", "xlsx", StringComparison.Ordinal)
        .Replace("{media}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        .Replace("{letters}", "abcdef", StringComparison.Ordinal)
        .Replace("{code}", "abcdef", StringComparison.Ordinal)
        .Replace("{file}", "index.html", StringComparison.Ordinal);

    private async Task<Heard> AskAsync(Asking asking)
    {
        var isPage = !asking.Path.StartsWith("api/", StringComparison.Ordinal);
        var began = _clock.Now;
        using var response = await App.SendAsync(
            asking.Method, asking.Path, Everybody, asking.Form is { } form ? new FormUrlEncodedContent(form) : asking.Json, request =>
            {
                if (isPage)
                    request.Headers.Accept.ParseAdd("text/html");
            });
        return new(
            $"{asking.Method} {asking.Path}", isPage, response.StatusCode, response.Headers.RetryAfter?.Delta, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(Token), _clock.Now - began);
    }

    private sealed record Asking(string Method, string Path, object? Json = null, Dictionary<string, string>? Form = null);

    private sealed record Heard(string What, bool IsPage, HttpStatusCode Status, TimeSpan? RetryAfter, string? Type, string Body, TimeSpan Took);
}
