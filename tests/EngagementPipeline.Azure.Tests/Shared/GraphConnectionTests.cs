using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing.Graph;
using Microsoft.Graph.Models;

namespace EngagementPipeline.Azure.Tests.Shared;

public sealed class GraphConnectionTests : IAsyncLifetime
{
    private static readonly GraphJob Job = new("read the site", "Sites.Selected (read) on the site", "Ask an administrator to grant it (docs/graph.md).");

    private GraphServer _server = null!;
    private GraphConnection _graph = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await GraphServer.StartAsync();
        _graph = new(new GraphSettings { Endpoint = _server.Endpoint, Site = _server.Pages.Site }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _graph.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Reads_with_a_token_that_goes_along()
    {
        Assert.Equal("Voices", (await SiteAsync())?.DisplayName);
        Assert.Equal("stand-in", _server.Requests[0].Token);
    }

    [Fact]
    public async Task Waits_as_long_as_it_is_told_in_seconds_or_until_a_date()
    {
        _server.Next("GET", "/sites/*", GraphTrouble.Busy(0));
        _server.Next("GET", "/sites/*", GraphTrouble.BusyUntil(TimeProvider.System.GetUtcNow().AddSeconds(-1)));

        Assert.Equal("Voices", (await SiteAsync())?.DisplayName);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_long_wait_is_given_back_with_its_time()
    {
        _server.Next("GET", "/sites/*", GraphTrouble.Busy(600));

        var fault = await Assert.ThrowsAsync<GraphException>(SiteAsync);

        Assert.Equal(OutsideFaultKind.Busy, fault.Kind);
        Assert.Equal(TimeSpan.FromMinutes(10), fault.RetryAfter);
        Assert.True(fault.IsPassing);
    }

    [Fact]
    public async Task A_long_wait_until_a_date_is_given_back_with_its_time()
    {
        _server.Next("GET", "/sites/*", GraphTrouble.BusyUntil(TimeProvider.System.GetUtcNow().AddHours(2)));

        var fault = await Assert.ThrowsAsync<GraphException>(SiteAsync);

        Assert.Equal(OutsideFaultKind.Busy, fault.Kind);
        Assert.InRange(fault.RetryAfter ?? TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task What_changes_something_is_not_asked_again_when_it_may_have_been_done()
    {
        _server.Next("POST", "/sites/*/pages", GraphTrouble.Unavailable);
        _server.Next("POST", "/sites/*/pages", GraphTrouble.CutOnceDone);

        var first = await Assert.ThrowsAsync<GraphException>(PostAsync);
        var second = await Assert.ThrowsAsync<GraphException>(PostAsync);

        Assert.Equal((OutsideFaultKind.Unsure, 503), (first.Kind, first.Status));
        Assert.Equal((OutsideFaultKind.Unsure, 0), (second.Kind, second.Status));
        Assert.Single(_server.Pages.All);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData("expired", OutsideFaultKind.SignIn, true)]
    [InlineData("forbidden", OutsideFaultKind.NotAllowed, false)]
    [InlineData("missing", OutsideFaultKind.Gone, false)]
    [InlineData("standing", OutsideFaultKind.Standing, false)]
    [InlineData("changed", OutsideFaultKind.Changed, true)]
    [InlineData("cut", OutsideFaultKind.Unsure, true)]
    public async Task Every_no_says_what_to_do_next(string trouble, OutsideFaultKind kind, bool passing)
    {
        _server.Next("POST", "/sites/*/pages", trouble switch
        {
            "expired" => GraphTrouble.Expired,
            "forbidden" => GraphTrouble.Forbidden,
            "missing" => GraphTrouble.Missing,
            "standing" => GraphTrouble.Standing,
            "changed" => GraphTrouble.Changed,
            _ => GraphTrouble.Cut,
        });

        var fault = await Assert.ThrowsAsync<GraphException>(PostAsync);

        Assert.Equal((kind, passing), (fault.Kind, fault.IsPassing));
        Assert.StartsWith("Microsoft 365 did not ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("A title", fault.Message, StringComparison.Ordinal);
        Assert.Equal(kind == OutsideFaultKind.NotAllowed ? Job.Permission : null, fault.Permission);
    }

    private Task<Site?> SiteAsync() =>
        _graph.AskAsync(Job, (graph, token) => graph.Sites[_server.Pages.Site].GetAsync(cancellationToken: token), TestContext.Current.CancellationToken);

    private Task<BaseSitePage?> PostAsync() =>
        _graph.AskAsync(
            Job,
            (graph, token) => graph.Sites[_server.Pages.Site].Pages.PostAsync(new SitePage { OdataType = "#microsoft.graph.sitePage", Name = "a.aspx", Title = "A title" }, cancellationToken: token),
            TestContext.Current.CancellationToken);
}
