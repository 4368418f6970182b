using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.LocalHost.Runtime;

/// <summary>
/// What host.json says, with the real host's defaults where it says nothing. As there, an environment variable such as
/// <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> goes before the file.
/// </summary>
internal sealed record HostJson
{
    public required IConfiguration Configuration { get; init; }

    /// <summary>Without slashes around it; empty for none.</summary>
    public string RoutePrefix { get; init; } = "api";

    public QueueSettings Queues { get; init; } = new();

    /// <param name="path">The file; one that is missing counts as empty.</param>
    public static HostJson Read(string path)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(path), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables("AzureFunctionsJobHost__")
            .Build();
        var queues = configuration.GetSection("extensions:queues");
        var batchSize = Number(queues, "batchSize", 16, least: 1, most: 32);

        return new HostJson
        {
            Configuration = configuration,
            RoutePrefix = (configuration["extensions:http:routePrefix"] ?? "api").Trim('/'),
            Queues = new QueueSettings
            {
                BatchSize = batchSize,
                NewBatchThreshold = Number(queues, "newBatchThreshold", Math.Max(batchSize / 2, 1), least: 0, most: 1000),
                MaxDequeueCount = Number(queues, "maxDequeueCount", 5, least: 1, most: 1000),
                VisibilityTimeout = Time(queues, "visibilityTimeout", TimeSpan.Zero),
                MaxPollingInterval = Time(queues, "maxPollingInterval", TimeSpan.FromMinutes(1)),
                Base64 = !string.Equals(queues["messageEncoding"], "none", StringComparison.OrdinalIgnoreCase),
            },
        };
    }

    private static int Number(IConfiguration section, string name, int otherwise, int least, int most)
    {
        if (section[name] is not { } text) return otherwise;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FunctionDefinitionException($"host.json: queues.{name} must be a whole number from {least} to {most}.");
    }

    private static TimeSpan Time(IConfiguration section, string name, TimeSpan otherwise)
    {
        if (section[name] is not { } text) return otherwise;

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.Zero
            ? value
            : throw new FunctionDefinitionException($"host.json: queues.{name} must be a time such as 00:00:10.");
    }
}

/// <summary>How queues are read; the meaning of each is the real host's.</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages fetched at once, 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is fetched once no more than this many of a function's messages are being worked on.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>Tries before a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message that failed stays out of sight.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>The longest an empty queue goes unasked.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public bool Base64 { get; init; } = true;
}
