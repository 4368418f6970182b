using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.Testing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.LocalHost.Tests;

/// <summary>Links to stories carry whole addresses; on one's own machine the app learns its own.</summary>
public sealed class OwnAddressTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(true, null, "its own")]
    [InlineData(true, "https://stories.example.org", "https://stories.example.org")]
    [InlineData(false, null, null)]
    public async Task Tells_the_app_its_own_address_where_none_is_set(bool tell, string? set, string? told)
    {
        using var probe = new Files();
        await using var server = await LocalServer.StartAsync(
            new LocalServerSettings
            {
                Functions = [],
                Configure = builder => builder.ConfigureFunctionsWebApplication(),
                StorageConnection = azurite.ConnectionString,
                HostJson = probe.HostJson,
                AppSettings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Site:BaseUrl"] = set },
                TellAddress = tell,
            },
            TestContext.Current.CancellationToken);

        // The port is any free one, so it is known only now.
        var expected = told == "its own" ? server.Address.GetLeftPart(UriPartial.Authority) : told;
        Assert.Equal(expected, server.Services.GetRequiredService<IConfiguration>()["Site:BaseUrl"]);
    }

    private sealed class Files : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ep-address-");

        public Files() => File.WriteAllText(HostJson, TestHost.DefaultHostJson);

        public string HostJson => Path.Combine(_directory.FullName, "host.json");

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
