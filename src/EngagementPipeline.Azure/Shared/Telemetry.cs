using System.Globalization;
using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using EngagementPipeline.Core.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Sends metrics, runs of functions and log lines to Azure Monitor where <c>Telemetry:ConnectionString</c> says so, and nothing anywhere else. Only what our own code
/// says of itself is sent: no library is listened to, because what libraries say of requests has paths and addresses in it (docs/decisions/0020).
/// </summary>
public static class Telemetry
{
    /// <summary>Runs of requests kept a second, as examples. Metrics and logs are whole, and it is they that are counted.</summary>
    private const double RequestsPerSecond = 5;

    private const string Invalid = "Telemetry:RequestsPerSecond must be a number from 0.";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration["Telemetry:ConnectionString"] is not { Length: > 0 } destination)
            return services;

        // The exporter's own account of itself goes to its makers otherwise.
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_SDKSTATS_DISABLED_ALL", "true");
        var perSecond = configuration["Telemetry:RequestsPerSecond"] switch
        {
            null or "" => RequestsPerSecond,
            var text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => throw new InvalidOperationException(Invalid),
        };
        TokenCredential? identity = configuration["Telemetry:ClientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : null;

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService(
                Correlation.Name, serviceInstanceId: configuration["WEBSITE_INSTANCE_ID"] is { Length: > 0 } instance ? instance : Environment.MachineName))
            .WithTracing(traces => traces
                .AddSource(Correlation.Name)
                .AddAzureMonitorTraceExporter(To)
                .SetSampler(provider => new RequestSampler(perSecond, provider.GetRequiredService<TimeProvider>())))
            .WithMetrics(metrics => metrics.AddMeter(Promises.Name).AddAzureMonitorMetricExporter(To))
            .WithLogging(
                logs => logs.AddProcessor(new OwnWordsOnly()).AddAzureMonitorLogExporter(To),
                options =>
                {
                    options.IncludeScopes = false;
                    options.IncludeFormattedMessage = true;
                });
        // What the host says of itself is for its own log.
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>(OwnWordsOnly.Ours, LogLevel.Information));
        return services;

        void To(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = destination;
            options.Credential = identity;
            options.EnableLiveMetrics = false;
            options.EnableStandardMetrics = false;
            options.EnablePerformanceCounters = false;
            options.EnableTraceBasedLogsSampler = false;
            options.DisableOfflineStorage = true;
            options.TracesPerSecond = null;
            options.SamplingRatio = 1;
        }
    }

    /// <summary>
    /// A log line of ours holds nobody's words (NothingPersonalInLogsTests). Others may quote what they choked on, so of theirs only where, how bad and what kind
    /// is sent.
    /// </summary>
    private sealed class OwnWordsOnly : BaseProcessor<LogRecord>
    {
        public const string Ours = "EngagementPipeline";

        public override void OnEnd(LogRecord data)
        {
            var ours = data.CategoryName is { } category && (category == Ours || category.StartsWith(Ours + ".", StringComparison.Ordinal));
            var fault = data.Exception?.GetType().Name;
            data.Exception = null; // its message may tell what somebody wrote
            if (ours && fault is null)
                return;

            data.FormattedMessage = data.Body = ours ? $"{data.FormattedMessage} {fault}" : $"{data.CategoryName} said something {data.EventId.Name ?? ""} {fault}".TrimEnd();
            if (!ours)
                data.Attributes = [];
        }
    }
}
