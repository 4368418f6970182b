using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>Walks every function × every role × nobody, over HTTP.</summary>
public sealed partial class AccessTests(AppFixture app)
{
    private static readonly Assembly[] App = [typeof(Program).Assembly];

    /// <summary>Calls that would change what other tests look at, when they are let in.</summary>
    private static readonly string[] NotWhenAllowed = ["LoadSample", "RemoveSample"];

    public static TheoryData<string> HttpFunctions => [.. FunctionAccess.FunctionsOf(App).Where(f => TriggerOf(f.Method) is not null).Select(f => f.Name)];

    [Fact]
    public void Every_function_says_who_may_call_it() =>
        Assert.Empty(FunctionAccess.FunctionsOf(App).Where(f => f.Method.GetCustomAttributes<AccessAttribute>().Count() != 1).Select(f => f.Name));

    [Fact]
    public void Timers_and_queues_are_the_systems_and_nothing_else_is() =>
        Assert.All(
            FunctionAccess.FunctionsOf(App),
            f => Assert.Equal(TriggerOf(f.Method) is null, f.Method.GetCustomAttribute<AccessAttribute>() is AllowedToTheSystemAttribute));

    [Fact]
    public void Only_readers_pages_post_from_another_origin() =>
        Assert.All(
            FunctionAccess.FunctionsOf(App).Where(f => f.Method.GetCustomAttribute<AccessAttribute>() is AllowedToEveryoneAttribute { CrossOrigin: true }),
            f => Assert.Matches("^api/(views|stories/\\{story\\}/responses)", TriggerOf(f.Method)!.Route!));

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public async Task Lets_in_whom_it_names_and_nobody_else(string name)
    {
        var method = FunctionAccess.FunctionsOf(App).Single(f => f.Name == name).Method;
        var rule = method.GetCustomAttribute<AccessAttribute>()!;

        foreach (var role in Enum.GetValues<Role>().Cast<Role?>().Append(null))
        {
            var expected = Expected(rule, role);
            if (expected is null && NotWhenAllowed.Contains(name))
                continue;

            foreach (var verb in TriggerOf(method)!.Methods!)
            {
                using var response = await app.SendAsync(
                    verb.ToUpperInvariant(), Address(TriggerOf(method)!.Route!), role is { } r ? Kebab.Of(r) : null, verb == "get" ? null : "{");
                var who = role is { } one ? Kebab.Of(one) : "nobody";

                if (expected is { } status)
                    Assert.True(response.StatusCode == status, $"{name} answered {who} with {(int)response.StatusCode}, not {(int)status}.");
                else
                    Assert.False(
                        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (int)response.StatusCode >= 500,
                        $"{name} answered {who} with {(int)response.StatusCode}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public async Task Puts_the_security_headers_on_every_answer(string name)
    {
        var trigger = TriggerOf(FunctionAccess.FunctionsOf(App).Single(f => f.Name == name).Method)!;

        using var response = await app.SendAsync(trigger.Methods![0].ToUpperInvariant(), Address(trigger.Route!));

        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Believes_no_principal_that_the_caller_made_up()
    {
        var forged = Convert.ToBase64String("""{"claims":[{"typ":"roles","val":"admin"},{"typ":"name","val":"Me"}]}"""u8);

        using var response = await app.SendAsync("GET", "api/stories", change: r => r.Headers.Add(Principals.Header, forged));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_change_that_another_site_sends()
    {
        using var response = await app.SendAsync(
            "PUT", $"api/projects/{Guid.NewGuid()}", "engagement-worker", new { title = "a", purpose = "b" },
            r => r.Headers.Add("Origin", "https://elsewhere.example"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("cross-site-request", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>The status that keeps this caller out; null when the caller is let in.</summary>
    private static HttpStatusCode? Expected(AccessAttribute rule, Role? role)
    {
        if (rule is AllowedToEveryoneAttribute)
            return null;
        if (role is not { } held)
            return HttpStatusCode.Unauthorized;
        var actor = new Actor("test", "Test", new HashSet<Role> { held });
        return rule is AllowedToAttribute to && !to.Roles.Any(actor.Has) ? HttpStatusCode.Forbidden : null;
    }

    private static HttpTriggerAttribute? TriggerOf(MethodInfo method) =>
        method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null);

    private static string Address(string route) =>
        RoutePart().Replace(route, part => part.Value switch
        {
            "{ignored:maxlength(0)?}" => "",
            "{year}" or "{file}" => "2021-22",
            "{slug}" or "{code}" or "{key}" => "nothing-here",
            _ => Guid.NewGuid().ToString("D"),
        });

    [GeneratedRegex(@"\{[^}]*(\([^)]*\))?[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RoutePart();
}
