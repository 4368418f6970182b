using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class SignInTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(azurite, [typeof(HttpFunctions)]);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Signs_in_with_the_page_and_out_again()
    {
        var page = await _host.Client.GetStringAsync("/local/sign-in?return=%2Fthings%2Ftree%3Fa%3D1", Cancelled);
        Assert.Contains("<input type=\"hidden\" name=\"return\" value=\"/things/tree?a=1\">", page, StringComparison.Ordinal);

        using var signedIn = await PostAsync("/local/sign-in", ("name", "Ana <b>Żak"), ("role", "comms"), ("role", "report-author"), ("return", "/things/tree?a=1"));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/things/tree?a=1", signedIn.Headers.Location!.OriginalString);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("ep-local=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        var who = await WhoAsync(("Cookie", cookie.Split(';')[0]));
        Assert.Equal("Ana <b>Żak", who.Claim("name"));
        Assert.Equal(["comms", "report-author"], who.Roles);
        using var again = await SendAsync(HttpMethod.Get, "/local/sign-in", ("Cookie", cookie.Split(';')[0]));
        Assert.Contains("You are <strong>Ana &lt;b&gt;&#x17B;ak</strong>: comms, report author.", await again.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        using var signedOut = await PostAsync("/local/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.StartsWith("ep-local=; expires=Thu, 01 Jan 1970", Assert.Single(signedOut.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_the_principal_that_App_Service_authentication_would_send()
    {
        var who = await WhoAsync(("X-Local-Role", "comms, Safeguarding-Lead"), ("X-Local-Name", "Ana Example"));

        Assert.Equal("aad", who.Principal.GetProperty("auth_typ").GetString());
        Assert.Equal("aad", who.Answer.GetProperty("idp").GetString());
        Assert.Equal(["comms", "safeguarding-lead"], who.Roles);
        Assert.Equal("Ana Example", who.Claim("name"));
        Assert.Equal(who.Answer.GetProperty("id").GetString(), who.Claim("http://schemas.microsoft.com/identity/claims/objectidentifier"));
        Assert.Equal(who.Answer.GetProperty("name").GetString(), who.Claim("preferred_username"));
        Assert.True(Guid.TryParse(who.Answer.GetProperty("id").GetString(), out _));
        Assert.True(who.Principal.TryGetProperty("name_typ", out _) && who.Principal.TryGetProperty("role_typ", out _));
    }

    [Fact]
    public async Task Takes_the_same_name_for_the_same_person_and_another_for_another()
    {
        var first = await WhoAsync(("X-Local-Role", "comms"), ("X-Local-Name", "Ana"));
        var second = await WhoAsync(("X-Local-Role", "admin"), ("X-Local-Name", "Ana"));
        var other = await WhoAsync(("X-Local-Role", "comms"), ("X-Local-Name", "Bea"));

        Assert.Equal(first.Answer.GetProperty("id").GetString(), second.Answer.GetProperty("id").GetString());
        Assert.NotEqual(first.Answer.GetProperty("id").GetString(), other.Answer.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("wizard,comms", "comms")]
    [InlineData("comms,comms", "comms")]
    [InlineData("admin", "admin")]
    public async Task Ignores_roles_that_do_not_exist(string sent, string left)
    {
        var who = await WhoAsync(("X-Local-Role", sent));

        Assert.Equal([left], who.Roles);
    }

    [Theory]
    [InlineData("X-Local-Role", "wizard")]
    [InlineData("X-Local-Role", "")]
    [InlineData("X-Local-Name", "Ana")]
    [InlineData("Cookie", "ep-local=bm90IGpzb24")]
    [InlineData("Cookie", "ep-local=%%%")]
    [InlineData("Cookie", "ep-local=eyJOYW1lIjoiQSIsIlJvbGVzIjpbIndpemFyZCJdfQ")]
    public async Task Sends_no_principal_for_nobody(string header, string value)
    {
        var who = await WhoAsync((header, value));

        Assert.Equal("", who.Answer.GetProperty("principal").GetString());
        Assert.Equal("", who.Answer.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("comms")]
    public async Task Removes_principal_headers_that_a_client_sends_itself(string? role)
    {
        (string, string)[] forged =
        [
            ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String("""{"claims":[{"typ":"roles","val":"admin"}]}"""u8)),
            ("x-ms-client-principal-id", "forged"),
            ("X-Ms-Client-Principal-Name", "forged"),
            ("X-MS-CLIENT-PRINCIPAL-IDP", "forged"),
            ("X-MS-TOKEN-AAD-ID-TOKEN", "forged"),
        ];

        var who = await WhoAsync(role is null ? forged : [.. forged, ("X-Local-Role", role)]);

        Assert.DoesNotContain("forged", who.Answer.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("admin", who.Answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(role is null ? [] : [role], who.Roles);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nX: y")]
    public async Task Returns_to_no_other_site(string address)
    {
        using var signedIn = await PostAsync("/local/sign-in", ("name", "Ana"), ("role", "comms"), ("return", address));
        using var login = await SendAsync(HttpMethod.Get, $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(address)}");
        using var logout = await SendAsync(HttpMethod.Get, $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(address)}");

        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
        Assert.Equal("/local/sign-in?return=%2F", login.Headers.Location!.OriginalString);
        Assert.Equal("/", logout.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Offers_the_platforms_own_addresses()
    {
        using var login = await SendAsync(HttpMethod.Get, "/.auth/login/aad?post_login_redirect_uri=/desk");
        using var logout = await SendAsync(HttpMethod.Get, "/.auth/logout?post_logout_redirect_uri=/bye");

        Assert.Equal("/local/sign-in?return=%2Fdesk", login.Headers.Location!.OriginalString);
        Assert.Equal("/bye", logout.Headers.Location!.OriginalString);
        Assert.StartsWith("ep-local=; expires=", Assert.Single(logout.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_again_where_no_role_was_chosen()
    {
        using var answer = await PostAsync("/local/sign-in", ("name", "Ana"), ("role", "wizard"), ("return", "/desk"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("role=\"alert\">Choose at least one thing", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Ana\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"/desk\"", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/local/sign-in", "Origin", "https://evil.example")]
    [InlineData("/local/sign-in", "Origin", "null")]
    [InlineData("/local/sign-in", "Sec-Fetch-Site", "cross-site")]
    [InlineData("/local/sign-in", "Sec-Fetch-Site", "same-site")]
    [InlineData("/local/sign-out", "Sec-Fetch-Site", "cross-site")]
    public async Task Refuses_a_form_of_another_site(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(("name", "Ana"), ("role", "comms")), Headers = { { header, value } } };

        using var answer = await _host.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Takes_no_more_than_a_form()
    {
        using var large = await _host.Client.PostAsync("/local/sign-in", Form(("name", new string('a', 20_000))), Cancelled);
        using var other = await _host.Client.PostAsync("/local/sign-in", JsonContent.Create(new { name = "Ana" }), Cancelled);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        _host.Client.PostAsync(path, Form(fields), Cancelled);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _host.Client.SendAsync(request, Cancelled);
    }

    private async Task<Who> WhoAsync(params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(HttpMethod.Get, "/who", headers);
        return new Who(await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled));
    }

    private sealed record Who(JsonElement Answer)
    {
        public JsonElement Principal => JsonDocument.Parse(Answer.GetProperty("principal").GetString() is { Length: > 0 } text ? text : """{"claims": []}""").RootElement;

        public IEnumerable<string?> Roles => Claims("roles");

        public string? Claim(string type) => Assert.Single(Claims(type));

        private IEnumerable<string?> Claims(string type) =>
            Principal.GetProperty("claims").EnumerateArray().Where(claim => claim.GetProperty("typ").GetString() == type).Select(claim => claim.GetProperty("val").GetString());
    }
}
