using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EngagementPipeline.Core.MyVoice.Everything;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Archives;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.MyVoice;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.MyVoice;

/// <summary>
/// One person's file: a zip with a page to read, the same as JSON, and their pictures and sounds. It is written while it is read and kept nowhere; the code is not in it.
/// </summary>
public sealed class EverythingFile(HandOverHandler handOver, IServiceScopeFactory scopes, ILoggerFactory loggers, SiteSettings site)
{
    private static readonly JsonSerializerOptions Json = new(WireJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task<IResult> OfAsync(EverythingHeld held, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(held);
        var page = await PageAsync(new(held, Code: null, AddressesOf(held, request)));
        return new Zip(held.At,
        [
            Whole("read-me-first.html", Encoding.UTF8.GetBytes(page)),
            Whole("everything.json", JsonSerializer.SerializeToUtf8Bytes(held, Json)),
            .. held.Media.Select(one => new ArchivePart(one.File, Packed: true, token => handOver.ReadAsync(one, token))),
        ]);
    }

    public IReadOnlyDictionary<StoryId, Uri> AddressesOf(EverythingHeld held, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(request);
        return held.Pages.ToDictionary(page => page.Story, page => site.AddressOf(page.Slug, new Uri($"{request.Scheme}://{request.Host}")));
    }

    private async Task<string> PageAsync(EverythingView view)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<EverythingPage>(parameters)).ToHtmlString());
    }

    private static ArchivePart Whole(string name, byte[] bytes) => new(name, Packed: false, _ => Task.FromResult<ReadOnlyMemory<byte>?>(bytes));

    private sealed class Zip(DateTimeOffset at, IReadOnlyList<ArchivePart> parts) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "application/zip";
            response.Headers.ContentDisposition = "attachment; filename=\"everything-about-me.zip\"";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Robots-Tag"] = "noindex";
            return ArchiveZip.WriteAsync(parts, at, response.Body, httpContext.RequestAborted);
        }
    }
}
