using EngagementPipeline.Testing.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]
