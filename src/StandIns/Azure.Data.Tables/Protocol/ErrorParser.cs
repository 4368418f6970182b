using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads the service's error: <c>{"odata.error":{"code":"…","message":{"lang":"en-US","value":"…"}}}</c>.</summary>
internal sealed class ErrorParser : RequestFailedDetailsParser
{
    /// <remarks>Within a transaction the message starts with the index of the action at fault: <c>1:The specified …</c>.</remarks>
    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = null;
        data = null;
        if (!TryRead(response, out var code, out var message))
            return false;

        error = new ResponseError(code, message);
        data = new Dictionary<string, string>();
        if (message?.Split(':') is [var start, _, ..] && int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            data[TableTransactionFailedException.FailedIndexKey] = start;
        return true;
    }

    public static bool HasCode(Response response, string code) => TryRead(response, out var found, out _) && found == code;

    [SuppressMessage("Design", "CA1031", Justification = "A proxy's error page is no JSON; the status says what is known.")]
    private static bool TryRead(Response response, out string code, out string message)
    {
        code = null;
        message = null;
        try
        {
            if (response.ContentStream is null)
                return false;
            using var json = JsonDocument.Parse(response.Content);
            var error = json.RootElement.GetProperty("odata.error");
            code = error.GetProperty("code").GetString();
            message = error.GetProperty("message").GetProperty("value").GetString();
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
