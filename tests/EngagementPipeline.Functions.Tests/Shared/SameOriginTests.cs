using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("POST", null, null, true)] // a script
    [InlineData("POST", "https://here.example", null, true)]
    [InlineData("POST", "https://HERE.example", null, true)]
    [InlineData("POST", "https://elsewhere.example", null, false)]
    [InlineData("POST", "https://here.example:444", null, false)]
    [InlineData("POST", "null", null, false)] // a sandboxed frame or a file
    [InlineData("PUT", "https://here.example", "same-origin", true)]
    [InlineData("PUT", null, "none", true)] // typed or bookmarked by the person
    [InlineData("PUT", null, "cross-site", false)]
    [InlineData("DELETE", "https://here.example", "same-site", false)] // another app of the same council
    [InlineData("GET", "https://elsewhere.example", "cross-site", true)] // reading changes nothing
    public void Changes_come_from_our_own_pages_or_from_no_page(string method, string? origin, string? site, bool allowed)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Scheme = "https";
        request.Host = new HostString("here.example");
        request.Headers.Origin = origin;
        request.Headers["Sec-Fetch-Site"] = site;

        Assert.Equal(allowed, SameOrigin.Refuse(request) is null);
    }
}
