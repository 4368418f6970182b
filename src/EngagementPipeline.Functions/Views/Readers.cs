using System.Net;
using EngagementPipeline.Core.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Functions.Views;

/// <summary>
/// What a request tells of its reader. On App Service the connection is the platform's, which adds the client's address as the last
/// of <c>X-Forwarded-For</c>; whatever stands before it the client wrote itself. Anywhere else the header is anybody's, and is not read.
/// Under the Functions host the worker has already taken that last address for the connection's, and the header is gone (docs/decisions/0014).
/// Behind Front Door that address is Front Door's, for everybody the same: then the address that Front Door saw counts, if the request shows
/// the id of ours (the setting <c>FrontDoor:Id</c>), which Front Door writes over whatever a client puts there.
/// </summary>
public sealed class Readers(IConfiguration configuration)
{
    private readonly string? _frontDoor = configuration["FrontDoor:Id"] is { Length: > 0 } id ? id : null;

    private readonly bool _behindThePlatform = configuration["WEBSITE_SITE_NAME"] is { Length: > 0 };

    public ReaderSigns Of(HttpRequest request) => new(
        AddressOf(request),
        request.Headers.UserAgent.ToString(),
        Objects: request.Headers["Sec-GPC"] == "1" || request.Headers["DNT"] == "1");

    /// <summary>Null where nobody says. Never stored, and never logged.</summary>
    public IPAddress? AddressOf(HttpRequest request)
    {
        if (!_behindThePlatform)
            return request.HttpContext.Connection.RemoteIpAddress;

        if (_frontDoor is not null && string.Equals(request.Headers["X-Azure-FDID"].ToString(), _frontDoor, StringComparison.OrdinalIgnoreCase)
            && IPAddress.TryParse(request.Headers["X-Azure-SocketIP"].ToString(), out var reader))
            return reader;

        var forwarded = request.Headers["X-Forwarded-For"].ToString();
        var last = forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim();
        return IPEndPoint.TryParse(last, out var client) ? client.Address : request.HttpContext.Connection.RemoteIpAddress;
    }
}
