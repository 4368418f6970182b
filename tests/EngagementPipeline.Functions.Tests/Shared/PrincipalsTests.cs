using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class PrincipalsTests
{
    private const string FromTheDirectory = """
        {"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[
          {"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"7d1c"},
          {"typ":"name","val":"Robin Example"},{"typ":"roles","val":"comms"},{"typ":"roles","val":"report-author"},{"typ":"roles","val":"owner"}]}
        """;

    [Fact]
    public void Reads_the_header_that_App_Service_authentication_sends()
    {
        var actor = Read(Encoded(FromTheDirectory), authenticationIsOn: "True");

        Assert.Equal(("7d1c", "Robin Example"), (actor!.Id, actor.Name));
        Assert.Equal([Role.Comms, Role.ReportAuthor], actor.Roles.Order());
    }

    [Theory]
    [InlineData("robin@county.example", "other@county.example", "robin@county.example")]
    [InlineData("robin_home.example#EXT#@tenant.example", "robin@home.example", "robin@home.example")]
    [InlineData("robin", "", null)]
    [InlineData("a@b@county.example", "Robin <robin@county.example>", null)]
    [InlineData("robin@county.example,all@county.example", "robin @county.example", null)]
    public void Knows_where_mail_reaches_somebody_only_where_the_directory_says_one_plain_address(string signInName, string email, string? address)
    {
        var claims = $$""","claims":[{"typ":"preferred_username","val":"{{signInName}}"},{"typ":"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress","val":"{{email}}"},""";

        Assert.Equal(address, Read(Encoded(FromTheDirectory.Replace(",\"claims\":[", claims, StringComparison.Ordinal)), "True")!.Address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("False")]
    public void Believes_nobody_where_the_platform_does_not_set_the_header(string? authenticationIsOn) =>
        Assert.Null(Read(Encoded(FromTheDirectory), authenticationIsOn));

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("e30=")] // {}
    [InlineData("W10=")] // []
    [InlineData("eyJjbGFpbXMiOlt7fV19")] // a claim without type and value
    [InlineData("eyJjbGFpbXMiOltdfQ==")] // no claims: no id
    public void Lets_nobody_in_on_a_header_that_cannot_be_read(string header) => Assert.Null(Read(header, "True"));

    [Fact]
    public void Lets_nobody_in_on_an_enormous_header() => Assert.Null(Read(new string('A', 100_000), "True"));

    private static string Encoded(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static Actor? Read(string header, string? authenticationIsOn)
    {
        var settings = new Dictionary<string, string?> { ["WEBSITE_AUTH_ENABLED"] = authenticationIsOn };
        var request = new DefaultHttpContext().Request;
        request.Headers[Principals.Header] = header;
        return new Principals(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Read(request);
    }
}
