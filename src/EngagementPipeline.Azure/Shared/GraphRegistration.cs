using Azure.Core;
using EngagementPipeline.Core.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Azure.Shared;

/// <summary>Microsoft Graph, for every feature that uses it. Without settings it stands there unused.</summary>
public static class GraphRegistration
{
    public static IServiceCollection AddGraph(this IServiceCollection services) => services
        .AddSingleton(s => GraphSettings.From(s.GetRequiredService<IConfiguration>()))
        .AddSingleton<ICheckOutside, GraphCheck>()
        .AddSingleton(s => new GraphConnection(
            s.GetRequiredService<GraphSettings>(), s.GetRequiredService<TimeProvider>(), s.GetService<TokenCredential>()));
}
