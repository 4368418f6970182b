using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Protocol;

/// <summary>Takes a transaction's answer apart.</summary>
internal static class BatchResponse
{
    private const string Line = "\r\n";

    /// <returns>One response for each action, or only the failed one.</returns>
    /// <exception cref="InvalidDataException">The service's answer is not what the protocol says.</exception>
    public static IReadOnlyList<Response> Parse(Response response)
    {
        var text = response.Content.ToString();
        var changeSet = Part(text, Boundary(response.Headers.ContentType))
            .Select(p => (p, Boundary: Boundary(Split(p).Headers.GetValueOrDefault("Content-Type"))))
            .FirstOrDefault(p => p.Boundary is not null);
        var parts = changeSet.Boundary is null ? Part(text, Boundary(response.Headers.ContentType)) : Part(changeSet.p, changeSet.Boundary);
        List<Response> responses = [.. parts.Select(p => Read(Split(p).Body, response.ClientRequestId))];
        return responses.Count > 0 ? responses : throw new InvalidDataException("The service's answer to a transaction has no parts.");
    }

    private static PartResponse Read(string http, string clientRequestId)
    {
        var end = http.IndexOf(Line, StringComparison.Ordinal);
        if (end < 0
            || http[..end].Split(' ', 3) is not [_, var status, .. var reason]
            || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new InvalidDataException("A part of the service's answer to a transaction is no HTTP response.");
        }

        var (headers, body) = Split(http[(end + Line.Length)..]);
        return new PartResponse(code, reason.FirstOrDefault(), headers, Encoding.UTF8.GetBytes(body), clientRequestId);
    }

    private static IEnumerable<string> Part(string text, string boundary)
        => boundary is null
            ? []
            : text.Split("--" + boundary)
                .Skip(1)
                .TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal))
                .Select(p => p.TrimStart('\r', '\n'));

    private static (Dictionary<string, string> Headers, string Body) Split(string part)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (true)
        {
            var end = part.IndexOf(Line, at, StringComparison.Ordinal);
            if (end <= at)
                return (headers, end < 0 ? "" : part[(end + Line.Length)..]);

            var colon = part.IndexOf(':', at, end - at);
            if (colon > 0)
                headers[part[at..colon].Trim()] = part[(colon + 1)..end].Trim();
            at = end + Line.Length;
        }
    }

    private static string Boundary(string contentType)
    {
        const string Name = "boundary=";
        var at = contentType?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType[(at + Name.Length)..].Split(';')[0].Trim('"', ' ');
    }
}
