using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace EngagementPipeline.Azure.Shared;

/// <summary>Reads what an access token says of itself. Only to tell people what is missing: whether a token is good is Graph's to say.</summary>
public static class GraphToken
{
    /// <summary>The application permissions in a token's <c>roles</c>; none where it is no JWT, as with a stand-in.</summary>
    public static IReadOnlyList<string> Roles(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Split('.') is not [_, var body, _] || !Base64Url.IsValid(body))
            return [];
        try
        {
            using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(body)));
            return claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array
                ? roles.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!).ToList()
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
