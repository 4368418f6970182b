using EngagementPipeline.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
