using Azure.Core.Pipeline;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Azure.Tests.Shared;

/// <summary>The app's storage on the assembly's Azurite. Tables are shared by all tests: each works in projects of its own.</summary>
public static class TestStorage
{
    public static Storage Of(AzuriteFixture azurite, params HttpPipelinePolicy[] watchers) => new(Configuration(azurite), watchers);

    public static IConfiguration Configuration(AzuriteFixture azurite, params (string Key, string? Value)[] more) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                more.Append(("AzureWebJobsStorage", azurite.ConnectionString)).Select(s => KeyValuePair.Create(s.Item1, s.Item2)))
            .Build();
}
