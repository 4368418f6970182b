using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EngagementPipeline.Functions.Reports;

/// <summary>A file to keep, with an ETag of its bytes; like JSON it is kept by nobody but the reader's own browser.</summary>
public sealed class FileAnswer(byte[] bytes, string contentType, string name) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var mark = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(bytes, contentType, name, entityTag: mark).ExecuteAsync(httpContext);
    }
}
