using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class WorkerSurfaceTests
{
    private static readonly string Official = Path.Combine(AppContext.BaseDirectory, "Microsoft.Azure.Functions.Worker.txt");

    [Fact]
    public void Offers_nothing_but_what_the_official_packages_offer_with_that_signature() =>
        Assert.Equal("", string.Join('\n', PublicSurface.Beyond(typeof(FunctionContext).Assembly, Official)));

    [Fact]
    public void Names_a_member_whose_signature_is_not_in_the_list()
    {
        var changed = Path.GetTempFileName();

        try
        {
            File.WriteAllText(changed, File.ReadAllText(Official).Replace("AuthorizationLevel :: Admin = 4", "AuthorizationLevel :: Admin = 5", StringComparison.Ordinal));

            Assert.Equal(
                ["Microsoft.Azure.Functions.Worker.AuthorizationLevel :: Admin = 4"], PublicSurface.Beyond(typeof(FunctionContext).Assembly, changed));
        }
        finally
        {
            File.Delete(changed);
        }
    }
}
