using EngagementPipeline.Core.Reports;
using EngagementPipeline.Pages.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Reports;

/// <summary>
/// A report as an HTML file: to keep, so it comes as an attachment like the other forms, never as a page of this service. Where a browser shows it
/// all the same, it may do nothing but wear its own style.
/// </summary>
public sealed class HtmlAnswer(Report report) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var file = await httpContext.RequestServices.GetRequiredService<ReportHtml>().WriteAsync(report);
        httpContext.Response.Headers.ContentSecurityPolicy = $"{ReportHtml.Policy}; frame-ancestors 'none'; sandbox";
        await new FileAnswer(file, "text/html; charset=utf-8", ReportHtml.FileName(report)).ExecuteAsync(httpContext);
    }
}
