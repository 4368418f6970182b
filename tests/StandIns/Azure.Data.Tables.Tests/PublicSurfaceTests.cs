using EngagementPipeline.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class PublicSurfaceTests
{
    private static readonly string Official = Path.Combine(AppContext.BaseDirectory, "Azure.Data.Tables.txt");

    [Fact]
    public void Offers_nothing_but_what_the_official_package_offers_with_that_signature()
        => Assert.Empty(PublicSurface.Beyond(typeof(TableClient).Assembly, Official));

    [Fact]
    public void Names_a_member_whose_signature_is_not_in_the_list()
    {
        var changed = Path.GetTempFileName();
        try
        {
            var other = File.ReadAllText(Official).Replace("int? maxPerPage = null", "int? maxPerPage = 5", StringComparison.Ordinal);
            File.WriteAllText(changed, other);

            var beyond = PublicSurface.Beyond(typeof(TableClient).Assembly, changed);

            Assert.Equal(6, beyond.Count);
            Assert.All(beyond, line => Assert.Contains("maxPerPage = null", line, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(changed);
        }
    }
}
