using System.Buffers.Text;
using System.Text;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary>A place in a list as <c>?continue=</c> carries it: base64url, so that nobody takes it for something to build by hand.</summary>
public static class Continuation
{
    public static string? Write(string? place) => place is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    /// <summary>Null where the request asks for the first page.</summary>
    public static Result<string?> Read(HttpRequest request)
    {
        var text = request.Query["continue"].ToString();
        if (text.Length == 0)
            return (string?)null;
        return Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : Refusals.BadContinue;
    }
}
