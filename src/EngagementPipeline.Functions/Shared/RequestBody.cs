using System.Buffers;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Shared;

/// <summary>Reads a request's body within a limit, as bytes or as strict JSON.</summary>
public static class RequestBody
{
    /// <summary>Most bodies are forms that somebody filled in.</summary>
    public const long FormLimit = 65_536;

    /// <summary>
    /// The body as <typeparamref name="T"/>: a wire record of nullable strings, numbers, lists and records, whose values are not
    /// checked yet. Refuses with <c>body-too-large</c>, <c>malformed-json</c> or <c>bad-fields</c>.
    /// </summary>
    public static async Task<Result<T>> ReadAsync<T>(this HttpRequest request, long limit = FormLimit)
        where T : class =>
        (await request.ReadBytesAsync(limit)).Then(Parse<T>);

    /// <summary>As <see cref="ReadAsync{T}"/>, but no body at all reads as an empty object.</summary>
    public static async Task<Result<T>> ReadOptionalAsync<T>(this HttpRequest request, long limit = FormLimit)
        where T : class =>
        (await request.ReadBytesAsync(limit)).Then(body => Parse<T>(body.IsEmpty ? "{}"u8.ToArray() : body));

    /// <summary>The body's bytes; never holds more than <paramref name="limit"/> of them.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadBytesAsync(this HttpRequest request, long limit)
    {
        if (request.ContentLength > limit)
            return Refusals.BodyTooLarge(limit);

        var body = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, limit) + 1);
        int read;
        while ((read = await request.Body.ReadAsync(body.GetMemory(), request.HttpContext.RequestAborted)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
                return Refusals.BodyTooLarge(limit);
        }

        return body.WrittenMemory;
    }

    /// <summary>The mark of the document that the caller edits, without the quotes; null when If-Match is missing.</summary>
    public static string? IfMatch(this HttpRequest request) =>
        request.Headers.IfMatch.ToString() is { Length: > 0 } mark ? mark.Trim().Trim('"') : null;

    public static Result<T> Parse<T>(ReadOnlyMemory<byte> body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, WireJson.Options) is { } value
                ? value
                : Refusals.MalformedJson("The body must be a JSON object.");
        }
        catch (JsonException wrong)
        {
            return RefusalOf(wrong, body);
        }
    }

    /// <summary>Says which field, or which line, without repeating what was sent.</summary>
    private static Refusal RefusalOf(JsonException wrong, ReadOnlyMemory<byte> body)
    {
        if (!IsWellFormed(body, out var place))
            return Refusals.MalformedJson(place);

        var path = wrong.Path is { Length: > 2 } p && p.StartsWith("$.", StringComparison.Ordinal) ? p[2..] : "body";
        if (wrong.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return Refusals.BadField(path, "Is not a field that is known here.");
        if (wrong.Message.Contains("Duplicate property", StringComparison.Ordinal))
            return Refusals.BadField(path, "Is there twice.");
        return Refusals.BadField(path, "Is of the wrong type.");
    }

    private static bool IsWellFormed(ReadOnlyMemory<byte> body, out string? place)
    {
        place = null;
        try
        {
            using var _ = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = WireJson.Options.MaxDepth });
            return true;
        }
        catch (JsonException malformed)
        {
            place = $"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.";
            return false;
        }
    }
}
