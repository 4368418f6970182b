using System.Buffers.Text;
using System.Text;
using Azure.Core;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing.Graph;

namespace EngagementPipeline.Azure.Tests.Shared;

public sealed class GraphCheckTests
{
    [Fact]
    public async Task Says_what_works_what_is_missing_and_what_is_too_much_and_changes_nothing()
    {
        await using var server = await GraphServer.StartAsync();
        server.Next("GET", "/users/*", GraphTrouble.Forbidden);

        var bad = await CheckAsync(server, ["Sites.Selected", "Mail.Send"]);
        var good = await CheckAsync(server, ["Sites.Selected"]);

        Assert.Equal([OutsideStanding.NeedsSomebody, OutsideStanding.Works, OutsideStanding.NeedsSomebody], bad.Select(finding => finding.Standing));
        Assert.Contains("more than it needs: Mail.Send", bad[0].Says, StringComparison.Ordinal);
        Assert.Contains("likely lacks Mail.ReadWrite", bad[2].Says, StringComparison.Ordinal);
        Assert.All(good, finding => Assert.Equal(OutsideStanding.Works, finding.Standing));
        Assert.All(server.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Says_that_nobody_is_set_who_gets_the_leads_alerts()
    {
        await using var server = await GraphServer.StartAsync();

        var found = (await CheckAsync(server, ["Sites.Selected"], leads: []))[^1];

        Assert.Equal(OutsideStanding.NeedsSomebody, found.Standing);
        Assert.Contains("Graph__SafeguardingLead", found.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_service_says_nothing_of_a_permission_and_one_that_does_not_know_the_app_does()
    {
        await using var server = await GraphServer.StartAsync();
        server.Next("GET", "/sites/*", GraphTrouble.Busy(7200));
        server.Next("GET", "/users/*", GraphTrouble.Expired);

        var found = await CheckAsync(server, ["Sites.Selected", "Sites.Read.All"]);

        Assert.Equal([OutsideStanding.Works, OutsideStanding.NotKnown, OutsideStanding.NeedsSomebody], found.Select(finding => finding.Standing));
        Assert.Contains("managed identity", found[2].Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_it_asks_nobody()
    {
        using var graph = new GraphConnection(new GraphSettings(), TimeProvider.System);

        var findings = await new GraphCheck(graph).CheckAsync(TestContext.Current.CancellationToken);

        Assert.All(findings, finding => Assert.Equal(OutsideStanding.NotSetUp, finding.Standing));
    }

    private static async Task<IReadOnlyList<OutsideFinding>> CheckAsync(GraphServer server, IReadOnlyList<string> roles, IReadOnlyList<string>? leads = null)
    {
        var settings = new GraphSettings { Endpoint = server.Endpoint, Site = server.Pages.Site, Sender = server.Mail.Mailbox, Lists = ["heads@county.example"], Leads = leads ?? ["lead@county.example"] };
        using var graph = new GraphConnection(settings, TimeProvider.System, new Holding(roles));
        return await new GraphCheck(graph).CheckAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A token that says what it may; nobody signed it.</summary>
    private sealed class Holding(IReadOnlyList<string> roles) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var claims = $"{{\"roles\":[{string.Join(',', roles.Select(role => $"\"{role}\""))}]}}";
            return new($"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.unsigned", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
