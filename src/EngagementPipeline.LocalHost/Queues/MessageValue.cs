using System.Text.Json;

namespace EngagementPipeline.LocalHost.Queues;

/// <summary>A message's bytes as the type that a function's parameter asks for: text, bytes, or anything that JSON can become.</summary>
internal static class MessageValue
{
    /// <summary>The options of the worker's own JSON converter.</summary>
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="JsonException">The message is not the JSON that the function wants.</exception>
    public static object? As(Type type, BinaryData message)
    {
        if (type == typeof(string)) return message.ToString();
        if (type == typeof(BinaryData)) return message;

        return type == typeof(byte[]) ? message.ToArray() : JsonSerializer.Deserialize(message.ToMemory().Span, type, Json);
    }

    /// <returns>The bytes a base64 message stands for; null when it is not base64.</returns>
    public static BinaryData? Decode(BinaryData body, bool base64)
    {
        if (!base64) return body;

        var bytes = new byte[body.ToMemory().Length];

        return Convert.TryFromBase64String(body.ToString(), bytes, out var written) ? new BinaryData(bytes.AsMemory(0, written)) : null;
    }
}
