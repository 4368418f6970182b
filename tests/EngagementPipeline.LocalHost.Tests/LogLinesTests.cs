using EngagementPipeline.LocalHost.Startup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class LogLinesTests
{
    [Fact]
    public void An_entry_is_one_line_whatever_stands_in_it_and_says_what_it_belongs_to()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?>(StringComparer.Ordinal) { ["TraceId"] = "4bf92f3577b34da6a3ce929d0e0e4736", ["Other"] = "x" });
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Warning, "EngagementPipeline.Invented", default, "Invented \"text\"\r\ntime=now level=critical", new InvalidOperationException("of\ntwo lines"), (state, _) => state);

        new LogLines(new At()).Write(entry, scopes, writer);

        var line = Assert.Single(writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(
            "time=2026-04-01T09:00:00Z level=warning category=EngagementPipeline.Invented trace=4bf92f3577b34da6a3ce929d0e0e4736 "
            + """message="Invented \"text\"\r\ntime=now level=critical" fault="System.InvalidOperationException: of\ntwo lines""",
            line,
            StringComparison.Ordinal);
    }

    private sealed class At : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    }
}
