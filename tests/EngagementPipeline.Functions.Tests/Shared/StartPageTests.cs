using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>Whoever signs in finds their work on the first page.</summary>
public sealed partial class StartPageTests(AppFixture app)
{
    public static TheoryData<string> Roles => [.. Kebab.AllOf<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task Offers_what_each_role_may_open_and_nothing_else(string role)
    {
        var offered = Step().Matches(await PageAsync(role)).Select(match => match.Groups["to"].Value).ToList();

        Assert.NotEmpty(offered);
        foreach (var address in offered)
        {
            using var page = await app.SendAsync("GET", address.TrimStart('/'), role);
            Assert.Equal((address, 200), (address, (int)page.StatusCode));
        }
    }

    /// <summary>Somebody who rings and asks what is held about them should not wait until a page is found.</summary>
    [Theory, MemberData(nameof(Roles))]
    public async Task Requests_are_offered_to_those_who_may_answer_them(string role)
    {
        using var page = await app.SendAsync("GET", "requests", role);

        Assert.Equal((int)page.StatusCode == 200, Step().Matches(await PageAsync(role)).Any(match => match.Groups["to"].Value == "/requests"));
    }

    private async Task<string> PageAsync(string role)
    {
        using var page = await app.SendAsync("GET", "", role);
        return await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("class=\"next-step\" href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Step();
}
