using System.Text;
using Azure.Core;

namespace EngagementPipeline.Testing;

/// <summary>One attempt, as it left the client.</summary>
public sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal static SentRequest Of(Request request)
    {
        var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        var headers = request.Headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase);
        return new SentRequest(request.Method.ToString(), request.Uri.ToUri(), headers, Encoding.UTF8.GetString(body.ToArray()));
    }
}
