using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Tests.Shared;

[Collection(nameof(WithGraph))]
public sealed class CheckOutsideTests(GraphApp graph)
{
    private const string Lacks = "Microsoft 365, The mailbox: it lacks something.";

    [Fact]
    public async Task What_is_missing_is_hinted_at_on_administrators_front_page_until_it_is_there()
    {
        graph.Graph.Next("GET", "/users/*", GraphTrouble.Forbidden, times: 1000);
        await graph.RunAsync("CheckOutside");

        Assert.Contains("next-name\">Microsoft 365", await StartPageAsync("admin"), StringComparison.Ordinal);
        Assert.DoesNotContain("next-name\">Microsoft 365", await StartPageAsync("comms"), StringComparison.Ordinal);

        graph.Graph.Heal();
        using var asked = await graph.App.SendAsync("GET", "microsoft-365", "admin");
        Assert.Equal(200, (int)asked.StatusCode);
        Assert.DoesNotContain("next-name\">Microsoft 365", await StartPageAsync("admin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_looks_when_it_has_started() =>
        await AppFixture.UntilAsync(
            () => Task.FromResult(graph.Graph.Requests.Any(request => request.Path.StartsWith("/users/", StringComparison.Ordinal) && request.Query.Contains("$top=1", StringComparison.Ordinal))),
            "the mailbox was looked into", seconds: 60);

    [Fact]
    public async Task It_warns_in_plain_words_beside_the_app_and_neither_holds_nor_ends_it()
    {
        var (log, outside, app) = (new Lines(), new Outside(), new Lifetime());
        using var _ = app;
        using var start = new LookOutsideAtStart(new(new([outside], outside, TimeProvider.System), log), app, log);
        await start.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(log.Said);
        app.Start();
        Assert.Null(outside.Kept);

        outside.Answer.SetResult([new("The mailbox", OutsideStanding.NeedsSomebody, "it lacks something."), new("The site", OutsideStanding.Works, "It works.")]);
        await start.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal([Lacks], log.Said);
        Assert.NotNull(outside.Kept);
    }

    [Fact]
    public async Task A_fault_while_it_looks_is_told_and_ends_nothing()
    {
        var (log, outside, app) = (new Lines(), new Outside(), new Lifetime());
        using var _ = app;
        outside.Answer.SetException(new InvalidOperationException("a secret"));
        using var start = new LookOutsideAtStart(new(new([outside], outside, TimeProvider.System), log), app, log);
        app.Start();

        await start.StartAsync(TestContext.Current.CancellationToken);
        await start.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("secret", Assert.Single(log.Said), StringComparison.Ordinal);
    }

    private async Task<string> StartPageAsync(string role)
    {
        using var answer = await graph.App.SendAsync("GET", "", role);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Outside : ICheckOutside, IOutsideChecks
    {
        public TaskCompletionSource<IReadOnlyList<OutsideFinding>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public OutsideChecked? Kept { get; private set; }

        public Task<IReadOnlyList<OutsideFinding>> CheckAsync(CancellationToken cancellationToken) => Answer.Task;

        public Task<OutsideChecked?> LastAsync(CancellationToken cancellationToken) => Task.FromResult(Kept);

        public Task KeepAsync(OutsideChecked found, CancellationToken cancellationToken)
        {
            Kept = found;
            return Task.CompletedTask;
        }
    }

    private sealed class Lines : ILogger<OutsideWatch>, ILogger<LookOutsideAtStart>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Warning, logLevel);
            Said.Add(formatter(state, exception));
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Start() => _started.Cancel();

        public void StopApplication() => throw new NotSupportedException("It must not end the app.");

        public void Dispose() => _started.Dispose();
    }
}
