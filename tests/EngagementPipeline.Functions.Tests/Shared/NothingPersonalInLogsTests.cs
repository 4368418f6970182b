using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>Everything that the app and its host log, at the most talkative level for our own code, through a whole run with faults in it.</summary>
public sealed class NothingPersonalInLogsTests
{
    private const string Word = "quincebramble";
    private const string Concern = "damsonthistle";
    private const string Worker = "Medlarfern Okafor";
    private const string Address = "203.0.113.77";
    private const string Agent = "Sloewhistle/9.1 (invented)";

    [Fact]
    public async Task No_words_no_codes_no_names_no_addresses_and_no_user_agents_are_logged_even_where_something_fails()
    {
        using var lines = new Lines();
        await using var app = new AppFixture
        {
            Logging = logging => logging.AddProvider(lines).AddFilter<Lines>("EngagementPipeline", LogLevel.Trace),
        };
        await app.InitializeAsync();
        var code = await RunAsync(app);
        await BreakAsync(app, code);
        await AppFixture.UntilAsync(() => Task.FromResult(lines.All.Any(line => line.Contains("TakeDownQuotes", StringComparison.Ordinal))), "the broken message is complained of", seconds: 60);

        var compact = code.Replace("-", "", StringComparison.Ordinal);
        foreach (var secret in new[] { Word, Concern, Worker, "Medlarfern", Address, Agent, "Sloewhistle", code, compact, Uri.EscapeDataString(Worker) })
            Assert.DoesNotContain(lines.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>From the words to the report, and back. Gives the code.</summary>
    private static async Task<string> RunAsync(AppFixture app)
    {
        var room = await Newsroom.OpenAsync(app);
        var work = room.Work;
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, $"Invented words: {Word} at the door.", approvedBy: null);
        await work.ReviewAsync(voice, "approve", name: Worker);
        var worrying = await work.VoiceAsync(consent, $"Invented words: {Word} again.", approvedBy: null);
        await app.JsonAsync("POST", work.Path("voices", worrying, "review"), Fieldwork.Worker, new { decision = "refer", note = Concern });
        var story = room.AStory();
        story["cards"]!.AsArray().Add(new JsonObject { ["id"] = "told", ["type"] = "quote", ["voice"] = voice });
        await room.PutAsync(story, 201);
        await app.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        Assert.Contains(Word, (await room.OpenAsync()).Html, StringComparison.Ordinal);

        var view = new { id = Guid.NewGuid().ToString("N")[..20], story = room.Story, version = 1, seq = 0, cards = new[] { 0 }, done = true };
        await app.JsonAsync("POST", "api/views", body: view, status: 204, change: AsAReader);
        await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        using var opened = await app.SendAsync("POST", "my-voice", body: new FormUrlEncodedContent([new("code", code)]), change: AsAReader);
        Assert.True((int)opened.StatusCode < 500);
        await app.JsonAsync("POST", $"api/my-voice/{code}/withdraw", status: 202, change: AsAReader);
        await app.JsonAsync("GET", $"api/reports/{ReportingYear.Of(TimeProvider.System.Today())}", "report-author");
        return code;
    }

    /// <summary>What people and machines get wrong, with words in it.</summary>
    private static async Task BreakAsync(AppFixture app, string code)
    {
        using var torn = await app.SendAsync("PUT", $"api/projects/{Guid.NewGuid()}/voices/{Guid.NewGuid()}", Fieldwork.Worker, $"{{\"words\": \"{Word}", AsAReader);
        Assert.Equal(400, (int)torn.StatusCode);
        using var wrong = await app.SendAsync("POST", $"api/my-voice/{code[..^1]}{(code[^1] == '2' ? '3' : '2')}/withdraw", change: AsAReader);
        Assert.Equal(404, (int)wrong.StatusCode);
        using var nowhere = await app.SendAsync("GET", $"{Word}/{code}", change: AsAReader);
        Assert.Equal(404, (int)nowhere.StatusCode);

        var queue = new QueueClient(app.ConnectionString, "take-down", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.SendMessageAsync($"{{\"project\": \"{Word}\", \"voices\": [\"{code}\"", TestContext.Current.CancellationToken);
    }

    private static void AsAReader(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", Address);
        request.Headers.TryAddWithoutValidation("X-Azure-ClientIP", Address);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> All => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            _lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named.Select(field => $"{field.Key}={field.Value}")) : "";
            _lines.Enqueue($"{formatter(state, exception)} {fields} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
