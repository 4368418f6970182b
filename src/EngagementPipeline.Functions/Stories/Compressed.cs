using System.IO.Compression;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>
/// A page as small as the browser can take it. A story's page is public and the same for everybody, so that its length tells nothing; pages that hold something
/// of whoever asks are never made smaller.
/// </summary>
internal static class Compressed
{
    // Of 11. Below this a page of ours comes out larger than with gzip; above it takes many times as long for a few bytes.
    private const int BrotliQuality = 6;

    /// <summary>The body in the best way that the request allows, and the name of that way; null for as it is.</summary>
    public static (byte[] Body, string? How) For(HttpRequest request, byte[] body)
    {
        var accepted = request.Headers.AcceptEncoding.Where(line => line is not null).SelectMany(line => line!.Split(','))
            .Select(one => StringWithQualityHeaderValue.TryParse(one, out var parsed) && parsed.Quality is null or > 0 ? parsed.Value : null)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return accepted.Contains("br") ? (With(body, to => new BrotliStream(to, new BrotliCompressionOptions { Quality = BrotliQuality })), "br")
            : accepted.Contains("gzip") ? (With(body, to => new GZipStream(to, CompressionLevel.Optimal)), "gzip")
            : (body, null);
    }

    private static byte[] With(byte[] body, Func<Stream, Stream> way)
    {
        using var small = new MemoryStream();
        using (var stream = way(small))
            stream.Write(body);
        return small.ToArray();
    }
}
