namespace Azure.Data.Tables.Protocol;

/// <summary>Where the next page starts: opaque marks of the service. As text, the two with a space between.</summary>
internal static class Continuation
{
    /// <returns>Null after the last page. A page may be empty and still have a successor.</returns>
    public static string Of(Response response, string first, string second)
    {
        var headers = response.Headers;
        return headers.TryGetValue("x-ms-continuation-" + first, out var start)
            ? headers.TryGetValue("x-ms-continuation-" + second, out var then) ? start + " " + then : start + " "
            : null;
    }

    public static void Append(Core.RequestUriBuilder uri, string token, string first, string second)
    {
        if (string.IsNullOrWhiteSpace(token))
            return;

        var parts = token.Split(' ');
        uri.AppendQuery(first, parts[0], escapeValue: true);
        if (parts is [_, { Length: > 0 } then, ..])
            uri.AppendQuery(second, then, escapeValue: true);
    }
}
