using System.Net;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class VisitorHashTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.200", true)]
    [InlineData("203.0.113.7", "203.0.114.7", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    public void Addresses_of_one_network_are_one_visitor(string one, string other, bool same) =>
        Assert.Equal(same, Of(one) == Of(other));

    [Fact]
    public void Another_user_agent_is_another_visitor() => Assert.NotEqual(Of("203.0.113.7", "Phone"), Of("203.0.113.7", "Tablet"));

    [Fact]
    public void Another_days_secret_makes_another_visitor_of_the_same_reader() =>
        Assert.NotEqual(VisitorHash.Of(Salt, IPAddress.Loopback, "Phone"), VisitorHash.Of(new byte[32], IPAddress.Loopback, "Phone"));

    [Fact]
    public void Somebody_without_address_or_with_a_very_long_user_agent_is_a_visitor_too()
    {
        Assert.NotEqual(0UL, VisitorHash.Of(Salt, null, ""));
        Assert.Equal(Of("203.0.113.7", new('é', 512)), Of("203.0.113.7", new('é', 100_000)));
    }

    private static ulong Of(string address, string userAgent = "Phone") => VisitorHash.Of(Salt, IPAddress.Parse(address), userAgent);
}
