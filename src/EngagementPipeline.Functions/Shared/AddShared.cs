using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Functions.Shared;

public static class SharedRegistration
{
    /// <summary>The order matters: everything happens under a correlation id, what is unexpected is caught around the rest, headers stand on refusals too.</summary>
    public static FunctionsApplicationBuilder UseOurMiddleware(this FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<CorrelationMiddleware>();
        builder.UseMiddleware<UnexpectedErrorMiddleware>();
        builder.UseMiddleware<SecurityHeadersMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.UseMiddleware<PaceMiddleware>();
        return builder;
    }

    public static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        // Every line of a log says what it belongs to.
        services.Configure<LoggerFactoryOptions>(logs => logs.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        services.AddSingleton(new FunctionAccess(typeof(SharedRegistration).Assembly));
        services.AddSingleton<Principals>();
        services.AddSingleton<PublicPaces>();
        services.AddTable("Audit");
        services.AddSingleton<AuditTable>();
        services.AddSingleton<IAudit>(s => s.GetRequiredService<AuditTable>());
        services.AddSingleton<IAuditTrail>(s => s.GetRequiredService<AuditTable>());
        services.AddSingleton<IOutsideChecks, OutsideCheckBlob>();
        services.AddSingleton<CheckOutsideHandler>();
        services.AddSingleton<OutsideWatch>();
        services.AddHostedService<SettingsAtStart>();
        services.AddHostedService<LookOutsideAtStart>();
        return services.AddStorage().AddGraph().ReadAtStart<Storage>().ReadAtStart<GraphSettings>();
    }
}
