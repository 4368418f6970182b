using System.Text.Json;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Reads who is signed in from <c>X-MS-CLIENT-PRINCIPAL</c>, the header that App Service authentication puts on a request
/// (base64 of JSON: <c>{auth_typ, name_typ, role_typ, claims: [{typ, val}]}</c>) after taking off any that the client sent.
/// Trusted only where the platform does that: it says so by the setting <c>WEBSITE_AUTH_ENABLED</c>, which App Service sets
/// and which must never be set by hand on a host without it, or anybody could sign in as anybody.
/// </summary>
public sealed class Principals(IConfiguration configuration)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string ObjectId = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    /// <summary>What App Service calls the directory's <c>email</c>.</summary>
    private const string MailAddress = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

    /// <summary>A principal is some kilobytes of claims; more than this is nobody's.</summary>
    private const int MostCharacters = 65_536;

    private readonly bool _trusted = string.Equals(configuration["WEBSITE_AUTH_ENABLED"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when nobody is signed in, or when the header can't be read.</summary>
    public Actor? Read(HttpRequest request)
    {
        var header = request.Headers[Header].ToString();
        if (!_trusted || header.Length is 0 or > MostCharacters)
            return null;

        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            return ActorOf(principal.RootElement);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static Actor? ActorOf(JsonElement principal)
    {
        var claims = principal.GetProperty("claims").EnumerateArray()
            .Select(c => (Type: c.GetProperty("typ").GetString(), Value: c.GetProperty("val").GetString() ?? ""))
            .ToList();
        var roleType = TypeOf(principal, "role_typ", "roles");
        var nameType = TypeOf(principal, "name_typ", "name");

        var roles = claims.Where(c => c.Type == roleType || c.Type == "roles")
            .Select(c => Kebab.TryParse<Role>(c.Value, out var role) ? role : (Role?)null)
            .OfType<Role>()
            .ToHashSet();
        var name = ValueOf(nameType) ?? ValueOf("name") ?? ValueOf("preferred_username");
        var id = ValueOf(ObjectId) ?? ValueOf("oid") ?? name;
        return id is null ? null : new Actor(id, name ?? id, roles)
        {
            Address = AddressOf(ValueOf("preferred_username")) ?? AddressOf(ValueOf("email")) ?? AddressOf(ValueOf(MailAddress)),
        };

        string? ValueOf(string type) => claims.FirstOrDefault(c => c.Type == type && c.Value.Length > 0).Value;
    }

    /// <summary>Null for what is no plain mail address: a sign-in name need not be one, and a guest's (<c>robin_home.example#EXT#@tenant</c>) is none.</summary>
    private static string? AddressOf(string? text) =>
        text is { Length: <= 254 } && text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"' or '#')
            ? text
            : null;

    private static string TypeOf(JsonElement principal, string property, string otherwise) =>
        principal.TryGetProperty(property, out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is { Length: > 0 } value
            ? value
            : otherwise;
}
