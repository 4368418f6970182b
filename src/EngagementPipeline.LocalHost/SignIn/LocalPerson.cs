using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.LocalHost.SignIn;

/// <summary>Somebody who signed in on this machine: a name and app roles, taken at their word.</summary>
internal sealed record LocalPerson(string Name, IReadOnlyList<string> Roles)
{
    public const string DefaultName = "Local Person";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of all app roles, as App Service authentication spells them.</summary>
    public static IReadOnlyList<string> AllRoles { get; } = [.. Enum.GetValues<Role>().Select(role => Kebab.Of(role))];

    /// <summary>The same name is the same person, on every machine.</summary>
    public string ObjectId => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("ep-local/" + Name)).AsSpan(0, 16)).ToString();

    /// <returns>The known roles among <paramref name="names"/>, each once, in one order; unknown names count for nothing.</returns>
    public static IReadOnlyList<string> KnownRoles(IEnumerable<string> names)
    {
        var asked = names.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. AllRoles.Where(asked.Contains)];
    }

    /// <summary>A name as it may go into a header: no control characters, at most 100 characters, never empty.</summary>
    public static string CleanName(string? name)
    {
        var clean = string.Concat((name ?? "").Where(character => !char.IsControl(character))).Trim();
        return clean.Length switch { 0 => DefaultName, > 100 => clean[..100], _ => clean };
    }

    /// <summary>The value of <c>X-MS-CLIENT-PRINCIPAL</c>, claim for claim as App Service authentication sends it for an Entra ID sign-in.</summary>
    public string ToPrincipal()
    {
        Claim[] claims =
        [
            new("aud", "engagement-pipeline"),
            new("name", Name),
            new("preferred_username", UserName),
            new("http://schemas.microsoft.com/identity/claims/objectidentifier", ObjectId),
            new("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", ObjectId),
            .. Roles.Select(role => new Claim("roles", role)),
        ];

        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                auth_typ = "aad",
                claims,
                name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
                role_typ = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
            },
            Json));
    }

    public string UserName => $"{Uri.EscapeDataString(Name.Replace(' ', '.')).ToLowerInvariant()}@local.example";

    /// <summary>As a cookie's value. It needs no secret: on this machine anyone may claim any role by header, too.</summary>
    public string ToCookie() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, Json));

    public static LocalPerson? FromCookie(string? cookie)
    {
        if (string.IsNullOrEmpty(cookie)) return null;

        try
        {
            return JsonSerializer.Deserialize<LocalPerson>(Base64Url.DecodeFromChars(cookie), Json) is { Roles: not null } person
                ? new LocalPerson(CleanName(person.Name), KnownRoles(person.Roles))
                : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Claim(string typ, string val);
}
