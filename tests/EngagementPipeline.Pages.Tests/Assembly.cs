using EngagementPipeline.Pages.Tests.Desk;
using EngagementPipeline.Testing.Browser;

[assembly: CloseWithTest]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(Gallery))]
