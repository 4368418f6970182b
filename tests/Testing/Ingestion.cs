using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Testing;

/// <summary>Plays Application Insights' ingestion service on a free port of this machine, and keeps everything that was sent to it, headers and addresses too.</summary>
public sealed class Ingestion : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ConcurrentQueue<JsonElement> _items = new();
    private Uri _address = new("http://127.0.0.1/");

    private Ingestion()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>As an Application Insights resource gives it.</summary>
    public string ConnectionString => $"InstrumentationKey={Guid.Empty};IngestionEndpoint={_address};LiveEndpoint={_address}";

    /// <summary>Every request, as text: address, headers, body unpacked.</summary>
    public IReadOnlyList<string> All => [.. _all];

    /// <summary>Every item of telemetry: <c>{name, time, tags, data: {baseType, baseData}}</c>.</summary>
    public IReadOnlyList<JsonElement> Items => [.. _items];

    public static async Task<Ingestion> StartAsync()
    {
        var server = new Ingestion();
        await server._app.StartAsync();
        server._address = new(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>The data of one kind of item, such as RequestData, with the id of what it belongs to.</summary>
    public IEnumerable<(string? Operation, JsonElement Data)> Of(string kind) =>
        from item in Items
        where item.GetProperty("data").GetProperty("baseType").GetString() == kind
        select (item.GetProperty("tags").TryGetProperty("ai.operation.id", out var id) ? id.GetString() : null, item.GetProperty("data").GetProperty("baseData"));

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await using (var unpacked = http.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body)
            await unpacked.CopyToAsync(body);
        var text = Encoding.UTF8.GetString(body.ToArray());
        _all.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n{string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n{text}");
        var items = Read(text);
        foreach (var item in items)
            _items.Enqueue(item);
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($"{{\"itemsReceived\":{items.Count},\"itemsAccepted\":{items.Count},\"errors\":[]}}");
    }

    /// <summary>An array, or one item a line.</summary>
    private static List<JsonElement> Read(string text) =>
        text.TrimStart().StartsWith('[')
            ? [.. JsonDocument.Parse(text).RootElement.EnumerateArray()]
            : [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
