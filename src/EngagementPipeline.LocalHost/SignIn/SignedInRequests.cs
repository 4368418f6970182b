using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.LocalHost.SignIn;

/// <summary>
/// Gives each request the principal headers that App Service authentication would give it, from the cookie of the sign-in page or from
/// <c>X-Local-Role</c> and <c>X-Local-Name</c>. Whatever a client sends under those headers' names is removed first.
/// </summary>
internal sealed class SignedInRequests
{
    public const string Cookie = "ep-local";

    private const int KeptPeople = 1_000;

    private static readonly string[] PlatformHeaders =
    [
        "X-MS-CLIENT-PRINCIPAL", "X-MS-CLIENT-PRINCIPAL-ID", "X-MS-CLIENT-PRINCIPAL-NAME", "X-MS-CLIENT-PRINCIPAL-IDP",
        "X-MS-TOKEN-AAD-ID-TOKEN", "X-MS-TOKEN-AAD-ACCESS-TOKEN", "X-MS-TOKEN-AAD-EXPIRES-ON", "X-MS-TOKEN-AAD-REFRESH-TOKEN",
    ];

    private readonly ConcurrentDictionary<(string? Roles, string? Name, string? Cookie), Principal?> _known = new();

    public void Replace(HttpRequest request)
    {
        var headers = request.Headers;

        foreach (var header in PlatformHeaders) headers.Remove(header);

        string? roles = headers["X-Local-Role"];
        var cookie = roles is null ? request.Cookies[Cookie] : null;

        if (roles is null && cookie is null) return;

        string? name = headers["X-Local-Name"];
        headers.Remove("X-Local-Role");
        headers.Remove("X-Local-Name");

        if (PrincipalOf(roles, name, cookie) is not { } principal) return;

        headers["X-MS-CLIENT-PRINCIPAL"] = principal.Encoded;
        headers["X-MS-CLIENT-PRINCIPAL-ID"] = principal.Id;
        headers["X-MS-CLIENT-PRINCIPAL-NAME"] = principal.UserName;
        headers["X-MS-CLIENT-PRINCIPAL-IDP"] = "aad";
    }

    /// <returns>Null when no known role is left: such a request is nobody's.</returns>
    private Principal? PrincipalOf(string? roles, string? name, string? cookie)
    {
        if (_known.TryGetValue((roles, name, cookie), out var known)) return known;

        var person = roles is not null
            ? new LocalPerson(LocalPerson.CleanName(name), LocalPerson.KnownRoles(roles.Split(',')))
            : LocalPerson.FromCookie(cookie);
        var principal = person is { Roles.Count: > 0 } ? new Principal(person.ToPrincipal(), person.ObjectId, person.UserName) : null;

        if (_known.Count >= KeptPeople) _known.Clear();

        _known[(roles, name, cookie)] = principal;
        return principal;
    }

    private sealed record Principal(string Encoded, string Id, string UserName);
}
