using System.Net;
using System.Net.Sockets;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class PublicPaceTests(AppFixture app)
{
    /// <summary>Each with the reason why nobody is slowed there (docs/decisions/0017).</summary>
    private static readonly string[] Unpaced =
    [
        "CollectViews", "CollectViewByPixel", // never refused for their number: batched, and small
        "OpenStory", "OpenStoryFile", // what all this is for; a whole county may read through one proxy
        "Start", "Asset", "OnDevicePage", "CaptureWorker", "MyVoicePage", "OpenApi", "ApiPage", // from memory
    ];

    [Fact]
    public void Whatever_the_public_may_call_has_a_pace_or_a_reason_to_have_none() =>
        Assert.Equal(
            Unpaced.Order(StringComparer.Ordinal),
            ApiDescription.Operations.Where(of => of.Access is AllowedToEveryoneAttribute { Pace: PublicPace.None }).Select(of => of.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(PublicPace.Reading)]
    [InlineData(PublicPace.Answering)]
    [InlineData(PublicPace.Codes)]
    public void A_school_behind_one_address_passes_and_a_hammer_does_not(PublicPace pace)
    {
        var paces = new PublicPaces(TimeProvider.System);
        var school = IPAddress.Parse("192.0.2.7");

        Assert.All(Enumerable.Range(0, 500), _ => Assert.Null(paces.Ask(pace, school)));
        var refused = Enumerable.Range(0, 10_000).Select(_ => paces.Ask(pace, school)).FirstOrDefault(wait => wait is not null);

        Assert.True(refused > TimeSpan.Zero);
        Assert.Null(paces.Ask(pace, IPAddress.Parse("192.0.2.8")));
    }

    [Fact]
    public void One_network_of_IPv6_is_one_source_and_IPv4_is_the_same_however_it_is_written()
    {
        var paces = new PublicPaces(TimeProvider.System);
        for (var i = 0; i < 1_100; i++)
            paces.Ask(PublicPace.Codes, IPAddress.Parse($"2001:db8:1:2::{i:x}"));
        for (var i = 0; i < 1_100; i++)
            paces.Ask(PublicPace.Codes, IPAddress.Parse("::ffff:192.0.2.9"));

        Assert.NotNull(paces.Ask(PublicPace.Codes, IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(paces.Ask(PublicPace.Codes, IPAddress.Parse("2001:db8:1:3::1")));
        Assert.NotNull(paces.Ask(PublicPace.Codes, IPAddress.Parse("192.0.2.9")));
    }

    /// <summary>Every address that begins with 127 is this machine's, so the hammer can have one that no other test sends from.</summary>
    [Fact]
    public async Task A_hammer_is_told_when_to_come_back_and_nobody_else_notices()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "Only 127.0.0.1 is there.");
        using var hammer = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 16, AllowAutoRedirect = false, ConnectCallback = FromAnotherAddress }) { BaseAddress = app.Address };
        HttpResponseMessage? slowed = null;

        // Never a short address: it is answered without asking storage.
        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, token) =>
        {
            if (Volatile.Read(ref slowed) is not null)
                return;
            var response = await hammer.GetAsync(new Uri("g/!", UriKind.Relative), token);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || Interlocked.CompareExchange(ref slowed, response, null) is not null)
                response.Dispose();
        });

        using (slowed)
        {
            Assert.NotNull(slowed);
            Assert.True(slowed.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
            Assert.Equal("nosniff", Assert.Single(slowed.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("\"too-many-requests\"", await slowed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var reader = await app.SendAsync("GET", "g/!");
        Assert.Equal(HttpStatusCode.NotFound, reader.StatusCode);
    }

    /// <summary>A view has its own four answers (api.md), and a great many of them is what a good day looks like.</summary>
    [Fact]
    public async Task Views_are_not_slowed_however_many_come_from_one_address()
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 300; i++)
        {
            using var response = await app.SendAsync("POST", "api/views", body: "[]");
            statuses.Add(response.StatusCode);
        }

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.BadRequest, status));
    }

    private static async ValueTask<Stream> FromAnotherAddress(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
