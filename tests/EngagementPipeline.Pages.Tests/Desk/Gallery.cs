using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Desk.Voices;
using EngagementPipeline.Pages.Reports;
using EngagementPipeline.Pages.Tests.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>
/// Shows every page of the desk in every state (empty, full, very full, refused), with what it shows invented in
/// <see cref="PageStates"/>, under the desk's content security policy. For looking at, and for tests in a real browser.
/// </summary>
public sealed class Gallery : IAsyncLifetime
{
    private const string DeskPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'";

    private WebApplication? _app;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/assets/{file}", (string file) =>
            DeskAssets.Find(file) is { } asset ? Results.Bytes(asset.Bytes, asset.ContentType) : Results.NotFound());
        _app.MapGet("/capture-worker.js", () => Results.Text(CaptureWorker.Script, "text/javascript"));
        _app.MapGet("/states/{name}", (string name, HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = name.StartsWith("editor", StringComparison.Ordinal) ? DeskPolicy + "; frame-src 'self'" : DeskPolicy;
            return PageStates.All.TryGetValue(name, out var state)
                ? new RazorComponentResult(state.Page, state.Parameters)
                : (IResult)Results.NotFound();
        });
        var files = new ReportHtml(_app.Services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance);
        _app.MapGet("/report-files/{name}", async (string name, HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = ReportHtml.Policy;
            return Results.Bytes(await files.WriteAsync(InventedReports.All[name]), "text/html; charset=utf-8");
        });
        _app.MapGet("/api/stories/{story}/preview", () => Results.Text("<!DOCTYPE html><html lang=en><title>Preview</title><p>", "text/html"));
        // Where pages lead to once something was done.
        _app.MapFallback(() => Results.Text("<!DOCTYPE html><title>Elsewhere</title>", "text/html"));
        await _app.StartAsync();
        Address = _app.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}
