using EngagementPipeline.LocalHost.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EngagementPipeline.LocalHost.SignIn;

/// <summary>Signing in and out by hand, under the host's own addresses and under those that App Service authentication offers.</summary>
internal static class SignInEndpoints
{
    private const long LargestForm = 16 * 1024;

    public static IEnumerable<OwnPage> All() =>
    [
        new("GET", "/local/sign-in", http => Show(http).ExecuteAsync(http)),
        new("POST", "/local/sign-in", SignInAsync),
        new("POST", "/local/sign-out", http => SignOut(http).ExecuteAsync(http)),
        new("GET", "/.auth/login/aad", http => Login(http).ExecuteAsync(http)),
        new("GET", "/.auth/logout", http => Logout(http).ExecuteAsync(http)),
    ];

    private static IResult Show(HttpContext http)
    {
        var signedIn = LocalPerson.FromCookie(http.Request.Cookies[SignedInRequests.Cookie]);

        return Page(http, signedIn, signedIn?.Name ?? LocalPerson.DefaultName, signedIn?.Roles ?? [], LocalPath(http.Request.Query["return"]), error: null);
    }

    private static async Task<IResult> SignInAsync(HttpContext http)
    {
        if (!Gate.IsFromHere(http.Request)) return Problem.NotFromHere;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestForm;

        if (!http.Request.HasFormContentType)
            return Problem.Of(StatusCodes.Status400BadRequest, "bad-form", "This is for the page's form", "Open /local/sign-in in a browser.");

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "bad-form", "The form could not be read", "Open /local/sign-in in a browser.");
        }

        var person = new LocalPerson(LocalPerson.CleanName(form["name"]), LocalPerson.KnownRoles(form["role"].OfType<string>()));
        var returnTo = LocalPath(form["return"]);

        if (person.Roles.Count == 0)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page(http, signedIn: null, person.Name, [], returnTo, "Choose at least one thing you are here to do.");
        }

        http.Response.Cookies.Append(SignedInRequests.Cookie, person.ToCookie(), Cookie());
        return Results.Redirect(returnTo);
    }

    private static IResult SignOut(HttpContext http)
    {
        if (!Gate.IsFromHere(http.Request)) return Problem.NotFromHere;

        http.Response.Cookies.Delete(SignedInRequests.Cookie, Cookie());
        return Results.Redirect("/local/sign-in");
    }

    private static IResult Login(HttpContext http) =>
        Results.Redirect("/local/sign-in?return=" + Uri.EscapeDataString(LocalPath(http.Request.Query["post_login_redirect_uri"])));

    private static IResult Logout(HttpContext http)
    {
        http.Response.Cookies.Delete(SignedInRequests.Cookie, Cookie());
        return Results.Redirect(LocalPath(http.Request.Query["post_logout_redirect_uri"]));
    }

    private static IResult Page(
        HttpContext http, LocalPerson? signedIn, string name, IReadOnlyList<string> roles, string returnTo, string? error)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(
            SignInPage.Render(signedIn, name, roles, returnTo, error), "text/html; charset=utf-8", statusCode: http.Response.StatusCode);
    }

    /// <returns>The path if it leads to a page of this service; otherwise the start page. <c>//host</c> and <c>/\host</c> lead elsewhere.</returns>
    private static string LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";

    /// <summary>No Secure flag: this host speaks plain HTTP, to this machine alone.</summary>
    private static CookieOptions Cookie() => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
