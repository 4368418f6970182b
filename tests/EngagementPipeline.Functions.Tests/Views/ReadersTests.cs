using System.Net;
using EngagementPipeline.Functions.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Functions.Tests.Views;

public sealed class ReadersTests
{
    [Theory]
    [InlineData(null, "198.51.100.9", "192.0.2.1")] // nobody vouches for the header
    [InlineData("app", "198.51.100.9", "198.51.100.9")]
    [InlineData("app", "203.0.113.7, 198.51.100.9", "198.51.100.9")] // what stands before the last the client wrote itself
    [InlineData("app", "203.0.113.7, 198.51.100.9:51234", "198.51.100.9")]
    [InlineData("app", "[2001:db8::7]:443", "2001:db8::7")]
    [InlineData("app", "nonsense", "192.0.2.1")]
    [InlineData("app", "", "192.0.2.1")]
    public void The_address_is_the_platforms_word_for_it(string? site, string forwarded, string address)
    {
        var request = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("192.0.2.1") } }.Request;
        request.Headers["X-Forwarded-For"] = forwarded;
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("WEBSITE_SITE_NAME", site)]).Build();

        Assert.Equal(IPAddress.Parse(address), new Readers(settings).Of(request).Address);
    }

    [Theory]
    [InlineData("ours", "ours", "203.0.113.7", "203.0.113.7")]
    [InlineData("ours", "OURS", "2001:db8::7", "2001:db8::7")]
    [InlineData("ours", "another", "203.0.113.7", "198.51.100.9")] // somebody else's Front Door
    [InlineData("ours", null, "203.0.113.7", "198.51.100.9")]
    [InlineData("ours", "ours", "nonsense", "198.51.100.9")]
    [InlineData(null, "ours", "203.0.113.7", "198.51.100.9")] // there is none
    public void Behind_our_front_door_it_is_front_doors_word(string? known, string? shown, string seen, string address)
    {
        var request = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("198.51.100.9") } }.Request;
        request.Headers["X-Azure-FDID"] = shown;
        request.Headers["X-Azure-SocketIP"] = seen;
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("WEBSITE_SITE_NAME", "app"), new("FrontDoor:Id", known)]).Build();

        Assert.Equal(IPAddress.Parse(address), new Readers(settings).Of(request).Address);
    }
}
