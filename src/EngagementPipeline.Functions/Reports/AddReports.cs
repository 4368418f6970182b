using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EngagementPipeline.Functions.Reports;

public static class ReportsRegistration
{
    /// <summary>A report shows the figures of its sources in the order of these lines.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFigureSource, StoryFigures>());
        services.AddContainer(BlobFrozenReports.Container);
        services.TryAddSingleton<IFrozenReports, BlobFrozenReports>();
        services.TryAddSingleton<CountReport>();
        services.TryAddSingleton<ReadReportHandler>();
        services.TryAddSingleton<FreezeReportHandler>();
        services.TryAddSingleton<ReadTraceHandler>();
        return services;
    }
}
