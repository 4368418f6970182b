using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Testing.Graph;

/// <summary>
/// Answers on a free port of this machine as Microsoft Graph's documentation says for what the app uses; the real SDK talks to it. One class per area
/// (<see cref="Pages"/>, <see cref="Mail"/>). What goes wrong is written down beforehand with <see cref="Next"/>.
/// </summary>
public sealed class GraphServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<GraphRequest> _requests = new();
    private readonly List<(string Method, string Path, GraphTrouble Trouble)> _troubles = [];
    private readonly Lock _lock = new();

    private GraphServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use(AnswerAsync);
        _app.UseRouting();
        Drives = new(Pages);
        Pages.Map(_app);
        Analytics.Map(_app);
        Drives.Map(_app);
        Mail.Map(_app);
        _app.Map("{**any}", (RequestDelegate)(http => GraphAnswer.Error(404, "itemNotFound").WriteAsync(http)));
    }

    public GraphServerPages Pages { get; } = new();

    public GraphServerMail Mail { get; } = new();

    public GraphServerDrives Drives { get; }

    public GraphServerAnalytics Analytics { get; } = new();

    /// <summary>Such as http://127.0.0.1:40123/v1.0.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Everything that was asked, first to last, refused or not.</summary>
    public IReadOnlyList<GraphRequest> Requests => _requests.ToList();

    public static async Task<GraphServer> StartAsync()
    {
        var server = new GraphServer();
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Endpoint = new(address + "/v1.0");
        server.Drives.Address = new(address);
        return server;
    }

    /// <summary>The app settings that send the app here; without any that say what it may use.</summary>
    public Dictionary<string, string?> Settings(params IEnumerable<(string Name, string Value)> more) =>
        new(more.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)).Append(new("Graph:Endpoint", Endpoint.ToString())));

    /// <summary>
    /// What happens to the next request of this kind instead of, or after, its being done. Several are used up in the order they were written down.
    /// </summary>
    /// <param name="method">Such as POST; <c>*</c> for any.</param>
    /// <param name="path">After the version, as it is asked for; <c>*</c> stands for anything, such as <c>/sites/*/pages</c>.</param>
    /// <param name="trouble">What happens.</param>
    /// <param name="times">How often.</param>
    public void Next(string method, string path, GraphTrouble trouble, int times = 1)
    {
        lock (_lock) _troubles.AddRange(Enumerable.Repeat((method, path, trouble), times));
    }

    /// <summary>Forgets what was to go wrong and has not.</summary>
    public void Heal()
    {
        lock (_lock) _troubles.Clear();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, RequestDelegate work)
    {
        http.Request.EnableBuffering();
        // Graph takes a type's name with and without "microsoft."; the SDK writes it without.
        http.Request.Path = http.Request.Path.Value!.Replace("/graph.", "/microsoft.graph.", StringComparison.Ordinal);
        var path = http.Request.Path.Value!;
        path = path.StartsWith("/v1.0", StringComparison.Ordinal) ? path["/v1.0".Length..] : path;
        var request = await GraphRequest.ReadAsync(http.Request, path);
        _requests.Enqueue(request);

        switch (TakeTrouble(request.Method, path))
        {
            case { Answer: { } answer }:
                await answer.WriteAsync(http);
                break;
            case { CutsBefore: true }:
                http.Abort();
                break;
            case { CutsAfter: true }:
                await DoUnheardAsync(http, work);
                break;
            case null when request.Token is null && !path.StartsWith("/upload/", StringComparison.Ordinal):
                await GraphAnswer.Error(401, "InvalidAuthenticationToken").WriteAsync(http);
                break;
            default:
                await work(http);
                break;
        }
    }

    /// <summary>The work is done, and the connection cut before the answer's first byte.</summary>
    private static async Task DoUnheardAsync(HttpContext http, RequestDelegate work)
    {
        using var unheard = new MemoryStream();
        http.Response.Body = unheard;
        await work(http);
        http.Abort();
    }

    private GraphTrouble? TakeTrouble(string method, string path)
    {
        lock (_lock)
        {
            var at = _troubles.FindIndex(one => (one.Method == "*" || one.Method == method) && GraphPath.Fits(one.Path, path));
            if (at < 0)
                return null;
            var found = _troubles[at].Trouble;
            _troubles.RemoveAt(at);
            return found;
        }
    }
}

/// <summary>A request as it came.</summary>
public sealed record GraphRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Token => Headers.GetValueOrDefault("Authorization")?["Bearer ".Length..];

    public JsonNode Json => JsonNode.Parse(Body)!;

    internal static async Task<GraphRequest> ReadAsync(HttpRequest request, string path)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new(request.Method, path, Uri.UnescapeDataString(request.QueryString.Value ?? ""), headers, body);
    }
}
