using System.Collections.Concurrent;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Views;

/// <summary>Serves a page of three tall cards that counts its reading, and takes down what the page sends.</summary>
internal sealed class ReadingServer : IAsyncDisposable
{
    public static readonly StoryId Story = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"));

    private readonly WebApplication _app;
    private int _served;

    private ReadingServer(WebApplication app)
    {
        _app = app;
        app.MapGet("/s/see-me/", () =>
        {
            Interlocked.Increment(ref _served);
            return Results.Content(Page(), "text/html");
        });
        app.MapGet("/framed", () => Results.Content("<!DOCTYPE html><iframe src=\"/s/see-me/\" width=600 height=400></iframe>", "text/html"));
        app.MapGet("/before", () => Results.Content("<!DOCTYPE html><title>Before</title><a href=\"/s/see-me/\">Read</a>", "text/html"));
        app.MapGet("/guesses", () => Results.Content(
            "<!DOCTYPE html><title>Guesses</title><script type=\"speculationrules\">{\"prerender\":[{\"source\":\"list\",\"urls\":[\"/s/see-me/\"]}]}</script><a href=\"/s/see-me/\">Read</a>",
            "text/html"));
        app.MapGet("/fetches", () => Results.Content(
            "<!DOCTYPE html><title>Fetches</title><link rel=\"prefetch\" href=\"/s/see-me/\"><a href=\"/s/see-me/\">Read</a>", "text/html"));
        app.MapGet("/expects", () => Results.Content(
            "<!DOCTYPE html><title>Expects</title><script type=\"speculationrules\">{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"/s/see-me/\"]}]}</script><a href=\"/s/see-me/\">Read</a>",
            "text/html"));
        app.MapPost("/api/views", async request =>
        {
            using var body = new StreamReader(request.Request.Body);
            var text = await body.ReadToEndAsync();
            var answer = Answer;
            Received.Enqueue(new(text, request.Request.ContentType, answer));
            request.Response.StatusCode = answer;
        });
    }

    public ConcurrentQueue<Sent> Received { get; } = [];

    /// <summary>How often the page was fetched.</summary>
    public int Served => _served;

    public int Answer { get; set; } = 204;

    public string Address => _app.Urls.First();

    public string StoryAddress => $"{Address}/s/see-me/";

    /// <summary>What the collector accepts of what was received; throws on anything it would refuse.</summary>
    public IReadOnlyList<PageRecord> Records =>
        [.. Received.SelectMany(sent => PageRecordReader.Read(System.Text.Encoding.UTF8.GetBytes(sent.Body)).Value)];

    public static async Task<ReadingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new ReadingServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Page() => $$"""
        <!DOCTYPE html><html lang="en"><title>See me</title><style>section { height: 1500px } body { margin: 0 }</style>
        <main data-story="{{Story}}" data-version="3">
        <section data-card="0">One <button id="use" onclick="this.dispatchEvent(new Event('story:used', {bubbles: true}))">Use</button></section>
        <section data-card="1">Two</section><section data-card="3">Four</section></main><footer>End</footer>
        <script>{{new PageCounting().CountingScript(Story, 3, "/api/views")}}</script>
        """;
}

internal sealed record Sent(string Body, string? ContentType, int Answered);
