using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.OpenApi;

/// <summary>
/// Calls every operation in every way that is wrong, and in the way that is right where nothing is there: whatever it answers must be in the
/// document, and carry the headers that keep a browser from harm.
/// </summary>
public sealed partial class AnswersTests(AppFixture app)
{
    private const string Everybody = "engagement-worker,comms,report-author,safeguarding-lead,admin";

    /// <summary>Calls that would change what other tests look at, when they are let in.</summary>
    private static readonly string[] NotWhenAllowed = ["LoadSample", "RemoveSample"];

    public static TheoryData<string> Names => [.. ApiDescription.Operations.Select(of => of.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_answer_is_described_and_carries_the_headers(string name)
    {
        var operation = ApiDescription.Operations.Single(of => of.Name == name);
        var described = JsonSerializer.SerializeToElement(ApiDescription.Document)
            .GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant()).GetProperty("responses");
        var statuses = new SortedSet<int>();

        foreach (var (roles, body, fromElsewhere) in Calls(operation))
        {
            using var response = await app.SendAsync(operation.Method, Address(operation.Path), roles, body, request =>
            {
                if (fromElsewhere)
                    request.Headers.Add("Sec-Fetch-Site", "cross-site");
            });
            var status = (int)response.StatusCode;
            statuses.Add(status);

            Assert.True(described.TryGetProperty(response.StatusCode.ToString("D"), out var answer), $"{name} answered {status}, which is not described.");
            Assert.True(status < 500, $"{name} answered {status}.");
            if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
            {
                using var problem = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
                Assert.Contains(problem.RootElement.GetProperty("code").GetString(), answer.GetProperty("x-codes").EnumerateArray().Select(code => code.GetString()));
            }

            AssertSafe(response, name);
        }

        if (operation.Roles is not null)
            Assert.Contains(401, statuses);
        if (operation.Body is { MostBytes: <= RequestBody.FormLimit })
            Assert.Contains(413, statuses);
    }

    [Theory]
    [InlineData("api/stories", HttpStatusCode.Unauthorized)]
    [InlineData("api/audit", HttpStatusCode.Forbidden)]
    [InlineData("stories", HttpStatusCode.OK)]
    [InlineData("audit", HttpStatusCode.Forbidden)]
    [InlineData("assets/nothing.css", HttpStatusCode.NotFound)]
    [InlineData("s/no-such-story/", HttpStatusCode.NotFound)]
    [InlineData("s/no-such-story/0000.jpg", HttpStatusCode.NotFound)]
    [InlineData("g/zzzzzz", HttpStatusCode.NotFound)]
    public async Task Pages_files_and_refusals_carry_them_for_a_browser_too(string path, HttpStatusCode expected)
    {
        using var response = await app.SendAsync("GET", path, expected == HttpStatusCode.Unauthorized ? null : "comms", change: request => request.Headers.Add("Accept", "text/html"));

        Assert.Equal(expected, response.StatusCode);
        AssertSafe(response, path);
    }

    private static IEnumerable<(string? Roles, object? Body, bool FromElsewhere)> Calls(Operation operation)
    {
        yield return (null, null, false);
        if (NotWhenAllowed.Contains(operation.Name))
            yield break;

        yield return (Everybody, null, false);
        yield return (operation.Roles?.Contains(Role.SafeguardingLead) == true ? "report-author" : "safeguarding-lead", null, false);
        if (operation.Method == "GET")
            yield break;

        yield return (Everybody, null, true);
        yield return (Everybody, "{", false);
        yield return (Everybody, "{}", false);
        yield return (Everybody, """{"noSuchField":1}""", false);
        if (operation.Body is { MostBytes: <= RequestBody.FormLimit and var most })
            yield return (Everybody, $"\"{new string('a', (int)most!)}\"", false);
    }

    private static void AssertSafe(HttpResponseMessage response, string name)
    {
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains(Header("Referrer-Policy"), (string[])["no-referrer", "strict-origin"]);
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.NotEqual("", Header("Permissions-Policy"));
        Assert.NotNull(response.Headers.CacheControl);

        string Header(string header)
        {
            Assert.True(response.Headers.TryGetValues(header, out var values), $"{name} answered {(int)response.StatusCode} without {header}.");
            return Assert.Single(values);
        }
    }

    private static string Address(string path) =>
        Braces().Replace(path, part => part.Value switch
        {
            "{year}" or "{file}" => "2021-22",
            "{slug}" or "{code}" or "{key}" or "{letters}" => "nothing-here",
            "{version}" => "1",
            _ => Guid.NewGuid().ToString("D"),
        }).TrimStart('/');

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
