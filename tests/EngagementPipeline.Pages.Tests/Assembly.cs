using EngagementPipeline.Pages.Tests.Desk;
using EngagementPipeline.Testing.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(Gallery))]
