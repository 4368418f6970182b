using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace EngagementPipeline.LocalHost.Startup;

/// <summary>
/// One line for each entry, as <c>name=value</c>: <c>time level category trace message fault</c>. Texts are quoted as in JSON, so nothing that was logged can begin a line
/// of its own.
/// </summary>
internal sealed class LogLines(TimeProvider clock) : ConsoleFormatter(Kind)
{
    public const string Kind = "lines";

    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write($"time={clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} level={LevelOf(logEntry.LogLevel)} category={logEntry.Category}");
        scopeProvider?.ForEachScope(WriteTrace, textWriter);
        textWriter.Write($" message={JsonSerializer.Serialize(logEntry.Formatter(logEntry.State, logEntry.Exception), Quoting)}");
        if (logEntry.Exception is { } fault)
            textWriter.Write($" fault={JsonSerializer.Serialize(fault.ToString(), Quoting)}");
        textWriter.WriteLine();
    }

    /// <summary>Of all scopes, the one that says what the line belongs to.</summary>
    private static void WriteTrace(object? scope, TextWriter writer)
    {
        if (scope is IEnumerable<KeyValuePair<string, object?>> fields && fields.FirstOrDefault(field => field.Key == "TraceId").Value is { } trace)
            writer.Write($" trace={trace}");
    }

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
