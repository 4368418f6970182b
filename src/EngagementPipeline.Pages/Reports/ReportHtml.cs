using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Reports;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Pages.Reports;

/// <summary>
/// A report as one HTML file that needs nothing beside it: to keep, to send, or to put on a site. It runs no script and loads nothing. The same report
/// gives the same bytes.
/// </summary>
public sealed class ReportHtml(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    private static readonly string Style = ReadStyle();

    /// <summary>What the file may do: nothing but wear its own style. It says so of itself, and whoever serves it should too.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    public static string FileName(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"engagement-{report.Year}{(report.Sample ? "-with-sample" : "")}.html";
    }

    public async Task<byte[]> WriteAsync(Report report)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReportFilePage.Report)] = report,
            [nameof(ReportFilePage.Policy)] = Policy,
            [nameof(ReportFilePage.Style)] = Style,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportFilePage>(parameters)).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }

    private static string ReadStyle() => Read("report-file/report.css") + Read("desk/4-chart.css");

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(ReportHtml).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
