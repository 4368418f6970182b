using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.LocalHost;

/// <summary>What a <see cref="LocalServer"/> runs, and on what.</summary>
public sealed record LocalServerSettings
{
    /// <summary>The classes whose functions are run; others among them do no harm.</summary>
    public required IReadOnlyList<Type> Functions { get; init; }

    /// <summary>The app's own composition: its services and its middleware.</summary>
    public required Action<FunctionsApplicationBuilder> Configure { get; init; }

    /// <summary>The storage account, as the app setting <c>AzureWebJobsStorage</c>.</summary>
    public required string StorageConnection { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the clock and the timers are remembered; null to remember nothing.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Where the clock starts; null for the machine's time, or where the data directory says it was left.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>Whether an empty store is filled with the sample project.</summary>
    public bool LoadSample { get; init; }

    /// <summary>Whether timers follow their schedules. Without, they run only through <c>POST /admin/functions/{name}</c>.</summary>
    public bool FollowSchedules { get; init; } = true;

    /// <summary>The host.json to read; by default the one beside the program.</summary>
    public string HostJson { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>App settings, which go before everything else but <see cref="StorageConnection"/>.</summary>
    public IReadOnlyDictionary<string, string?> AppSettings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether the app is told this server's own address as <c>Site:BaseUrl</c> where nothing else sets it, so that links to stories have their pictures.</summary>
    public bool TellAddress { get; init; }

    /// <summary>A file such as local.settings.json whose <c>Values</c> are app settings too; null for none.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>How long what is under way may take to finish when the host stops; what takes longer is cancelled.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where logs go; by default to standard error, one line each.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>The Functions app itself, on the given storage account.</summary>
    public static LocalServerSettings ForTheApp(string storageConnection) => new()
    {
        Functions = typeof(EngagementPipeline.Functions.Program).Assembly.GetTypes(),
        Configure = EngagementPipeline.Functions.Program.Configure,
        StorageConnection = storageConnection,
    };
}
