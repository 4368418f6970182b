using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EngagementPipeline.LocalHost;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>
/// A year as a partnership had it, from invented data, loaded as people load it: a story is published, given on and read on a clock that moves;
/// figures and answers from elsewhere are imported. Then it is noon on 12 January 2023.
/// </summary>
public sealed class SeedApp : IAsyncLifetime
{
    private static readonly long[] FirstWeek = [120, 74, 40, 12, 31, 20, 15];

    private readonly AzuriteFixture _azurite = new() { OwnStore = true };
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly ConcurrentDictionary<string, Task<byte[]>> _got = [];
    private readonly string _story = Guid.NewGuid().ToString();
    private LocalServer? _server;

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _server = await LocalServer.StartAsync(
            LocalServerSettings.ForTheApp(_azurite.ConnectionString) with { Clock = At("2022-02-25T09:00:00Z"), FollowSchedules = false }, CancellationToken.None);
        await PublishAsync();
        foreach (var (day, views) in FirstWeek.Index())
            await DayAsync(At("2022-02-25T10:00:00Z").AddDays(day), views);
        await DayAsync(At("2022-03-01T10:00:00Z").AddDays(9), 55);
        await ShareAsync("network", "national", "2022-03-10");
        await ClockAsync(At("2023-01-12T12:00:00Z"));
        await RollUpAsync();
        await ImportAsync("figures", Figures());
        await ImportAsync("feedback", Answers(("The contents met my training needs", 490), ("The delivery was right for me", 485)));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>Once: nothing changes any more.</summary>
    public Task<byte[]> GetAsync(string path) => _got.GetOrAdd(path, FetchAsync);

    public async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await GetAsync(path)).RootElement;

    private async Task<byte[]> FetchAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "report-author", content: null);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task PublishAsync()
    {
        var project = Guid.NewGuid();
        await CallAsync("PUT", $"api/projects/{project}", "engagement-worker", new { title = "Unconscious bias", purpose = "To start a conversation." });
        await CallAsync("PUT", $"api/stories/{_story}", "comms", new
        {
            project,
            slug = "unconscious-bias",
            title = "Unconscious bias: what we want you to know",
            summary = "What invented groups said.",
            language = "en",
            audience = "national",
            cards = new[] { new { id = "one", type = "text", text = "Read this." } },
        });
        await CallAsync("POST", $"api/stories/{_story}/publish", "comms", new { });
        await ShareAsync("teams", "local", "2022-02-25");
        await ShareAsync("region", "regional", "2022-02-25");
    }

    private Task ShareAsync(string code, string level, string sharedOn) =>
        CallAsync("PUT", $"api/stories/{_story}/shares/{code}", "comms", new { level, to = "Invented partners", via = "email", sharedOn });

    private async Task DayAsync(DateTimeOffset at, long views)
    {
        await ClockAsync(at);
        foreach (var some in Enumerable.Range(0, (int)views).Chunk(50))
            await CallAsync("POST", "api/views", role: null, some.Select(_ => new
            {
                id = Guid.NewGuid().ToString("N")[..20],
                story = _story,
                version = 1,
                seq = 0,
                cards = new[] { 0 },
            }));
        await RollUpAsync();
    }

    private Task ClockAsync(DateTimeOffset now) => CallAsync("POST", "local/clock", "admin", new { now });

    private Task RollUpAsync() => CallAsync("POST", "admin/functions/RollUpViews?wait=true", "admin", new { });

    private async Task ImportAsync(string kind, string csv)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        (await SendAsync(HttpMethod.Post, $"api/imports/{kind}", "report-author", content)).Dispose();
    }

    private async Task CallAsync(string method, string path, string? role, object body)
    {
        using var content = JsonContent.Create(body);
        (await SendAsync(HttpMethod.Parse(method), path, role, content)).Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? role, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server!.Address, path)) { Content = content };
        if (role is not null)
            request.Headers.Add("X-Local-Role", role);
        var answer = await _client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private static string Figures()
    {
        int[] accesses = [120, 180, 97, 140, 130, 130];
        int[] quarters = [240, 260, 238, 250];
        var months = Enumerable.Range(0, 12).Select(month => new DateOnly(2021, 4, 1).AddMonths(month)).ToList();
        return "key,title,kind,period-start,period-end,value,source\n" + string.Concat(
            months.Skip(6).Zip(accesses, (month, value) => Row("tool.accesses", "Tool and virtual training", "accesses", month, 1, value)).Concat(
            months.Select((month, i) => Row("briefings.views", "Virtual briefings", "views", month, 1, i == 11 ? 26_134 - (11 * 2_177) : 2_177))).Concat(
            quarters.Select((value, i) => Row("training.attendance", "Training", "attendance", months[i * 3], 3, value)))
            .Append(Row("briefings.views", "Virtual briefings", "views", new(2020, 4, 1), 12, 10_600))
            .Append(Row("reviews.published", "Case reviews", "publications", new(2021, 4, 1), 12, 2)));
    }

    private static string Row(string key, string title, string kind, DateOnly from, int months, int value) => string.Create(
        CultureInfo.InvariantCulture, $"{key},{title},{kind},{from:yyyy-MM-dd},{from.AddMonths(months).AddDays(-1):yyyy-MM-dd},{value},Invented platform\n");

    /// <summary>As Excel saves it in Europe; of 500 professionals each.</summary>
    private static string Answers(params (string Question, int Agreed)[] questions) => "\uFEFFsource;question;answered-on;answer\r\n" + string.Concat(
        questions.SelectMany(question => Enumerable.Range(0, 500)
            .Select(i => $"Invented form;{question.Question};15/11/2021;{(i < question.Agreed ? i % 3 == 0 ? "Strongly agree" : "Agree" : "Disagree")}\r\n")));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
