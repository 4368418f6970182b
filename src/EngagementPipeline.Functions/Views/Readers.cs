using System.Net;
using EngagementPipeline.Core.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Functions.Views;

/// <summary>
/// What a request tells of its reader. On App Service the connection is the platform's, which adds the client's address as the last
/// of <c>X-Forwarded-For</c>; whatever stands before it the client wrote itself. Anywhere else the header is anybody's, and is not read.
/// </summary>
public sealed class Readers(IConfiguration configuration)
{
    private readonly bool _behindThePlatform = configuration["WEBSITE_SITE_NAME"] is { Length: > 0 };

    public ReaderSigns Of(HttpRequest request) => new(
        AddressOf(request),
        request.Headers.UserAgent.ToString(),
        Objects: request.Headers["Sec-GPC"] == "1" || request.Headers["DNT"] == "1");

    private IPAddress? AddressOf(HttpRequest request)
    {
        if (!_behindThePlatform)
            return request.HttpContext.Connection.RemoteIpAddress;

        var forwarded = request.Headers["X-Forwarded-For"].ToString();
        var last = forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim();
        return IPEndPoint.TryParse(last, out var client) ? client.Address : request.HttpContext.Connection.RemoteIpAddress;
    }
}
