using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Functions.Tests.Voices;
using EngagementPipeline.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>
/// One whole run, from words to the report and back, with faults in it: everything that the app and its host logged, at the most talkative level for our own
/// code, and everything that the real exporter sent.
/// </summary>
public sealed class WatchedRun : IAsyncLifetime
{
    private const string Word = "quincebramble";
    private const string Concern = "damsonthistle";
    private const string Worker = "Medlarfern Okafor";
    private const string Address = "203.0.113.77";
    private const string Agent = "Sloewhistle/9.1 (invented)";

    private readonly Lines _lines = new();
    private Ingestion? _ingestion;
    private AppFixture? _app;

    public AppFixture App => _app!;

    public Ingestion Sent => _ingestion!;

    public IReadOnlyCollection<Line> Lines => _lines.All;

    /// <summary>What must be nowhere.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>The correlation id of the young person's withdrawal.</summary>
    public string Withdrawal { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _ingestion = await Ingestion.StartAsync();
        _app = new AppFixture
        {
            Logging = logging => logging.AddProvider(_lines).AddFilter<Lines>("EngagementPipeline", LogLevel.Trace),
            AppSettings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Telemetry:ConnectionString"] = _ingestion.ConnectionString,
                ["Telemetry:RequestsPerSecond"] = "1000000", // every one, whatever other tests of this process do meanwhile
            },
        };
        await _app.InitializeAsync();
        var code = await RunAsync();
        await BreakAsync(code);
        await AppFixture.UntilAsync(
            () => Task.FromResult(Lines.Any(line => line.Text.Contains("TakeDownQuotes", StringComparison.Ordinal))), "the broken message is complained of", seconds: 60);
        // The page changes before the work that changed it ends, and only what has ended is told of.
        await AppFixture.UntilAsync(
            () =>
            {
                Flush();
                return Task.FromResult(Sent.Of("RequestData").Any(one => one.Operation == Withdrawal && one.Data.GetProperty("name").GetString() == "TakeDownQuotes"));
            },
            "the work that took the words down is told of");
        Secrets = [Word, Concern, Worker, "Medlarfern", Address, Agent, "Sloewhistle", code, code.Replace("-", "", StringComparison.Ordinal), Uri.EscapeDataString(Worker)];
        Flush();
    }

    /// <summary>Sends what waits to be sent.</summary>
    public void Flush()
    {
        Assert.True(App.Server.Services.GetRequiredService<TracerProvider>().ForceFlush(30_000));
        Assert.True(App.Server.Services.GetRequiredService<MeterProvider>().ForceFlush(30_000));
        Assert.True(App.Server.Services.GetRequiredService<LoggerProvider>().ForceFlush(30_000));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_ingestion is not null)
            await _ingestion.DisposeAsync();
        _lines.Dispose();
    }

    /// <summary>From the words to the report, and back. Gives the code.</summary>
    private async Task<string> RunAsync()
    {
        var room = await Newsroom.OpenAsync(App);
        var work = room.Work;
        var (consent, code) = await work.ConsentAsync();
        var voice = await work.VoiceAsync(consent, $"Invented words: {Word} at the door.", approvedBy: null);
        await work.ReviewAsync(voice, "approve", name: Worker);
        var worrying = await work.VoiceAsync(consent, $"Invented words: {Word} again.", approvedBy: null);
        await App.JsonAsync("POST", work.Path("voices", worrying, "review"), Fieldwork.Worker, new { decision = "refer", note = Concern });
        var story = room.AStory();
        story["cards"]!.AsArray().Add(new JsonObject { ["id"] = "told", ["type"] = "quote", ["voice"] = voice });
        await room.PutAsync(story, 201);
        await App.JsonAsync("POST", $"{room.Path}/publish", Newsroom.Comms);
        Assert.Contains(Word, (await room.OpenAsync()).Html, StringComparison.Ordinal);
        using var found = await App.SendAsync("GET", $"{work.ProjectPath}/voices?theme={Word}", Fieldwork.Worker, change: AsAReader);
        Assert.True((int)found.StatusCode < 500);

        var view = new { id = Guid.NewGuid().ToString("N")[..20], story = room.Story, version = 1, seq = 0, cards = new[] { 0 }, done = true };
        await App.JsonAsync("POST", "api/views", body: view, status: 204, change: AsAReader);
        await App.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
        using var opened = await App.SendAsync("POST", "my-voice", body: new FormUrlEncodedContent([new("code", code)]), change: AsAReader);
        Assert.True((int)opened.StatusCode < 500);
        await App.JsonAsync("POST", "api/my-voice/everything", body: new { code }, change: AsAReader);
        foreach (var act in new[] { "everything", "everything-file" })
        {
            using var held = await App.SendAsync("POST", "my-voice", body: new FormUrlEncodedContent([new("code", code), new("act", act)]), change: AsAReader);
            Assert.Equal(200, (int)held.StatusCode);
        }

        using var withdrawn = await App.SendAsync("POST", $"api/my-voice/{code}/withdraw", change: AsAReader);
        Assert.Equal(202, (int)withdrawn.StatusCode);
        Withdrawal = withdrawn.Headers.GetValues("Correlation-Id").Single();
        await AppFixture.UntilAsync(async () => !(await room.OpenAsync()).Html.Contains(Word, StringComparison.Ordinal), "the words are off the page", seconds: 60);
        await App.JsonAsync("GET", $"api/reports/{ReportingYear.Of(TimeProvider.System.Today())}", "report-author");
        return code;
    }

    /// <summary>What people and machines get wrong, with words in it.</summary>
    private async Task BreakAsync(string code)
    {
        using var torn = await App.SendAsync("PUT", $"api/projects/{Guid.NewGuid()}/voices/{Guid.NewGuid()}", Fieldwork.Worker, $"{{\"words\": \"{Word}", AsAReader);
        Assert.Equal(400, (int)torn.StatusCode);
        using var wrong = await App.SendAsync("POST", $"api/my-voice/{code[..^1]}{(code[^1] == '2' ? '3' : '2')}/withdraw", change: AsAReader);
        Assert.Equal(404, (int)wrong.StatusCode);
        using var wrongBody = await App.SendAsync("POST", "api/my-voice/everything", body: $"{{\"code\": \"{code}\", \"words\": \"{Word}\"}}", change: AsAReader);
        Assert.Equal(400, (int)wrongBody.StatusCode);
        using var nowhere = await App.SendAsync("GET", $"{Word}/{code}?words={Word}", change: AsAReader);
        Assert.Equal(404, (int)nowhere.StatusCode);

        var queue = new QueueClient(App.ConnectionString, "take-down", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.SendMessageAsync($"{{\"project\": \"{Word}\", \"voices\": [\"{code}\"", TestContext.Current.CancellationToken);
    }

    private static void AsAReader(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", Address);
        request.Headers.TryAddWithoutValidation("X-Azure-ClientIP", Address);
        request.Headers.TryAddWithoutValidation("baggage", $"who={Word}");
        request.Headers.TryAddWithoutValidation("tracestate", $"who={Word}");
    }
}

/// <summary>What was logged: the message with its fields, and the scopes it stood in.</summary>
public sealed record Line(LogLevel Level, string Category, string Text, string Scopes);

internal sealed class Lines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyCollection<Line> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(Lines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named.Select(field => $"{field.Key}={field.Value}")) : "";
            var scopes = new List<string>();
            lines._scopes?.ForEachScope((scope, all) => all.Add(scope is IEnumerable<KeyValuePair<string, object?>> of ? string.Join(' ', of.Select(field => $"{field.Key}={field.Value}")) : $"{scope}"), scopes);
            lines._lines.Enqueue(new(logLevel, category, $"{formatter(state, exception)} {fields} {exception}", string.Join(' ', scopes)));
        }
    }
}
