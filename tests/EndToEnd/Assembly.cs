using EngagementPipeline.EndToEnd;
using EngagementPipeline.Testing.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(SampleApp))]
