using EngagementPipeline.Azure.SampleProject;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.SampleProject;
using EngagementPipeline.Core.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.SampleProject;

public static class SampleProjectRegistration
{
    public static IServiceCollection AddSampleProject(this IServiceCollection services) => services
        .AddContainer(SampleMark.Container)
        .AddSingleton<ISampleMark, SampleMark>()
        .AddSingleton<LoadSampleHandler>()
        .AddSingleton<ILoadSample>(s => s.GetRequiredService<LoadSampleHandler>())
        .AddSingleton<RemoveSampleHandler>();
}
