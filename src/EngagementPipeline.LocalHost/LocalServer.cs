using System.Net;
using System.Net.Sockets;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.LocalHost.Admin;
using EngagementPipeline.LocalHost.Clock;
using EngagementPipeline.LocalHost.Http;
using EngagementPipeline.LocalHost.Runtime;
using EngagementPipeline.LocalHost.SignIn;
using EngagementPipeline.LocalHost.Startup;
using EngagementPipeline.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace EngagementPipeline.LocalHost;

/// <summary>
/// A Functions app running in this process on 127.0.0.1: what the real host would give its functions, given here. When <see cref="StartAsync"/> returns,
/// the first request will be answered. Storage is the caller's to provide.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private const string BaseUrl = "Site:BaseUrl";

    private readonly WebApplication _app;
    private readonly BackgroundTriggers _triggers;
    private readonly TimeSpan _grace;
    private bool _stopped;

    private LocalServer(WebApplication app, BackgroundTriggers triggers, TimeSpan grace, MovableClock clock, Uri address)
    {
        _app = app;
        _triggers = triggers;
        _grace = grace;
        Clock = clock;
        Address = address;
    }

    /// <summary>Such as http://127.0.0.1:7071/.</summary>
    public Uri Address { get; }

    public MovableClock Clock { get; }

    /// <summary>The app's services, for tests that look behind the functions.</summary>
    public IServiceProvider Services => _app.Services;

    /// <exception cref="FunctionDefinitionException">A function, or host.json, is not as the host needs it.</exception>
    /// <exception cref="CannotStartException">The port is taken.</exception>
    public static async Task<LocalServer> StartAsync(LocalServerSettings settings, CancellationToken cancellationToken)
    {
        using var port = ReservedPort.Take(settings.Port);
        return await StartAsync(settings, port, cancellationToken);
    }

    /// <param name="settings">What to run.</param>
    /// <param name="port">The port to listen on, taken before.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    internal static async Task<LocalServer> StartAsync(LocalServerSettings settings, ReservedPort port, CancellationToken cancellationToken)
    {
        var hostJson = HostJson.Read(settings.HostJson);
        var clock = new MovableClock(settings.Clock, FileIn("clock.json") is { } file ? new ClockFile(file) : null);
        var builder = Builder(settings, hostJson, clock, port);
        WebApplication? built = null;
        var functionsBuilder = new FunctionsApplicationBuilder(
            builder, builder.Configuration, () => throw new InvalidOperationException("LocalHost builds the app itself; only configure it."));

        settings.Configure(functionsBuilder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));

        var functions = FunctionCatalogue.Read(settings.Functions, builder.Configuration);
        var pipeline = new FunctionPipeline(functionsBuilder);

        if (!functionsBuilder.IsWebApplication)
            throw new FunctionDefinitionException("The app must call ConfigureFunctionsWebApplication(), or its HTTP functions get no HttpRequest.");

        try
        {
            built = builder.Build();
            functions.CheckServices(built.Services.GetRequiredService<IServiceProviderIsService>());
            var triggers = new BackgroundTriggers(
                functions, pipeline, built.Services, hostJson.Queues, builder.Configuration, clock, new TimerMemory(FileIn("timers.json")),
                settings.FollowSchedules, settings.Grace, built.Services.GetRequiredService<ILoggerFactory>());
            var server = new LocalServer(built, triggers, settings.Grace, clock, port.Address);

            Route(built, hostJson, functions, pipeline, triggers, clock);
            await server.StartAsync(settings.LoadSample, cancellationToken);
            return server;
        }
        catch
        {
            if (built is not null) await built.DisposeAsync();

            throw;
        }

        string? FileIn(string name) => settings.DataDirectory is { } directory ? Path.Combine(directory, name) : null;
    }

    /// <summary>
    /// Takes no more requests, messages or timer ticks, lets what is under way finish (at most <see cref="LocalServerSettings.Grace"/>), and stops the app.
    /// </summary>
    public async Task StopAsync()
    {
        if (_stopped) return;

        _stopped = true;
        using var grace = new CancellationTokenSource(_grace);

        // The app's own services stay up until the last function has returned.
        await Task.WhenAll(_app.Services.GetRequiredService<IServer>().StopAsync(grace.Token), _triggers.StopAsync());
        await _app.StopAsync(CancellationToken.None);
        Clock.Remember();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _triggers.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static WebApplicationBuilder Builder(LocalServerSettings settings, HostJson hostJson, MovableClock clock, ReservedPort port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });

        if (settings.SettingsFile is { } file) AddValues(builder.Configuration, file);

        builder.Configuration
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings.AppSettings)
            .AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", settings.StorageConnection),
                // As on a platform that signs people in and takes off principal headers that clients send: this host does both.
                new("WEBSITE_AUTH_ENABLED", "true"),
            ]);

        if (settings.TellAddress && string.IsNullOrEmpty(builder.Configuration[BaseUrl]))
            builder.Configuration.AddInMemoryCollection([new(BaseUrl, port.Address.GetLeftPart(UriPartial.Authority))]);

        builder.Logging.AddConfiguration(hostJson.Configuration.GetSection("logging"));
        // It would measure and scope every request for a log line that nobody wants.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        (settings.Logging ?? ToStandardError)(builder.Logging);

        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Grace);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<SignedInRequests>();
        builder.Services.AddSingleton<FaultBoundary>();

        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Gate.LargestBody;
            kestrel.Listen(port.EndPoint);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.CreateBoundListenSocket = _ => port.Release();
            // A request is read, run and answered on the thread that heard of it, not handed on twice. No function here blocks its thread.
            sockets.UnsafePreferInlineScheduling = true;
        });

        return builder;
    }

    private static void Route(
        WebApplication app, HostJson hostJson, FunctionCatalogue functions, FunctionPipeline pipeline, BackgroundTriggers triggers, MovableClock clock)
    {
        var boundary = app.Services.GetRequiredService<FaultBoundary>();
        var runs = new AdminRuns(triggers, clock, app.Services.GetRequiredService<ILogger<AdminRuns>>());
        IEnumerable<OwnPage> pages = [.. SignInEndpoints.All(), .. new ClockEndpoints(clock).All(), .. new AdminEndpoints(functions, runs).All()];
        IEnumerable<RouteEndpoint> endpoints =
        [
            .. pages.Select(page => HttpEndpoints.Of(page, boundary)),
            .. HttpEndpoints.Of(
                functions,
                hostJson.RoutePrefix,
                function => boundary.Around(function.Name, http => pipeline.RunAsync(new HttpInvocation(function, http)))),
        ];

        app.Use(Gate.Enter(app.Services.GetRequiredService<SignedInRequests>()));
        app.UseRouting();
        app.Use(Gate.OnlyServed);
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(endpoints));
    }

    private async Task StartAsync(bool loadSample, CancellationToken cancellationToken)
    {
        await ForEachAsync<IPrepareStorage>(part => part.PrepareAsync(cancellationToken));

        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException or SocketException)
        {
            throw ReservedPort.Taken(Address.Port);
        }

        _triggers.Start();

        try
        {
            if (loadSample) await ForEachAsync<ILoadSample>(part => part.LoadIfEmptyAsync(cancellationToken));
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    private async Task ForEachAsync<T>(Func<T, Task> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();

        foreach (var part in scope.ServiceProvider.GetServices<T>()) await act(part);
    }

    private static void AddValues(ConfigurationManager configuration, string file)
    {
        var values = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: true, reloadOnChange: false).Build().GetSection("Values");
        configuration.AddInMemoryCollection(values.AsEnumerable(makePathsRelative: true)
            .Where(pair => pair.Value is not null)
            // The Core Tools put them into the environment, where two underscores stand for a colon.
            .Select(pair => new KeyValuePair<string, string?>(pair.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair.Value)));
    }

    private static void ToStandardError(ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.FormatterName = LogLines.Kind).AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
