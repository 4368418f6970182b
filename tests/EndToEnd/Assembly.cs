using EngagementPipeline.EndToEnd;
using EngagementPipeline.Testing.Browser;

[assembly: CloseWithTest]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(SampleApp))]
