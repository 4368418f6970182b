using EngagementPipeline.Testing;

[assembly: AssemblyFixture(typeof(AppFixture))]
